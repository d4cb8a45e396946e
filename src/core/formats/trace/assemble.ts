/**
 * Makes conversations of spans. Every model span repeats the history before it, so messages are merged: a message that
 * was there counts once. What a tool gave back is in the next model span, or only in a span of the tool itself.
 */
import type { MessageFacts } from '../../conversation/message.ts'
import type { Cursor } from '../../document/cursor.ts'
import { call, result, type CallDraft, type CallPlace, type ConversationDraft, type Transcript } from '../transcript.ts'
import { inputKey } from './input-key.ts'
import { SeenCalls, type SeenCall } from './seen-calls.ts'
import type { Span, ToolRun } from './span.ts'
import { addTold, keyOfTold, roleOfTold, type Told } from './told.ts'

export function assemble(spans: readonly Span[], transcript: Transcript, root: Cursor, word = 'spans without messages'): void {
  const threads = new Map<string | null, Span[]>()
  for (const span of spans) {
    const own = threads.get(span.thread)
    if (own) own.push(span)
    else threads.set(span.thread, [span])
  }
  const silent = spans.filter(({ asked, answered, tool }) => asked.length + answered.length === 0 && !tool).length
  if (silent > 0) transcript.leaveOut(word, silent)
  let repeated = 0
  for (const [id, own] of threads) {
    const inOrder = [...own].sort((a, b) => (a.time ?? 0) - (b.time ?? 0))
    const thread = new Thread(inOrder)
    repeated += thread.repeated
    if (!thread.isEmpty || threads.size === 1)
      thread.tell(transcript.conversation({ id, at: threads.size > 1 ? own[0]!.at : root }))
  }
  if (repeated > 0) transcript.leaveOut('messages that later spans repeat', repeated)
}

interface Entry {
  readonly told: Told
  /** The call a tool's own span answers. */
  readonly answers?: SeenCall
  readonly span: Span
  readonly facts: MessageFacts | undefined
}

interface ToolSpan extends Span {
  readonly tool: ToolRun
}

class Thread {
  readonly #entries: Entry[] = []
  /** Results that stand behind the message with their call, and those it has already. */
  readonly #behind = new Map<Entry, Entry[]>()
  /** Calls that nobody recorded but the tool itself: put in by their times. */
  readonly #made: Entry[] = []
  /** How often each message is there. */
  readonly #counts = new Map<string, number>()
  readonly #calls = new SeenCalls<Entry>()
  repeated = 0

