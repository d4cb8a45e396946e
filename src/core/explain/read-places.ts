import type { Steps } from '../json/path.ts'

/** A place as a text names it, and as steps into a source. */
export interface NamedPlace {
  readonly path: Steps
  readonly text: string
}

/** Enough for any honest error; a log may name thousands. */
const MOST_PLACES = 40

/**
 * All places a peeled text names: `messages.[3].role`, `messages[3].x`, `messages.3.content.0`, `message[3].role`,
 * `#/messages/2/content/0`, `('body', 'messages', 2)`, `message at index 3`. Where people wrote `[X]` or `N` for a number there is
 * nothing to go to.
 */
export function readPlaces(text: string): NamedPlace[] {
  const places = new Map<string, NamedPlace>()
  for (const form of FORMS) {
    for (const match of text.matchAll(form)) {
      const place = readPlace(match[0])
      if (place && !places.has(place.path.join('\n'))) places.set(place.path.join('\n'), place)
      if (places.size >= MOST_PLACES) break
    }
  }
  return [...places.values()]
}

const FORMS = [
  /\b(?:messages?|tools|toolConfig|input|contents)(?:\.?\[(?:\d{1,7}|[A-Z])\]|\.(?:\d{1,7}\b|[A-Za-z_][\w-]{0,60})){1,14}/g,
  /\/(?:messages|tools|input|contents)(?:\/[\w-]{1,60}){1,14}/g,
  /['"](?:messages|tools|input|contents)['"](?:\s{0,9},\s{0,9}(?:\d{1,7}|['"][\w-]{1,60}['"])){1,14}/g,
  /\bmessage (?:at (?:index|position) )?\d{1,7}\b/g,
]

/** One such place; `null` when it holds no number. */
export function readPlace(text: string): NamedPlace | null {
  const words = text.split(/[^\w*-]+/).filter(Boolean)
  const first = words.findIndex((word) => ROOTS.has(word))
  const root = first < 0 ? undefined : words[first]
  if (root === undefined) return null
  // `message at index 3`: between the word and the number stand words that are no keys.
  const named = words.slice(first).filter((word) => root !== 'message' || !FILLERS.has(word))
  const steps = fromZero(named.map((word) => (/^\d+$/.test(word) ? Number(word) : word)))
  if (root === 'message') steps[0] = 'messages'
  if (!steps.some((step) => typeof step === 'number') || steps.some((step) => typeof step === 'string' && GAP.test(step)))
    return null
  return { path: isDotted(text) ? withoutTypes(steps) : steps, text }
}

/** The field validator of AWS writes `messages.3.member.content.1.member.toolUse`, and counts from 1. */
function fromZero(steps: Steps): (string | number)[] {
  return steps.flatMap((step, index) => {
    if (step === 'member' && typeof steps[index - 1] === 'number') return []
    return typeof step === 'number' && steps[index + 1] === 'member' ? [Math.max(0, step - 1)] : [step]
  })
}

const ROOTS: ReadonlySet<string> = new Set(['messages', 'message', 'tools', 'toolConfig', 'input', 'contents'])
const FILLERS: ReadonlySet<string> = new Set(['at', 'index', 'position'])
const GAP = /^(?:[A-Z]|\*+)$/

function isDotted(text: string): boolean {
  return /\.\d+(?:\.|$)/.test(text) || /['"]/.test(text)
}

/**
 * Schema errors of Anthropic and of Python servers write the variant that was tried into the path:
 * `messages.1.content.0.tool_use.id` is `messages[1].content[0].id`.
 */
function withoutTypes(steps: Steps): Steps {
  return steps.filter((step, index) => {
    if (typeof step !== 'string' || typeof steps[index - 1] !== 'number') return true
    const list = steps[index - 2]
    if (list === 'messages') return !MESSAGE_VARIANTS.test(step)
    if (list === 'content') return !PART_TYPES.test(step)
    return list !== 'tools' || !/^(?:custom|function|[A-Z]\w*)$/.test(step)
  })
}

const MESSAGE_VARIANTS = /^(?:user|assistant|system|developer|tool|function|typed-dict)$/
const PART_TYPES =
  /^(?:text|image|image_url|document|thinking|redacted_thinking|(?:server_|mcp_)?tool_use|(?:\w+_)?tool_result|search_result|container_upload)$/

/** Numbers of messages among the places, as the text counts. */
export function messageIndexes(places: readonly NamedPlace[]): number[] {
  const indexes = places.flatMap(({ path: [root, index] }) =>
    root !== 'tools' && root !== 'toolConfig' && typeof index === 'number' ? [index] : [],
  )
  return [...new Set(indexes)]
}
