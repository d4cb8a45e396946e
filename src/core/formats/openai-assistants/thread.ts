import type { Cursor } from '../../document/cursor.ts'
import { factsOf } from '../shared/facts.ts'
import { durationBetween, timeOf } from '../shared/times.ts'
import { call, media, result, text, unknown, type ConversationDraft, type PartDraft, type Transcript } from '../transcript.ts'

/** Objects of one thread. Lists are newest first and streams repeat an object as it grows: the last one counts. */
export class AssistantThread {
  readonly #id: string | null
  readonly #at: Cursor
  readonly #objects = new Map<string, Cursor>()

  constructor(id: string | null, at: Cursor) {
    this.#id = id
    this.#at = at
  }

  add(body: Cursor, transcript: Transcript): void {
    const object = body.get('object').text ?? 'tool_outputs'
    if (object.endsWith('.delta')) transcript.leaveOut('pieces of a stream that a whole object repeats')
    else if (object === 'thread' || object.endsWith('.deleted')) transcript.leaveOut('threads without their messages')
    else this.#objects.set(`${object} ${body.get('id').text ?? `#${this.#objects.size}`}`, body)
  }

  take(other: AssistantThread): void {
    for (const [key, body] of other.#objects) this.#objects.set(key, body)
  }

  addTo(transcript: Transcript): void {
    if (this.#objects.size === 0) return
    const conversation = transcript.conversation({ at: this.#at, id: this.#id })
    const inSteps = new Set<string>()
    for (const body of this.#objects.values()) {
      for (const entry of body.at('step_details', 'tool_calls').items()) inSteps.add(entry.get('id').text ?? '')
    }
    for (const body of inTime([...this.#objects.values()])) {
      switch (body.get('object').text) {
        case 'thread.message':
          addMessage(body, conversation)
          break
        case 'thread.run.step':
          addStep(body, conversation, transcript)
          break
        case 'thread.run':
          addRun(body, conversation, inSteps, transcript)
          break
        default:
          addOutputs(body, conversation)
      }
    }
  }
}

/** By the time they were made; what says none stays where it stands. */
function inTime(bodies: readonly Cursor[]): Cursor[] {
  const placed: { body: Cursor; time: number; order: number }[] = []
  let last = 0
  bodies.forEach((body, order) => {
    last = timeOf(body.get('created_at')) ?? last
    placed.push({ body, time: last, order })
  })
  return placed.sort((a, b) => a.time - b.time || rank(a.body) - rank(b.body) || a.order - b.order).map(({ body }) => body)
}

/** Times have seconds only: a run begins after the message it answers and before its steps. */
function rank(body: Cursor): number {
  const object = body.get('object').text
  if (object === 'thread.message') return body.get('role').text === 'user' ? 0 : 3
  return object === 'thread.run' ? 1 : 2
}

function addMessage(body: Cursor, conversation: ConversationDraft): void {
  const content = body.get('content')
  const parts = content.string === null ? content.items().map(readPart) : [text(content)]
  conversation.add(body, body.get('role'), parts, factsOf({ time: body.get('created_at') }))
}

function readPart(part: Cursor): PartDraft {
  const type = part.get('type').text ?? ''
  const words = part.get('text').string === null ? part.at('text', 'value') : part.get('text')
  if (words.string !== null) return text(words)
  return type.startsWith('image') ? media(part, type) : unknown(part, type || 'empty')
}

function addStep(step: Cursor, conversation: ConversationDraft, transcript: Transcript): void {
  const calls = step.at('step_details', 'tool_calls').items()
  if (calls.length === 0) return transcript.leaveOut('steps that made a message')
  const duration = durationBetween(step.get('created_at'), step.any('completed_at', 'failed_at'))
  const failed = step.get('status').text === 'failed' || step.get('last_error').isThere
  const parts = calls.flatMap((entry) =>
    readCall(entry, { duration, failed, running: step.get('status').text === 'in_progress' }),
  )
  conversation.add(step, 'assistant', parts, factsOf({ time: step.get('created_at'), usage: step.get('usage') }))
}

interface StepFacts {
  readonly duration: number | undefined
  readonly failed: boolean
  readonly running: boolean
}

/** `{ id, type: 'function', function: { name, arguments, output } }`, or a tool that OpenAI runs. */
function readCall(entry: Cursor, { duration, failed, running }: StepFacts): PartDraft[] {
  const type = entry.get('type').text ?? 'function'
  const inner = entry.get(type)
  const hosted = type !== 'function'
  const made = call({
    at: entry,
    id: entry.get('id'),
    name: hosted ? entry.get('type') : inner.get('name'),
    input: inner.any('arguments', 'input'),
    freeform: hosted,
    duration,
    ...(hosted ? { style: 'hosted' as const } : {}),
    ...(running ? { pending: 'approval' as const } : {}),
  })
  const content = inner.any('output', 'outputs', 'results')
  if (!content.isThere && !(hosted && !running)) return [made]
  return [made, result({ at: content.isThere ? content : inner, content, answers: made, failed })]
}

/** What a run waits for, unless one of its steps says the same. */
function addRun(run: Cursor, conversation: ConversationDraft, inSteps: ReadonlySet<string>, transcript: Transcript): void {
  const asked = run.at('required_action', 'submit_tool_outputs', 'tool_calls').items()
  const open = asked.filter((entry) => !inSteps.has(entry.get('id').text ?? ''))
  const facts = factsOf({ time: run.get('created_at'), model: run.get('model'), usage: run.get('usage') })
  const error = run.at('last_error', 'message')
  if (open.length > 0) {
    const parts = open.map((entry) => {
      const inner = entry.get('function')
      return call({ at: entry, id: entry.get('id'), name: inner.get('name'), input: inner.get('arguments'), pending: 'approval' })
    })
    conversation.add(run, 'assistant', parts, facts)
  } else if (error.string !== null) conversation.add(error, 'assistant', [text(error)], facts)
  else transcript.leaveOut('runs, told by their steps')
}

function addOutputs(body: Cursor, conversation: ConversationDraft): void {
  for (const entry of body.get('tool_outputs').items()) {
    conversation.add(entry, 'tool', [result({ at: entry, id: entry.get('tool_call_id'), content: entry.get('output') })])
  }
}