  constructor(spans: readonly Span[]) {
    const models = spans.filter(({ kind, asked, answered }) => kind === 'model' && asked.length + answered.length > 0)
    const speaking = new Set(models.length > 0 ? models : spans.filter(({ kind }) => kind !== 'tool'))
    for (const span of speaking) {
      this.#addNew(span.asked, span, undefined)
      this.#addNew(span.answered, span, span.facts)
    }
    const tools = spans.filter((span): span is ToolSpan => span.tool !== null)
    const unknown = tools.filter((span) => !this.#addTool(span))
    for (const span of unknown) this.#addByName(span)
    if (this.#calls.someOpen)
      for (const span of spans) if (!speaking.has(span)) this.#addAnswers(span, [...span.asked, ...span.answered])
    if (this.#calls.someOpen) for (const span of spans) this.#addAnswers(span, span.more())
  }

  get isEmpty(): boolean {
    return this.#entries.length + this.#made.length === 0
  }

  tell(conversation: ConversationDraft): void {
    const entries = this.#inOrder()
    const places = new Map(entries.map((entry, index) => [entry, index]))
    for (const entry of entries) {
      const { told, facts, answers } = entry
      const place = answers && { message: places.get(answers.entry as Entry) ?? -1, part: answers.part }
      addTold(conversation, place ? answering(told, place) : timed(told, this.#calls.durationsOf(entry)), facts)
    }
  }

  #inOrder(): Entry[] {
    const made = [...this.#made].sort((a, b) => (a.span.time ?? Infinity) - (b.span.time ?? Infinity))
    const told: Entry[] = []
    let late: Entry[] = []
    let next = 0
    for (const entry of this.#entries) {
      if (roleOfTold(entry.told) !== 'tool') {
        for (const answer of late) told.push(answer)
        late = []
      }
      while (next < made.length && (entry.span.time ?? 0) > (made[next]!.span.time ?? Infinity)) told.push(made[next++]!)
      told.push(entry)
      late.push(...(this.#behind.get(entry) ?? []))
    }
    return [...told, ...late, ...made.slice(next)]
  }

  /** The third "yes" is new where the span before had two. */
  #addNew(messages: readonly Told[], span: Span, facts: MessageFacts | undefined): void {
    const own = new Map<string, number>()
    for (const told of messages) {
      const key = keyOfTold(told)
      const nth = (own.get(key) ?? 0) + 1
      own.set(key, nth)
      if (nth <= (this.#counts.get(key) ?? 0)) {
        this.repeated++
        continue
      }
      this.#counts.set(key, nth)
      const entry = { told, span, facts }
      this.#entries.push(entry)
      for (const found of callsIn(told)) this.#calls.add({ ...found, entry })
      for (const { id, name } of resultsIn(told)) this.#calls.answeredBy(id, name)
    }
  }

  /** By its id, else by name and arguments; `false`: no call is like it. */
  #addTool(span: ToolSpan): boolean {
    const { name, id, input } = span.tool
    const known = this.#calls.ranIn(id?.text || null, name.text, inputKey(input))
    if (known === undefined) return false
    if (known) this.#answer(known, span)
    return true
  }

  /** Frameworks wrap and complete arguments: what is left over goes by name alone. */
  #addByName(span: ToolSpan): void {
    const { at, duration, facts } = span
    const { name, id, input, output, failed, isGuess } = span.tool
    if (isGuess) return
    const known = this.#calls.ranByName(id?.text || null, name.text)
    if (known) return this.#answer(known, span)
    const made: CallDraft = call({ at, id, name, input, duration })
    const answers = output?.isThere ? [result({ at, id, name, content: output, failed, answers: made })] : []
    this.#made.push({ told: { at, role: 'assistant', parts: [made, ...answers] }, span, facts })
    this.#calls.addMade(id?.text || null, name.text, inputKey(input))
  }

  #answer(known: SeenCall, span: ToolSpan): void {
    const { at, duration, facts } = span
    const { name, id, output, failed } = span.tool
    if (duration !== undefined) known.duration = duration
    if (known.isAnswered) return
    this.#calls.close(known)
    const told: Told = { at, role: 'tool', parts: [result({ at, id, name, content: output, failed, tie: 'span' })] }
    this.#putBehind(known.entry as Entry, { told, span, facts, answers: known })
  }

  /** Results that only spans around the model have recorded, for calls that are still open. */
  #addAnswers(span: Span, messages: readonly Told[]): void {
    for (const told of messages) {
      const answers = resultsIn(told)
      if (answers.length === 0 || callsIn(told).length > 0) continue
      const open = answers.map(({ id }) => (id === null ? null : this.#calls.openById(id)))
      if (!open.every((seen) => seen !== null)) continue
      for (const seen of open) this.#calls.close(seen)
      this.#putBehind(open[0]!.entry as Entry, { told, span, facts: undefined })
    }
  }

  #putBehind(entry: Entry, answer: Entry): void {
    const own = this.#behind.get(entry)
    if (own) own.push(answer)
    else this.#behind.set(entry, [answer])
  }
}

/** A result with the place of the call it answers. */
function answering(told: Told, answers: CallPlace): Told {
  if ('message' in told) return told
  return { ...told, parts: told.parts.map((part) => (part.type === 'result' ? { ...part, answers } : part)) }
}

/** A call with how long its tool took, where a span says so. */
function timed(told: Told, durations: ReadonlyMap<number, number>): Told {
  if (durations.size === 0) return told
  if ('message' in told) {
    const parts = told.message.parts.map((part, i) =>
      part.type === 'tool-call' && part.duration === undefined && durations.has(i)
        ? { ...part, duration: durations.get(i)! }
        : part,
    )
    return { ...told, message: { ...told.message, parts } }
  }
  return {
    ...told,
    parts: told.parts.map((part, i) =>
      part.type === 'call' && durations.has(i) ? { ...part, duration: durations.get(i) } : part,
    ),
  }
}

type NewCall = Pick<SeenCall, 'part' | 'id' | 'name' | 'input'>

function callsIn(told: Told): NewCall[] {
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
