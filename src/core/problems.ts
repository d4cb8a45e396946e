import { parseJson } from './json/parse-json.ts'
import { get } from './conversation/facts.ts'
import { SYNTHETIC_RESULT } from './conversation/synthetic.ts'
import type { Message } from './conversation/message.ts'
import type { Verdict } from './judge.ts'
import { formatPath, type Steps } from './json/path.ts'
import { targetNumbers } from './target-numbers.ts'
import { locate } from './place-problems.ts'
import { weightOf, type FixSummary, type Problem } from './problem.ts'
import type { Reading } from './reading.ts'
import type { Found } from './rules/check.ts'
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
    const isSaid = one.severity !== 'info' && !one.finding.unsaid
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
      providerError: isSaid ? (fillWording(target, one.rule.meta.id, wordingData(one, scope, numbers))?.error ?? null) : null,
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

/** What is wrong before anybody has read a message. */
export function* sourceProblems({
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
    const [index, inner] = steps.filter((step) => typeof step === 'number')
    if (index !== undefined) Object.assign(data, { i: index, i1: index + 1 })
    if (inner !== undefined) Object.assign(data, { j: inner, j1: inner + 1 })
    return data
  }
  const read = scope.conversation.messages[message]
  const number = numbers[message] ?? message
  const inner = steps.slice(read?.base.length ?? 0)
  const [index, second] = inner.filter((step) => typeof step === 'number')
  data['i'] = number
  data['i1'] = number + 1
  if (index !== undefined) {
    data['j'] = index
    data['j1'] = index + 1
  }
  if (second !== undefined) data['k'] = second
  const type = read ? partType(read, steps, scope) : null
  if (type && data['type'] === undefined) data['type'] = type
  data['path'] = pathAs(scope.target.places, number, inner, type)
  if (namesParents(scope.target)) data['parent'] = pathAs(scope.target.places, number, inner.slice(0, -1), type)
  // A call that the target sees as unanswered is told at the message that makes it.
  if (typeof data['callMessage'] === 'number') {
    data['i'] = numbers[data['callMessage']] ?? number
    data['i1'] = data['i'] + 1
  }
  return data
}

/** Few sentences name the place around a place: for the others it need not be written, twenty thousand times. */
const parents = new WeakMap<Target, boolean>()

function namesParents(target: Target): boolean {
  let known = parents.get(target)
  if (known === undefined) {
    known =
      target.wordings.some(({ text, place = '' }) => `${text}${place}`.includes('{parent}')) ||
      (target.like ? namesParents(target.like) : false)
    parents.set(target, known)
  }
  return known
}

function pathAs({ list, style }: Target['places'], number: number, steps: Steps, type: string | null): string {
  // Google writes its fields in snake case, also where the request has camel case.
  const inner = list === 'contents' ? steps.map(inSnakeCase) : steps
  if (style === 'brackets') return formatPath([list, number, ...inner])
  const [first, second, ...rest] = inner
  // `messages.1.content.0.tool_use.id`: the type of the part stands between its number and its field.
  const isTyped = style === 'typed-dots' && first === 'content' && typeof second === 'number' && rest.length > 0 && type
  return isTyped ? [list, number, first, second, type, ...rest].join('.') : [list, number, ...inner].join('.')
}

function inSnakeCase(step: string | number): string | number {
  return typeof step === 'string' ? step.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) : step
}

function partType(message: Message, steps: readonly (string | number)[], scope: Scope): string | null {
  const at = steps.slice(0, message.base.length + 2)
  if (typeof at.at(-1) !== 'number') return null
  const text = scope.textAt(message.index, at)
  const type = text === null ? undefined : get(parseJson(text), 'type')
  return typeof type === 'string' ? type : null
}
