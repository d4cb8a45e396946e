import { get, isObject } from '../conversation/facts.ts'
import { ALWAYS, defineRule } from './rule.ts'

/** Keys that say something about a part and are none of the kinds a part can be. */
const ABOUT = new Set(['thought', 'videoMetadata', 'video_metadata', 'partMetadata', 'part_metadata'])

export const partWithoutData = defineRule({
  meta: {
    id: 'part-without-data',
    phase: 'contents',
    severity: 'error',
    what: 'A part holds nothing.',
    why: 'Converters that drop what they do not know leave an empty object behind.',
    messages: { empty: 'This part holds nothing.', remove: 'Take the part out' },
  },
  checkMessage(message, value, { foreign }, report) {
    const parts = get(value, 'parts')
    if (foreign || !Array.isArray(parts)) return
    parts.forEach((part, index) => {
      if (!isObject(part)) return
      const said = Object.keys(part).filter((key) => part[key] !== null && part[key] !== undefined && !ABOUT.has(key))
      if (said.length === 0) report({ messageId: 'empty', at: { message: message.index, steps: ['parts', index] } })
    })
  },
  fix: ({ at }) => [{ titleId: 'remove', safety: 'review', when: ALWAYS, edits: [{ type: 'remove', at }] }],
})
