import type { Message } from '../conversation/message.ts'
import type { Judged } from '../judge-source.ts'
import type { Steps } from '../json/path.ts'
import { locate } from '../place-problems.ts'
import { targetNumbers } from '../target-numbers.ts'
import { weightOf, type Problem, type Severity } from '../problem.ts'
import { RowIndex, type RowRef } from './row-index.ts'
import { markProblem, type RowMarks } from './row-marks.ts'
import { RowTexts } from './row-texts.ts'
import { callSituation, resultSituation } from './situation.ts'
import { durationOf, factsOf } from './row-facts.ts'
import { callWords, messageSpoken, notAnswered, resultWords, slotSpoken } from './words.ts'
import type { CallRow, MessageRow, ResultRow, RowDetail, RowRole, SlotRow, TimelineRow } from './row.ts'

const SUMMARY = 200
const DETAIL = 20_000

/** Where a judged piece stands in a larger source: only the heads of conversations show it. */
export interface PiecePlace {
  /** Lines and conversations before it. */
  readonly line: number
  readonly conversation: number
}

/** The rows of one judged source: an index that is made once, and rows that are made when they are shown. */
export class Timeline {
  readonly #judged: Judged
  readonly #index: RowIndex
  readonly #texts: RowTexts
  readonly #numbers: readonly (readonly number[])[]
  /** Problems of a message, and the row each problem is shown at. */
  readonly #problemsOf = new Map<string, number[]>()
  readonly #rowOfProblem: (number | null)[]

  readonly #place: PiecePlace | null

