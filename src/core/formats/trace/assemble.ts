/**
 * Makes conversations of spans. Every model span repeats the history before it, so messages are merged: a message that
 * was there counts once. What a tool gave back is in the next model span, or only in a span of the tool itself.
 */
import type { MessageFacts } from '../../conversation/message.ts'
import type { Cursor } from '../../document/cursor.ts'
import { parseJson } from '../../json/parse-json.ts'
import { call, result, type CallDraft, type CallPlace, type ConversationDraft, type Transcript } from '../transcript.ts'
import type { Span, ToolRun } from './span.ts'
import { addTold, keyOfTold, roleOfTold, type Told } from './told.ts'

export function assemble(spans: readonly Span[], transcript: Transcript, root: Cursor): void {
  const threads = new Map<string | null, Span[]>()
  for (const span of spans) {
    const own = threads.get(span.thread)
    if (own) own.push(span)
    else threads.set(span.thread, [span])
  }
  for (const [id, own] of threads) {
    const inOrder = [...own].sort((a, b) => (a.time ?? 0) - (b.time ?? 0))
    new Thread(inOrder).tell(transcript.conversation({ id, at: threads.size > 1 ? own[0]!.at : root }))
  }
}

interface Entry {
  readonly told: Told
  /** The call a tool's own span answers. */
  readonly answers?: SeenCall
  readonly span: Span
  readonly facts: MessageFacts | undefined
}

interface SeenCall {
  readonly entry: Entry
  /** Position among the parts of its message. */
  readonly part: number
  readonly id: string | null
  readonly name: string | null
  readonly input: string
  isAnswered: boolean
}

class Thread {
  readonly #entries: Entry[] = []
  /** How often each message is there. */
  readonly #counts = new Map<string, number>()
  readonly #calls: SeenCall[] = []

