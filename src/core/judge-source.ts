import { addCounts, countPairing, NO_COUNTS } from './conversation/pairing.ts'
import { Judge, type Verdict } from './judge.ts'
import { targetOf } from './target-for.ts'
import type { Detected } from './formats/detect.ts'
import type { Format } from './formats/format.ts'
import { formatPath } from './json/path.ts'
import { predict } from './predict.ts'
import { describeProblems, type KnownProblem } from './problems.ts'
import type { ConversationSummary, Counts, InspectOptions, Inspection } from './problem.ts'
import { readSource, type Reading } from './reading.ts'
import { toSource } from './source/source.ts'
import { checkSource } from './rules/check.ts'
import { rules } from './rules/index.ts'
import { targets } from './targets/index.ts'
import type { Target } from './targets/target.ts'

/** A source that was read and judged: what `inspect` tells, and what a repair goes on from. */
export interface Judged {
  readonly reading: Reading
  readonly target: Target
  readonly verdicts: readonly Verdict[]
  readonly totals: Counts
  /** Put into words when somebody asks for them: a repair goes on from the verdicts, and has no use for these. */
  readonly known: readonly KnownProblem[]
  readonly inspection: Inspection
}

/** The whole pipeline: bytes, containers, records, messages, pairs, rules, problems. */
export function judgeSource(content: unknown, options: InspectOptions = {}): Judged {
  const source = toSource(content, options?.name)
  const preferred = preferredBy(options?.target)
  const judged = judgeReading(readSource(source, options?.format, preferred), options?.target)
  if (!hasBrokenRecord(judged.reading)) return judged
  return judgeReading(readSource(source, options?.format, preferred, true), options?.target)
}

/** What could be many formats is read as the one that will be written; plain messages as chat, where a target takes those. */
function preferredBy(id: string | undefined): string | undefined {
  const target = targets.find((known) => known.id === id)
  const takesChat = target?.alsoTakes?.includes('openai-chat') || target?.endpoints?.['openai-chat'] !== undefined
  return takesChat ? 'openai-chat' : target?.format
}

/** A broken line of a log stays a broken line; a broken record inside one JSON value breaks the value. */
function hasBrokenRecord({ layout, conversations }: Reading): boolean {
  return (
    layout.container === 'json' &&
    conversations.some(({ conversation }) => conversation.messages.some(({ malformed }) => malformed === 'unparsed'))
  )
}

/** The second half: the same reading under another target costs no second reading. */
export function judgeReading(reading: Reading, asked?: string): Judged {
  const { format } = reading
  const target = targetOf(asked, format)
  return judgedOf(reading, target, format ? judgeAll(reading, format, target) : [])
}

/** Puts what was found in each conversation into words. */
export function judgedOf(reading: Reading, target: Target, apart: readonly Verdict[]): Judged {
  // What one conversation of a part has to do with another is asked when all parts are known.
  const verdicts = reading.partial ? apart : withOthers(apart)
  const summary = summarise(reading, target, verdicts)
  let known: readonly KnownProblem[] | undefined
  let inspection: Inspection | undefined
  const knownNow = () => (known ??= describeProblems(reading, verdicts, target))
  return {
    reading,
    target,
    verdicts,
    totals: summary.totals,
    get known() {
      return knownNow()
    },
    get inspection() {
      if (inspection) return inspection
      const problems = knownNow().map(({ problem }) => problem)
      inspection = { ...summary, problems, prediction: predict(problems, target) }
      return inspection
    },
  }
}

/** What one conversation has to do with the others, besides what was found in each. */
export function withOthers(apart: readonly Verdict[]): Verdict[] {
  const together = checkSource(
    apart.map(({ scope }) => scope),
    rules,
  )
  return apart.map((verdict, index) => {
    return together[index]!.length > 0 ? { ...verdict, found: [...verdict.found, ...together[index]!] } : verdict
  })
}

function judgeAll({ conversations }: Reading, format: Format, target: Target): Verdict[] {
  const judge = new Judge(format, target)
  return conversations.map((read) => judge.judge(read))
}

function summarise(reading: Reading, target: Target, verdicts: readonly Verdict[]): Omit<Inspection, 'problems' | 'prediction'> {
  const { source, unwrapped, layout, detected, format } = reading
  const conversations = verdicts.map(({ pairing }, index): ConversationSummary => {
    const { conversation, group } = reading.conversations[index]!
    const path = formatPath(group.line === null ? group.path : [group.line, ...group.path])
    return { id: conversation.id, path, ...countPairing(pairing, conversation.messages.length) }
  })
  return {
    source: {
      ...(source.name === undefined ? {} : { name: source.name }),
      bytes: source.size,
      container: [...unwrapped.containers, layout.container],
    },
    ...describeDetection(format, detected, reading.leftOut),
    target: target.id,
    conversations,
    totals: total(conversations),
  }
}

/** What it is read as, how sure that is, and why. */
export function describeDetection(
  format: Format | null,
  detected: Detected,
  leftOut: ReadonlyMap<string, number> = new Map(),
): Pick<Inspection, 'format' | 'confidence' | 'because'> {
  const chosen = format !== null && format.id !== detected.format?.id
  const counted = [...leftOut].map(([what, count]) => `${count} ${what}`)
  return {
    format: format?.id ?? 'unknown',
    confidence: chosen ? 'certain' : detected.confidence,
    because: [
      ...(chosen ? ['you said so'] : []),
      ...detected.because,
      ...(counted.length > 0 ? [`seen, and no messages: ${counted.join(', ')}`] : []),
    ],
  }
}

function total(conversations: readonly Counts[]): Counts {
  const sum = { ...NO_COUNTS }
  for (const counts of conversations) addCounts(sum, counts)
  return sum
}
