import type { Comparable } from './comparable.ts'
import type { Sentence } from './sentence.ts'

/** A stretch that a sentence and a text have in common; positions and length in letters and digits. */
export interface Run {
  readonly inSentence: number
  readonly inText: number
  readonly length: number
}

/** A sentence as far as it stands in a text. */
export interface Match {
  readonly sentence: Sentence
  /** In order, and never over the edge of a fixed part; short parts are among them where they stand between others. */
  readonly runs: readonly Run[]
  /** Letters and digits found, and their share of those that could be. */
  readonly matched: number
  readonly share: number
}

/** Looks for all sentences at once: one pass over the text, whatever their number. */
export type FindSentences = (text: Comparable) => Match[]

/** As many equal letters make a run worth looking at; shorter fixed parts help no one to be found. */
const SEED = 8
/** A log may repeat its error thousands of times; its first copies tell all. */
const MOST_RUNS = 300
/** Room for what a placeholder holds: a message as a dict, the ids of a hundred calls. */
const WIDEST_GAP = 6000

export function sentenceFinder(sentences: readonly Sentence[]): FindSentences {
  const seeds = seedsOf(sentences)
  return (text) => {
    const { letters } = text
    const runs = new Map<Sentence, Run[]>()
    for (let at = 0; at + SEED <= letters.length; at++) {
      const places = seeds.get(letters.slice(at, at + SEED))
      if (!places) continue
      for (const { sentence, end, offset, begin } of places) {
        // The run that began one letter earlier holds this one too.
        if (offset > begin && at > 0 && sentence.letters[offset - 1] === letters[at - 1]) continue
        const known = runs.get(sentence) ?? []
        if (known.length === 0) runs.set(sentence, known)
        if (known.length < MOST_RUNS)
          known.push({ inSentence: offset, inText: at, length: commonLength(sentence.letters, offset, end, letters, at) })
      }
    }
    return [...runs].flatMap(([sentence, found]) => bestChains(sentence, found, text))
  }
}

interface SeedPlace {
  readonly sentence: Sentence
  readonly offset: number
  /** Edges of the fixed part it stands in. */
  readonly begin: number
  readonly end: number
}

function seedsOf(sentences: readonly Sentence[]): ReadonlyMap<string, SeedPlace[]> {
  const seeds = new Map<string, SeedPlace[]>()
  for (const sentence of sentences) {
    sentence.parts.slice(0, -1).forEach((begin, part) => {
      const end = sentence.parts[part + 1] ?? begin
      for (let offset = begin; offset + SEED <= end; offset++) {
        const seed = sentence.letters.slice(offset, offset + SEED)
        const places = seeds.get(seed)
        if (places) places.push({ sentence, offset, begin, end })
        else seeds.set(seed, [{ sentence, offset, begin, end }])
      }
    })
  }
  return seeds
}

function commonLength(sentence: string, offset: number, end: number, text: string, at: number): number {
  let length = SEED
  while (offset + length < end && sentence.charCodeAt(offset + length) === text.charCodeAt(at + length)) length++
  return length
}

/** The first copy may be a heading, or cut: then another has what is missing. */
const MOST_COPIES = 3

function bestChains(sentence: Sentence, runs: readonly Run[], text: Comparable): Match[] {
  const toFind = lettersToFind(sentence)
  const matches: Match[] = []
  let left = runs
  while (left.length > 0 && matches.length < MOST_COPIES) {
    const links = bestChain(left)
    const chain = links.map(({ run }) => run)
    const matched = chain.reduce((sum, { length }) => sum + length, 0)
    matches.push({ sentence, runs: withShortParts(sentence, chain, text), matched, share: matched / toFind })
    const used = new Set(links.map(({ index }) => index))
    left = left.filter((_, index) => !used.has(index))
  }
  return matches
}

