import { parseJson } from './json/parse-json.ts'
import { get } from './conversation/facts.ts'
import { SYNTHETIC_RESULT } from './conversation/synthetic.ts'
import type { Message } from './conversation/message.ts'
import type { Verdict } from './judge.ts'
import { formatPath, type Steps } from './json/path.ts'
import { targetNumbers } from './target-numbers.ts'
import { locate } from './place-problems.ts'
import { weightOf, type FixSummary, type Prediction, type Problem } from './problem.ts'
import type { Reading } from './reading.ts'
import type { Found } from './rules/check.ts'
import { rules } from './rules/index.ts'
import type { Data, Fix, Scope } from './rules/rule.ts'
import { fillWording, type WordingData } from './targets/fill-wording.ts'
import type { Target } from './targets/target.ts'

/** A problem with what is needed to fix it; the second half stays in the core. */
export interface KnownProblem {
  readonly problem: Problem
  readonly found: Found | null
  readonly fixes: readonly Fix[]
}

/** Puts findings into words and places, in the order of the source. */
export function describeProblems(reading: Reading, verdicts: readonly Verdict[], target: Target): KnownProblem[] {
  const placed = [...sourceProblems(reading)]
  verdicts.forEach(({ scope, found }, conversation) => {
    if (found.length === 0) return
    // One by one: a hundred thousand of them, spread out as arguments, would not fit the stack.
    for (const known of describeFound(reading, conversation, scope, found, target)) placed.push(known)
  })
  placed.sort(
    (a, b) => a.problem.span.start - b.problem.span.start || weightOf(a.problem.severity) - weightOf(b.problem.severity),
  )
  const { lines } = reading
  return placed.map(({ problem, ...rest }) => ({ ...rest, problem: { ...problem, ...lines.at(problem.span.start) } }))
}

/** Findings of one conversation in words; line and column are still to come. */
export function describeFound(
  reading: Reading,
  conversation: number,
  scope: Scope,
  found: readonly Found[],
  target: Target,
): KnownProblem[] {
  const read = reading.conversations[conversation]!
  const numbers = targetNumbers(scope, target, read.group)
  return found.map((one) => {
    const { span, path } = locate(reading, read, one.finding.at)
    const data = wordingData(one, scope, numbers)
    // A log or an export is not edited: its conversation is written for a target, and repaired there.
    const isEditable = reading.format?.reads === 'records'
    const fixes = isEditable ? (one.rule.fix?.(one.finding, { scope, resultText: SYNTHETIC_RESULT }) ?? []) : []
    const problem: Problem = {
      rule: one.rule.meta.id,
      severity: one.severity,
      conversation,
      path,
      span,
      line: 0,
      column: 0,
      message: fillText(one.rule.meta.messages[one.finding.messageId] ?? '', one.finding.data),
      callId: one.finding.callId ?? null,
      providerError:
        one.severity === 'info' || one.finding.unsaid ? null : (fillWording(target, one.rule.meta.id, data)?.error ?? null),
      related: (one.finding.related ?? []).map((place) => locate(reading, read, place)),
      fixes: fixes.map((fix) => summarise(fix, one)),
    }
    return { problem, found: one, fixes }
  })
}

export function fixTitle(fix: Fix, { rule, finding }: Found): string {
  return fillText(rule.meta.messages[fix.titleId] ?? fix.titleId, { ...finding.data, ...fix.data })
}

function summarise(fix: Fix, found: Found): FixSummary {
  return { title: fixTitle(fix, found), safety: fix.safety }
}

function fillText(template: string, data: Data = {}): string {
  return template.replace(/\{([a-zA-Z]+)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(data, name) ? data[name] : undefined
    if (value === undefined) return whole
    const text = typeof value === 'object' ? value.join(', ') : String(value)
    return text.length > 200 ? `${text.slice(0, 197)}…` : text
  })
}