  constructor(spans: readonly Span[]) {
    const models = spans.filter(({ kind, asked, answered }) => kind === 'model' && asked.length + answered.length > 0)
    const speaking = models.length > 0 ? models : spans.filter(({ kind }) => kind !== 'tool')
    for (const span of speaking) {
      this.#addNew(span.asked, span, undefined)
      this.#addNew(span.answered, span, span.facts)
    }
    for (const span of spans) if (span.tool) this.#addTool(span, span.tool)
    const silent = spans.filter((span) => !speaking.includes(span))
    if (this.#calls.some(({ isAnswered }) => !isAnswered))
      for (const span of silent) this.#addAnswers(span, [...span.asked, ...span.answered])
    if (this.#calls.some(({ isAnswered }) => !isAnswered)) for (const span of spans) this.#addAnswers(span, span.more())
  }

  tell(conversation: ConversationDraft): void {
    const places = new Map(this.#entries.map((entry, index) => [entry, index]))
    for (const { told, facts, answers } of this.#entries) {
      const place = answers && { message: places.get(answers.entry) ?? -1, part: answers.part }
      addTold(conversation, place ? answering(told, place) : told, facts)
    }
  }

  /** The third "yes" is new where the span before had two. */
  #addNew(messages: readonly Told[], span: Span, facts: MessageFacts | undefined): void {
    const own = new Map<string, number>()
    for (const told of messages) {
      const key = keyOfTold(told)
      const nth = (own.get(key) ?? 0) + 1
      own.set(key, nth)
      if (nth <= (this.#counts.get(key) ?? 0)) continue
      this.#counts.set(key, nth)
      const entry = { told, span, facts }
      this.#entries.push(entry)
      this.#note(entry)
    }
  }

  #note(entry: Entry): void {
    for (const found of callsIn(entry.told)) this.#calls.push({ ...found, entry, isAnswered: false })
    for (const { id, name } of resultsIn(entry.told)) {
      const known = this.#calls.find(
        (seen) => !seen.isAnswered && (id === null ? seen.id === null && (name === null || seen.name === name) : seen.id === id),
      )
      if (known) known.isAnswered = true
    }
  }

  #addTool(span: Span, { name, id, input, output, failed, isGuess }: ToolRun): void {
    const { at, duration, facts } = span
    const words = inputKey(input)
    const ownId = id?.text || null
    const fits = (seen: SeenCall): boolean =>
      ownId === null ? seen.name === name.text && (seen.input === words || words === '') : seen.id === ownId
    const known = this.#calls.find((seen) => !seen.isAnswered && fits(seen))
    if (known) {
      known.isAnswered = true
      const told: Told = { at, role: 'tool', parts: [result({ at, id, name, content: output, failed, tie: 'span' })] }
      return this.#insertAfter(known.entry, { told, span, facts, answers: known })
    }
    if (isGuess || this.#calls.some(fits)) return
    // Nobody recorded the call but the tool itself.
    const made: CallDraft = call({ at, id, name, input, duration })
    const answers = output?.isThere ? [result({ at, id, name, content: output, failed, answers: made })] : []
    const entry: Entry = { told: { at, role: 'assistant', parts: [made, ...answers] }, span, facts }
    this.#calls.push({ entry, part: 0, id: ownId, name: name.text, input: words, isAnswered: true })
    const later = this.#entries.findIndex((other) => (other.span.time ?? 0) > (span.time ?? Infinity))
    this.#entries.splice(later < 0 ? this.#entries.length : later, 0, entry)
  }

  /** Results that only spans around the model have recorded, for calls that are still open. */
  #addAnswers(span: Span, messages: readonly Told[]): void {
    for (const told of messages) {
      const answers = resultsIn(told)
      if (answers.length === 0 || callsIn(told).length > 0) continue
      const open = answers.map(({ id }) => this.#calls.find((seen) => !seen.isAnswered && id !== null && seen.id === id))
      if (!open.every((seen) => seen !== undefined)) continue
      for (const seen of open) seen.isAnswered = true
      this.#insertAfter(open[0]!.entry, { told, span, facts: undefined })
    }
  }

  /** Behind a call and the results it has already. */
  #insertAfter(entry: Entry, answer: Entry): void {
    let at = this.#entries.indexOf(entry) + 1
    while (at < this.#entries.length && roleOfTold(this.#entries[at]!.told) === 'tool') at++
    this.#entries.splice(at, 0, answer)
  }
}

/** A result with the place of the call it answers. */
function answering(told: Told, answers: CallPlace): Told {
  if ('message' in told) return told
  return { ...told, parts: told.parts.map((part) => (part.type === 'result' ? { ...part, answers } : part)) }
}

function callsIn(told: Told): Omit<SeenCall, 'entry' | 'isAnswered'>[] {
  if ('message' in told) {
    return told.message.parts.flatMap((part, position) =>
      part.type === 'tool-call'
        ? [{ part: position, id: part.callId, name: part.name, input: inputKey(told.at.at(...part.inputSteps)) }]
        : [],
    )
  }
  return told.parts.flatMap((part, position) =>
    part.type === 'call'
      ? [{ part: position, id: part.id?.text ?? null, name: part.name?.text ?? null, input: inputKey(part.input ?? null) }]
      : [],
  )
}

function resultsIn(told: Told): { id: string | null; name: string | null }[] {
  if ('message' in told)
    return told.message.parts.flatMap((part) => (part.type === 'tool-result' ? [{ id: part.callId, name: part.name }] : []))
  return told.parts.flatMap((part) =>
    part.type === 'result' ? [{ id: part.id?.text ?? null, name: part.name?.text ?? null }] : [],
  )
}

/** Equal for equal inputs, however they are written: as an object, as JSON text, wrapped as `{ input }`. */
function inputKey(input: Cursor | null): string {
  let value: unknown = input?.value
  for (let depth = 0; depth < 2 && typeof value === 'string'; depth++) value = parseJson(value) ?? value.trim()
  if (typeof value === 'object' && value !== null && Object.keys(value).length === 1 && 'input' in value) value = value.input
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : sortedJson(value)
}

function sortedJson(value: unknown): string {
  try {
    return JSON.stringify(value, (_, inner: unknown) =>
      typeof inner === 'object' && inner !== null && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner,
    )
  } catch {
    return ''
  }
}