/** Parts too short to be found do not count as missing. */
function lettersToFind({ parts, letters }: Sentence): number {
  const lengths = parts.slice(1).map((end, part) => end - (parts[part] ?? 0))
  return lengths.reduce((sum, length) => sum + (length >= SEED ? length : 0), 0) || letters.length
}

/** Room for what stands between the first word and the next. */
const LONGEST_FIRST = 150

/** Adds the parts that are too short to be found by themselves, so that it is known where a value between them ends. */
function withShortParts({ parts, letters: all }: Sentence, chain: readonly Run[], text: Comparable): readonly Run[] {
  const { letters } = text
  const runs = [...chain]
  for (let part = parts.length - 2; part >= 0; part--) {
    const begin = parts[part] ?? 0
    const end = parts[part + 1] ?? begin
    const next = runs.findIndex(({ inSentence }) => inSentence >= end)
    const after = runs[next]
    const before = runs[next - 1]
    if (end - begin >= SEED || end - begin < 3 || !after) continue
    if (part === 0 && !before) {
      // The first word stands before a place, which is not long.
      const from = Math.max(0, after.inText - LONGEST_FIRST)
      const inText = lastWordAt(text, all.slice(begin, end), from, after.inText)
      if (inText >= 0) runs.unshift({ inSentence: begin, inText, length: end - begin })
      continue
    }
    if (!before || before.inSentence >= begin) continue
    // From behind: the word before a sentence goes on is less likely part of an id than one inside it.
    const inText = letters.slice(endInText(before), after.inText).lastIndexOf(all.slice(begin, end))
    if (inText >= 0) runs.splice(next, 0, { inSentence: begin, inText: endInText(before) + inText, length: end - begin })
  }
  return runs
}

/** The last place of a word by itself; inside another one, such as an id, only where it stands nowhere else. */
function lastWordAt({ letters, at }: Comparable, word: string, from: number, to: number): number {
  const isApart = (place: number): boolean => place === 0 || place === letters.length || at[place]! - at[place - 1]! > 1
  const last = letters.slice(0, to).lastIndexOf(word)
  for (let place = last; place >= from; place = letters.slice(0, place + word.length - 1).lastIndexOf(word))
    if (isApart(place) && isApart(place + word.length)) return place
  return last >= from ? last : -1
}

/** The runs that, read in order, make up most of the sentence: line noise and placeholders may stand between them. */
function bestChain(runs: readonly Run[]): Link[] {
  const best: Link[] = []
  let last = 0
  for (const [index, run] of runs.entries()) {
    let link: Link = { run, index, score: run.length, before: -1 }
    for (let other = index - 1; other >= 0; other--) {
      const earlier = best[other]
      const rest = earlier && afterRun(run, earlier.run)
      if (!rest) continue
      const gap = rest.inText - endInText(earlier.run)
      // Of two equal copies the nearer one belongs to it.
      const score = earlier.score + rest.length - gap / (2 * WIDEST_GAP)
      if (score > link.score) link = { run: rest, index, score, before: other }
    }
    best.push(link)
    if (link.score > (best[last]?.score ?? 0)) last = index
  }
  const chain: Link[] = []
  for (let link = best[last]; link; link = best[link.before]) chain.unshift(link)
  return chain
}

interface Link {
  readonly run: Run
  readonly index: number
  readonly score: number
  /** Index of the link before; -1 at the beginning. */
  readonly before: number
}

/** What of a run is left after an earlier one; `null` when it does not follow it. */
function afterRun(run: Run, earlier: Run): Run | null {
  // Around a letter too many or too few (preceding, preceeding) both runs claim it.
  const overlap = Math.max(0, endInText(earlier) - run.inText, earlier.inSentence + earlier.length - run.inSentence)
  const rest = { inSentence: run.inSentence + overlap, inText: run.inText + overlap, length: run.length - overlap }
  const gap = rest.inText - endInText(earlier)
  return overlap < SEED / 2 && gap <= WIDEST_GAP ? rest : null
}

function endInText({ inText, length }: Run): number {
  return inText + length
}
