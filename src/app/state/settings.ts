import * as z from 'zod/mini'

const KEY = 'toolmend.settings'

const layout = z.record(z.string(), z.number())

/** Appearance, and the names of fields a user asked to keep: nothing else about a transcript is ever stored. */
const settingsSchema = z.object({
  theme: z.catch(z.enum(['system', 'light', 'dark']), 'system'),
  density: z.catch(z.enum(['comfortable', 'compact']), 'comfortable'),
  /** Sizes of the panels in percent, by group. */
  layouts: z.catch(z.record(z.string(), layout), {}),
  hidden: z.catch(z.array(z.enum(['inspector', 'problems', 'source'])), []),
  /** How entries that no format knows are read, by the names of their fields. */
  fieldMaps: z.catch(z.record(z.string(), z.string()), {}),
  /** Problems under the heading of their rule, or in the order of the text. */
  grouping: z.catch(z.enum(['rule', 'order']), 'rule'),
})

export type Settings = z.infer<typeof settingsSchema>

/** Storage can be refused, empty, or full of something else; the page works all the same. */
export function readSettings(): Settings {
  try {
    return settingsSchema.parse(JSON.parse(localStorage.getItem(KEY) ?? '{}'))
  } catch {
    return settingsSchema.parse({})
  }
}

/** `false` when the browser did not keep them. */
export function writeSettings(settings: Settings): boolean {
  try {
    localStorage.setItem(KEY, JSON.stringify(settings))
    return true
  } catch {
    return false
  }
}
