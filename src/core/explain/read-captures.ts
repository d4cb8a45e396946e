import type { Match } from './find-sentences.ts'

/** What stands where a sentence has its placeholders. */
export interface Captures {
  /** The place, without line breaks and quotes; `null` when it is not there. */
  readonly path: string | null
  /** The text at a placeholder, with what surrounds the value; several where the sentence has it several times. */
  readonly values: (name: string) => string[]
}

/** Longest list of ids, or message as a dict, that is read where nothing tells its end. */
const OPEN_END = 6000
const LONGEST_PATH = 300
/** A fixed part counts as standing there when it is found up to so many letters. */
const FIRM = 3

/** `text` is the peeled text, `at` says where its letters and digits stand in it. */
export function readCaptures(match: Match, text: string, at: Int32Array): Captures {
  const gaps = gapsOf(match, text, at)
  const path = gaps.find(({ name }) => name === 'path')
  return {
    path: path ? readPath(path, text) : null,
    values: (name) => gaps.filter((gap) => gap.name === name).map((gap) => readValue(gap, text)),
  }
}

interface Gap {
  readonly name: string
  /** Which of several placeholders with no letter between them, and whether there are several. */
  readonly nth: number
  readonly shared: boolean
  /** Offsets in the text; `null` where the part before or after is not there. */
  readonly from: number | null
  readonly to: number | null
}

function gapsOf({ sentence, runs }: Match, text: string, at: Int32Array): Gap[] {
  return sentence.placeholders.map((name, index) => {
    const edge = sentence.parts[index + 1] ?? 0
    const before = runs.findLast(({ inSentence }) => inSentence < edge)
    const after = runs.find(({ inSentence }) => inSentence >= edge)
    const isBefore = before && edge - before.inSentence - before.length <= FIRM
    const isAfter = after && after.inSentence - edge <= FIRM
    const alike = sentence.placeholders.flatMap((_, other) => (sentence.parts[other + 1] === edge ? [other] : []))
    return {
      name,
      nth: alike.indexOf(index),
      shared: alike.length > 1,
      from: isBefore ? (at[before.inText + before.length - 1] ?? text.length) + 1 : null,
      to: isAfter ? (at[after.inText] ?? text.length) : null,
    }
  })
}

function readValue({ from, to, nth, shared }: Gap, text: string): string {
  const quoted = shared && from !== null ? [...text.slice(from, to ?? from + OPEN_END).matchAll(QUOTED)][nth] : undefined
  if (quoted) return quoted[0]
  if (from !== null) return text.slice(from, to ?? from + OPEN_END)
  return to === null ? '' : (lastWord(joinLines(text.slice(Math.max(0, to - LONGEST_PATH), to))) ?? '')
}

function readPath({ from, to }: Gap, text: string): string | null {
  const whole =
    from !== null && to !== null && to - from < LONGEST_PATH
      ? text
          .slice(from, to)
          .replace(/\s+/g, '')
          .replace(/^[^\w*]+/, '')
      : ''
  // A terminal broke the line inside a place without quotes.
  if (ROOT.test(whole) && /^[\w.[\]*-]+[^\w]*$/.test(whole)) return whole.replace(/[^\w\]]+$/, '')
  if (from !== null) return readPathAfter(text.slice(from, Math.min(to ?? text.length, from + LONGEST_PATH)))
  return to === null ? null : readPathBefore(text.slice(Math.max(0, to - LONGEST_PATH), to))
}

/** `'messages[6].tool_calls[0].type'.` Terminals break lines inside a path: between quotes it goes on. */
function readPathAfter(text: string): string | null {
  const quotes = [...text.matchAll(QUOTED)].map(([, , value]) => value?.replace(/\s+/g, '') ?? '')
  const rooted = quotes.find((value) => ROOT.test(value))
  if (rooted !== undefined) return rooted
  const quoted = /^[\s:]*(['"`])([^'"`]*)\1/.exec(text)?.[2]?.replace(/\s+/g, '')
  return quoted ?? /^[^\w*]*([\w*$][\w*.$[\]-]*)/.exec(text)?.[1] ?? null
}

/** `messages.1.content.0: ` A line break before it may stand inside the path, or between it and what is in front. */
function readPathBefore(text: string): string | null {
  const last = lastWord(text)
  if (last !== null && ROOT.test(last)) return last
  const joined = lastWord(joinLines(text))
  return joined !== null && ROOT.test(joined) ? joined : last
}

const QUOTED = /(['"`])([^'"`]*)\1/g
const ROOT = /^(?:(?:request|GenerateContentRequest)\.)?(?:messages?|tools|toolConfig|input|contents|\*+)(?:[.[]|$)/

function lastWord(text: string): string | null {
  return /([\w*][\w*.$[\]-]*)\W*$/.exec(text)?.[1] ?? null
}

function joinLines(text: string): string {
  return text.replace(/\s*\n\s*/g, '')
}
