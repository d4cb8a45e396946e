import type { Comparable } from './comparable.ts'
import type { Match, Run } from './find-sentences.ts'
import type { Sentence } from './sentence.ts'

/**
 * Whether a sentence stands in a text, and not only words of it. Short ones must be there whole; of long ones a piece is
 * enough, for texts are cut, quoted and framed. A piece that goes on in other words is another sentence.
 */
export function isTold({ sentence, runs, matched, share }: Match, text: string, letters: Comparable): boolean {
  if (share >= 0.85) return matched >= 12
  if (share >= 0.6 && matched >= 40) return true
  if (isCutOff(runs, matched, letters)) return true
  return runs.some((run) => {
    if (!isAboutMessages(lettersOf(sentence, run))) return false
    const begins = sentence.parts.includes(run.inSentence) || isOpening(text, letters, run)
    const ends = sentence.parts.includes(run.inSentence + run.length) || isClosing(text, letters, run)
    return run.length >= (begins && ends ? 28 : begins || ends ? 40 : 60)
  })
}

/** The text ends in the middle of the sentence, which stands there whole so far. */
function isCutOff(runs: readonly Run[], matched: number, { letters }: Comparable): boolean {
  const [first, last] = [runs[0], runs.at(-1)]
  if (!first || !last || first.inSentence !== 0 || last.inText + last.length !== letters.length) return false
  return matched >= 26 && matched >= 0.85 * (last.inSentence + last.length)
}

export function lettersOf({ letters }: Sentence, { inSentence, length }: Run): string {
  return letters.slice(inSentence, inSentence + length)
}

/** Not the `tool` of "string too long". */
export function isAboutMessages(letters: string): boolean {
  return /tool(?!ong)|message|role|assistant|thinking|content|functioncall|functionresponse|thoughtsignature|cachecontrol/.test(
    letters,
  )
}

function isOpening(text: string, { at }: Comparable, run: Run): boolean {
  const from = at[run.inText] ?? 0
  return /(?:^|['"`([{>|\n]|\.\.\.)\s*$/.test(text.slice(Math.max(0, from - 8), from))
}

function isClosing(text: string, { at }: Comparable, run: Run): boolean {
  const to = (at[run.inText + run.length - 1] ?? text.length) + 1
  return /^[.,\s]*(?:$|['"`)\]}<|\n(]|\.\.\.)/.test(text.slice(to, to + 8))
}