  constructor(judged: Judged, place: PiecePlace | null = null) {
    this.#judged = judged
    this.#place = place
    this.#index = place ? new RowIndex(judged, true) : new RowIndex(judged)
    this.#texts = new RowTexts(judged)
    this.#numbers = judged.verdicts.map(({ scope }, at) =>
      targetNumbers(scope, judged.target, judged.reading.conversations[at]!.group),
    )
    this.#rowOfProblem = judged.known.map(({ problem, found }, index) => {
      const message = found?.finding.at.message
      if (!found || message == null) return this.#index.count > 0 ? 0 : null
      const key = `${problem.conversation}:${message}`
      const list = this.#problemsOf.get(key)
      if (list) list.push(index)
      else this.#problemsOf.set(key, [index])
      return this.#rowAtSteps(problem.conversation, message, found.finding.at.steps)
    })
  }

  get count(): number {
    return this.#index.count
  }

  /** What a row stands for. */
  refOf(row: number): RowRef | null {
    return this.#index.at(row)
  }

  /** Rows of a call or a result, by its index in the pairing of its conversation; -1 when there is none. */
  rowOfCall(conversation: number, index: number): number {
    return this.#index.calls[conversation]?.[index] ?? -1
  }

  rowOfResult(conversation: number, index: number): number {
    return this.#index.results[conversation]?.[index] ?? -1
  }

  rowOfProblem(problem: number): number | null {
    return this.#rowOfProblem[problem] ?? null
  }

  marks(): RowMarks {
    const marks = this.#index.marks(this.#judged)
    this.#judged.known.forEach(({ problem }, index) => {
      const row = this.#rowOfProblem[index]
      if (row != null) markProblem(marks, row, problem.severity)
    })
    return marks
  }

  rows(from: number, to: number): TimelineRow[] {
    const rows: TimelineRow[] = []
    for (let row = Math.max(0, from); row < Math.min(to, this.count); row++) {
      const made = this.#row(row)
      if (made) rows.push(made)
    }
    return rows
  }

  /** The row that shows a byte of the source. */
  rowAt(offset: number): number | null {
    const { reading } = this.#judged
    for (const [conversation, { group }] of reading.conversations.entries()) {
      const { slots } = group
      let low = 0
      let high = slots.length - 1
      while (low < high) {
        const middle = (low + high + 1) >> 1
        if (reading.unwrapped.map.toSource(slots[middle]!.start) <= offset) low = middle
        else high = middle - 1
      }
      const slot = slots[low]
      if (!slot || reading.unwrapped.map.toSource(slot.start) > offset || reading.unwrapped.map.toSource(slot.end) < offset)
        continue
      return this.#rowInMessage(conversation, low, offset)
    }
    return null
  }

  /** The first row of the message with this number, as the target counts. */
  rowOfMessage(number: number): number | null {
    for (const [conversation, numbers] of this.#numbers.entries()) {
      const row = this.#index.messages[conversation]![numbers.indexOf(number)] ?? -1
      if (row >= 0) return row
    }
    return null
  }

  #rowInMessage(conversation: number, message: number, offset: number): number | null {
    const read = this.#judged.reading.conversations[conversation]!
    const { parts } = read.conversation.messages[message]!
    const part = parts.find(({ type, steps }) => {
      if (type !== 'tool-call' && type !== 'tool-result') return false
      const { span } = locate(this.#judged.reading, read, { message, steps })
      return span.start <= offset && offset <= span.end
    })
    return this.#rowAtSteps(conversation, message, part?.steps ?? [])
  }

  /** The row of the call or result whose part holds a place, else the head of the message. */
  #rowAtSteps(conversation: number, message: number, steps: Steps): number | null {
    const { pairing } = this.#judged.verdicts[conversation]!
    const holds = (inner: Steps): boolean => inner.length <= steps.length && inner.every((step, i) => step === steps[i])
    const find = (entries: readonly { message: number }[], stepsOf: (index: number) => Steps): number => {
      let low = 0
      let high = entries.length
      while (low < high) {
        const middle = (low + high) >> 1
        if (entries[middle]!.message < message) low = middle + 1
        else high = middle
      }
      for (; entries[low]?.message === message; low++) if (holds(stepsOf(low))) return low
      return -1
    }
    const call = find(pairing.calls, (index) => pairing.calls[index]!.call.steps)
    if (call >= 0) return this.#index.calls[conversation]![call]!
    const result = find(pairing.results, (index) => pairing.results[index]!.result.steps)
    if (result >= 0) return this.#index.results[conversation]![result]!
    const head = this.#index.messages[conversation]?.[message] ?? -1
    return head >= 0 ? head : null
  }

  detail(row: number): RowDetail | null {
    const made = this.#row(row)
    const ref = this.#index.at(row)
    if (!made || !ref) return null
    const text = this.#texts.full(ref)
    const raw = this.#texts.raw(ref)
    const partnerRow = 'partners' in made ? made.partners[0] : undefined
    const partnerRef = partnerRow === undefined ? null : this.#index.at(partnerRow)
    const partner =
      partnerRow === undefined || !partnerRef
        ? null
        : {
            row: partnerRow,
            label: partnerRef.kind === 'call' ? 'Call' : 'Result',
            text: this.#texts.full(partnerRef).slice(0, DETAIL),
          }
    return {
      row: made,
      text: text.slice(0, DETAIL),
      textLength: text.length,
      raw: raw.slice(0, DETAIL),
      rawLength: raw.length,
      partner,
    }
  }

  #row(row: number): TimelineRow | null {
    const ref = this.#index.at(row)
    if (!ref) return null
    switch (ref.kind) {
      case 'lane':
        return this.#laneRow(row, ref)
      case 'message':
        return this.#messageRow(row, ref)
      case 'unparsed': {
        const base = this.#base(row, ref, [])
        const summary = oneLine(this.#records(ref).text(ref.message))
        return {
          ...base,
          type: 'unparsed',
          summary,
          spoken: `Entry ${ref.message} could not be read: ${this.#firstMessage(base.problems)}`,
          words: [],
        }
      }
      case 'call':
        return this.#callRow(row, ref)
      case 'result':
        return this.#resultRow(row, ref)
      default:
        return this.#slotRow(row, ref)
    }
  }

  #base(
    row: number,
    { kind, conversation, message }: RowRef,
    steps: Steps,
  ): Pick<TimelineRow, 'index' | 'key' | 'conversation' | 'number' | 'path' | 'span' | 'problems' | 'severity' | 'facts'> {
    const read = this.#judged.reading.conversations[conversation]!
    const { path, span } = locate(this.#judged.reading, read, { message, steps })
    const problems = this.#problemsAt(row, conversation, message)
    return {
      index: row,
      key: `${conversation}:${path}:${kind}`,
      conversation,
      number: this.#numbers[conversation]![message] ?? message,
      path,
      span,
      problems,
      severity: worst(problems.map((index) => this.#judged.known[index]!.problem)),
      facts: [],
    }
  }

  #problemsAt(row: number, conversation: number, message: number): number[] {
    const weight = (problem: number): number => weightOf(this.#judged.known[problem]!.problem.severity)
    return (this.#problemsOf.get(`${conversation}:${message}`) ?? [])
      .filter((problem) => this.#rowOfProblem[problem] === row)
      .sort((a, b) => weight(a) - weight(b))
  }

  #records({ conversation }: RowRef) {
    return this.#judged.reading.conversations[conversation]!.records
  }

  #message({ conversation, message }: RowRef): Message {
    return this.#judged.verdicts[conversation]!.scope.conversation.messages[message]!
  }

  #firstMessage(problems: readonly number[]): string {
    return this.#judged.known[problems[0] ?? -1]?.problem.message ?? ''
  }

  #laneRow(row: number, ref: RowRef): TimelineRow {
    const { conversation, group } = this.#judged.reading.conversations[ref.conversation]!
    const { line, conversation: before } = this.#place ?? { line: 0, conversation: 0 }
    const number = ref.conversation + before + 1
    const title =
      conversation.title ?? conversation.id ?? (group.line === null ? `Conversation ${number}` : `Line ${group.line + line + 1}`)
    const n = conversation.messages.length
    const base = this.#base(row, ref, [])
    return {
      ...base,
      number: null,
      problems: [],
      severity: null,
      type: 'lane',
      title,
      words: [
        `${n} messages`,
        ...(conversation.parent === undefined ? [] : [`started by conversation ${conversation.parent + before + 1}`]),
      ],
      spoken: `Conversation ${number}${this.#place ? '' : ` of ${this.#judged.verdicts.length}`}, ${title}, ${n} messages.`,
    }
  }

  #messageRow(row: number, ref: RowRef): MessageRow {
    const message = this.#message(ref)
    const base = this.#base(row, ref, message.base)
    const text = this.#texts.message(ref)
    const calls = message.parts.filter(({ type }) => type === 'tool-call').length
    const words = [
      ...(calls > 1 ? [`${calls} in parallel`] : []),
      ...message.parts.flatMap((part) =>
        part.type === 'reasoning'
          ? ['reasoning']
          : part.type === 'media'
            ? [part.word]
            : part.type === 'unknown'
              ? [`unknown: ${part.word}`]
              : [],
      ),
    ]
    const role: RowRole = message.role
    const summary = oneLine(text)
    return {
      ...base,
      facts: factsOf(message.facts),
      type: 'message',
      role,
      roleWord: message.roleWord || message.role,
      summary,
      bytes: base.span.end - base.span.start,
      hasMore: text.length > SUMMARY || text.trim().includes('\n'),
      words,
      spoken: messageSpoken(base.number, message.roleWord || 'no role', summary, this.#spokenProblem(base.problems)),
    }
  }

  #spokenProblem(problems: readonly number[]): string | null {
    const known = this.#judged.known[problems[0] ?? -1]
    return known
      ? `${known.problem.severity === 'info' ? 'Note' : known.problem.severity === 'warning' ? 'Warning' : 'Error'}. ${known.problem.message}`
      : null
  }

  #callRow(row: number, ref: RowRef): CallRow {
    const { pairing } = this.#judged.verdicts[ref.conversation]!
    const found = pairing.calls[ref.index]!
    const base = this.#base(row, ref, found.call.steps)
    const rules = new Set(this.#rulesOf(ref.conversation, found))
    const partners = found.results.map((result) => this.#index.results[ref.conversation]![result]!)
    const situation = callSituation(
      found,
      pairing,
      { call: row, result: partners[0] ?? -1 },
      rules.has('result-not-adjacent'),
      this.#reusedIds(ref.conversation).has(found.call.callId?.trim() ?? ''),
    )
    const siblings = this.#siblings(ref)
    const size = siblings.length
    const group =
      size > 1
        ? {
            size,
            position: siblings.indexOf(ref.index),
            answered: siblings.filter((call) => pairing.calls[call]!.results.length > 0).length,
          }
        : null
    const summary = oneLine(this.#texts.input(ref))
    const malformed = base.problems.some((problem) => this.#judged.known[problem]!.problem.rule.startsWith('arguments-'))
    const row_ = {
      ...base,
      facts: durationOf(found.call.duration),
      type: 'call' as const,
      tool: found.call.name ?? '',
      callId: found.call.callId,
      summary,
      situation,
      tie: found.tie,
      pending: found.pending,
      partners,
      group,
      malformed,
    }
    return { ...row_, ...callWords(row_, this.#partnerNumber(ref.conversation, found.results[0])) }
  }

  readonly #reused = new Map<number, ReadonlySet<string>>()

  /** Ids that more than one call of a conversation has: all of these calls are marked, not only those that came later. */
  #reusedIds(conversation: number): ReadonlySet<string> {
    const known = this.#reused.get(conversation)
    if (known) return known
    const seen = new Set<string>()
    const reused = new Set<string>()
    for (const { call } of this.#judged.verdicts[conversation]!.pairing.calls) {
      const id = call.callId?.trim()
      if (id) (seen.has(id) ? reused : seen).add(id)
    }
    this.#reused.set(conversation, reused)
    return reused
  }

  /** Rules that speak of the pair, whichever half they name. */
  #rulesOf(conversation: number, found: { message: number; results: readonly number[] }): string[] {
    const { pairing } = this.#judged.verdicts[conversation]!
    const messages = [found.message, ...found.results.map((result) => pairing.results[result]!.message)]
    const rows = new Set(found.results.map((result) => this.#index.results[conversation]![result]!))
    return messages.flatMap((message) =>
      (this.#problemsOf.get(`${conversation}:${message}`) ?? []).flatMap((problem) => {
        const at = this.#rowOfProblem[problem]
        return message === found.message || (at !== null && at !== undefined && rows.has(at))
          ? [this.#judged.known[problem]!.problem.rule]
          : []
      }),
    )
  }

  #siblings({ conversation, message, index }: RowRef): number[] {
    const { calls } = this.#judged.verdicts[conversation]!.pairing
    let from = index
    while (calls[from - 1]?.message === message) from--
    let to = index + 1
    while (calls[to]?.message === message) to++
    return Array.from({ length: to - from }, (_, i) => from + i)
  }

  #partnerNumber(conversation: number, result: number | undefined): number | null {
    if (result === undefined) return null
    const message = this.#judged.verdicts[conversation]!.pairing.results[result]!.message
    return this.#numbers[conversation]![message] ?? message
  }

  #resultRow(row: number, ref: RowRef): ResultRow {
    const { pairing } = this.#judged.verdicts[ref.conversation]!
    const found = pairing.results[ref.index]!
    const base = this.#base(row, ref, found.result.steps)
    const call = found.call === null ? null : pairing.calls[found.call]!
    const rules = new Set(base.problems.map((problem) => this.#judged.known[problem]!.problem.rule))
    const same = base.problems.some((problem) => this.#judged.known[problem]!.found?.finding.messageId === 'same')
    const partners = found.call === null ? [] : [this.#index.calls[ref.conversation]![found.call]!]
    const situation = resultSituation(
      ref.index,
      pairing,
      { call: partners[0] ?? -1, result: row },
      rules.has('result-not-adjacent'),
      same,
    )
    const tool = call?.call.name ?? found.result.name
    const row_ = {
      ...base,
      type: 'result' as const,
      tool,
      callId: found.result.callId,
      summary: oneLine(this.#texts.content(ref)),
      situation,
      tie: found.tie,
      partners,
      failed: found.result.failed,
    }
    const counted = call?.results[0]
    const numbers = {
      call: call ? (this.#numbers[ref.conversation]![call.message] ?? call.message) : null,
      counted: found.duplicate ? this.#partnerNumber(ref.conversation, counted) : null,
    }
    return { ...row_, ...resultWords(row_, numbers) }
  }

  #slotRow(row: number, ref: RowRef): SlotRow {
    const { pairing } = this.#judged.verdicts[ref.conversation]!
    const missing = ref.kind === 'slot-result' ? 'result' : 'call'
    const call = missing === 'result' ? pairing.calls[ref.index]! : null
    const result = missing === 'call' ? pairing.results[ref.index]! : null
    const owner = call ? this.#index.calls[ref.conversation]![ref.index]! : this.#index.results[ref.conversation]![ref.index]!
    const { message, steps } = call
      ? { message: call.message, steps: call.call.steps }
      : { message: ref.message, steps: result?.result.steps ?? [] }
    const base = this.#base(row, { ...ref, message }, steps)
    const problems = this.#problemsAt(owner, ref.conversation, message).filter((problem) =>
      ['orphaned-call', 'pending-call', 'orphaned-result'].includes(this.#judged.known[problem]!.problem.rule),
    )
    const callId = call?.call.callId ?? result?.result.callId ?? null
    const tool = call?.call.name ?? result?.result.name ?? null
    const pending = call?.pending ?? null
    const words =
      missing === 'call'
        ? ['no call has this id']
        : pending
          ? [notAnswered(pending)]
          : [`MISSING RESULT for ${callId ?? tool ?? 'this call'}`]
    return {
      ...base,
      number: null,
      problems,
      severity: worst(problems.map((index) => this.#judged.known[index]!.problem)),
      type: 'slot',
      missing,
      callId,
      tool,
      words,
      spoken: slotSpoken(missing, callId, tool, this.#numbers[ref.conversation]![message] ?? message, pending),
    }
  }
}

function oneLine(text: string): string {
  return text
    .slice(0, SUMMARY * 2)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, SUMMARY)
}

/** Of problems that stand with the worst first. */
function worst([first]: readonly Problem[]): Severity | null {
  return first?.severity ?? null
}