function* sourceProblems({
  unwrapped,
  format,
  detected,
  source,
  asked,
  conversations,
  partial,
}: Reading): Generator<KnownProblem> {
  const plain = { conversation: 0, path: '', line: 0, column: 0, callId: null, providerError: null, related: [], fixes: [] }
  for (const { rule, start, end, message } of unwrapped.problems) {
    const severity = rule === 'empty-source' ? 'info' : 'error'
    yield { problem: { ...plain, rule, severity, span: { start, end }, message }, found: null, fixes: [] }
  }
  if (!partial && (format === null || conversations.length === 0) && unwrapped.bytes.length > 0) {
    const message =
      asked === null
        ? `No format is known that looks like this. ${detected.because[0] ?? ''}`
        : format === null
          ? `The format \`${asked}\` is not read yet.`
          : `Nothing here can be read as ${format.title}. ${detected.because.at(-1) ?? ''}`
    yield {
      problem: {
        ...plain,
        rule: 'unknown-format',
        severity: 'error',
        span: { start: 0, end: source.size },
        message,
      },
      found: null,
      fixes: [],
    }
  }
}

function wordingData({ finding }: Found, scope: Scope, numbers: readonly number[]): WordingData {
  const { message, steps } = finding.at
  const data: Record<string, string | number | readonly string[]> = { ...finding.data }
  if (message === null) {
    data['path'] = formatPath(steps)
    const index = steps.find((step) => typeof step === 'number')
    if (index !== undefined) data['i'] = index
    return data
  }
  const read = scope.conversation.messages[message]
  const number = numbers[message] ?? message
  const inner = steps.slice(read?.base.length ?? 0)
  const index = inner.find((step) => typeof step === 'number')
  data['i'] = number
  data['i1'] = number + 1
  if (index !== undefined) {
    data['j'] = index
    data['j1'] = index + 1
  }
  const type = read ? partType(read, steps, scope) : null
  if (type && data['type'] === undefined) data['type'] = type
  data['path'] = pathAs(scope.target.places, number, inner, type)
  // A call that the target sees as unanswered is told at the message that makes it.
  if (typeof data['callMessage'] === 'number') {
    data['i'] = numbers[data['callMessage']] ?? number
    data['i1'] = data['i'] + 1
  }
  return data
}

function pathAs({ list, style }: Target['places'], number: number, inner: Steps, type: string | null): string {
  if (style === 'brackets') return formatPath([list, number, ...inner])
  const [first, second, ...rest] = inner
  // `messages.1.content.0.tool_use.id`: the type of the part stands between its number and its field.
  const isTyped = style === 'typed-dots' && first === 'content' && typeof second === 'number' && rest.length > 0 && type
  return isTyped ? [list, number, first, second, type, ...rest].join('.') : [list, number, ...inner].join('.')
}

function partType(message: Message, steps: readonly (string | number)[], scope: Scope): string | null {
  const at = steps.slice(0, message.base.length + 2)
  if (typeof at.at(-1) !== 'number') return null
  const text = scope.textAt(message.index, at)
  const type = text === null ? undefined : get(parseJson(text), 'type')
  return typeof type === 'string' ? type : null
}

/**
 * What the target would answer first: it reads the shape of the request from top to bottom, and only then asks who
 * answers whom, in the order its table gives. `problems` in the order of the source.
 */
export function predict(problems: readonly Problem[], target: Target): Prediction | null {
  // What is no JSON is refused before anybody looks at a message; the words for that we have not seen.
  if (problems.some(({ rule }) => rule === 'invalid-json')) return null
  const rank = ({ rule }: Problem): number => {
    const at = target.order.indexOf(rule)
    return PAIRING.has(rule) || target.checksBy === 'rule' ? 1 + (at < 0 ? target.order.length : at) : 0
  }
  const refused = problems.filter((problem) => problem.providerError !== null && isRefused(problem, target))
  const [first] = refused.sort((a, b) => rank(a) - rank(b))
  return first ? { status: statusOf(first, target), error: first.providerError ?? '', rule: first.rule } : null
}

/** Most refusals are a 400; where an API gives another status, all its sentences about a rule have it. */
function statusOf({ rule }: Problem, target: Target): number {
  return fillWording(target, rule, {})?.status ?? 400
}

/** Rules of the pairs, which an API looks at when the shape of everything is sound. */
const PAIRING: ReadonlySet<string> = new Set(
  rules.filter(({ meta: { phase } }) => phase === 'ids' || phase === 'results').map(({ meta: { id } }) => id),
)

function isRefused({ severity, rule }: Problem, target: Target): boolean {
  return severity === 'error' && target.rules[rule] !== undefined ? true : rule === 'pending-call'
}
