import type { Cursor } from '../../document/cursor.ts'
import { readBlocks, readToolResult } from '../shared/blocks.ts'
import { factsOf } from '../shared/facts.ts'
import { OpenCalls } from '../shared/open-calls.ts'
import { text, type CallDraft, type ConversationDraft, type PartDraft, type ResultDraft, type Transcript } from '../transcript.ts'
import type { OpenChain } from '../shared/open-each.ts'
import type { SessionLine } from './session-line.ts'

/** Lines that were one message of the API: each has one of its blocks. */
interface ApiMessage {
  readonly id: string | null
  readonly lines: SessionLine[]
}

/**
 * Adds the messages of each chain. One message of the API is split over several lines; they are put together again as far
 * as nothing stands between them.
 */
export function addLines(chains: readonly OpenChain<SessionLine>[], transcript: Transcript, ids?: 'unique'): void {
  const notes = new CallNotes(chains.flatMap(({ lines }) => lines))
  for (const { conversation, lines } of chains) addChain(conversation, lines, notes, transcript, new OpenCalls(ids))
}

function addChain(
  conversation: ConversationDraft,
  lines: readonly SessionLine[],
  notes: CallNotes,
  transcript: Transcript,
  open: OpenCalls,
): void {
  const counted = new Set<string>()
  const ties = new LineTies()
  for (const { id, lines: group } of apiMessages(lines)) {
    const [first] = group
    if (!first) continue
    const message = first.at.get('message')
    const { parts, repeats } = open.withoutRepeats(group.flatMap((line) => partsOf(line, notes, ties)))
    if (repeats > 0) transcript.leaveOut('calls written twice', repeats)
    if (repeats > 0 && parts.length === 0) continue
    const isNew = id === null || !counted.has(id)
    if (id !== null) counted.add(id)
    const last = group.at(-1)?.at.get('message') ?? message
    const model = message.get('model').text === '<synthetic>' ? undefined : message.get('model')
    const facts = factsOf({
      time: first.at.get('timestamp'),
      ...(model ? { model } : {}),
      ...(isNew ? { usage: last.get('usage') } : {}),
    })
    const role = message.get('role')
    conversation.add(message, role.isThere ? role : first.type === 'assistant' ? 'assistant' : 'user', parts, facts)
  }
}

function apiMessages(lines: readonly SessionLine[]): ApiMessage[] {
  const messages: ApiMessage[] = []
  for (const line of lines) {
    const id = line.type === 'assistant' ? line.at.at('message', 'id').text : null
    const before = messages.at(-1)
    if (id !== null && before?.id === id) before.lines.push(line)
    else messages.push({ id, lines: [line] })
  }
  return messages
}

function partsOf(line: SessionLine, notes: CallNotes, ties: LineTies): PartDraft[] {
  const message = line.at.get('message')
  if (message.string !== null) return [text(message)]
  const parts = readBlocks(message.get('content'), (block, type) =>
    type === 'tool_result' ? [ties.answer(readToolResult(block), line)] : undefined,
  )
  for (const [i, part] of parts.entries()) {
    if (part.type !== 'call') continue
    parts[i] = { ...part, ...notes.noteOf(part.id?.text ?? null) }
  }
  ties.open(line, parts)
  return parts
}

/** Ties a result without an id to the line it says its call stands in. */
class LineTies {
  readonly #open = new Map<string, CallDraft[]>()

  open({ uuid }: SessionLine, parts: readonly PartDraft[]): void {
    const calls = parts.filter((part): part is CallDraft => part.type === 'call' && !part.id?.isThere)
    if (uuid !== null && calls.length > 0) this.#open.set(uuid, calls)
  }

  answer(read: ResultDraft, { at }: SessionLine): PartDraft {
    const part = at.at('toolUseResult', 'status').text === 'error' ? { ...read, failed: true } : read
    if (part.id?.isThere) return part
    const answers = this.#open.get(at.any('sourceToolAssistantUUID', 'parentUuid').text ?? '')?.shift()
    return answers ? { ...part, answers } : part
  }
}

/** What the lines of results know of the calls before them. */
class CallNotes {
  readonly #durations = new Map<string, number>()

  constructor(lines: readonly SessionLine[]) {
    for (const { at } of lines) {
      const took = durationOf(at.any('toolUseResult', 'tool_use_result'))
      if (took === null) continue
      const ids = at
        .at('message', 'content')
        .items()
        .flatMap((block) => block.get('tool_use_id').text ?? [])
      if (ids.length === 1) this.#durations.set(ids[0]!, took)
    }
  }

  noteOf(id: string | null): { duration?: number } {
    const duration = id === null ? undefined : this.#durations.get(id)
    return duration === undefined ? {} : { duration }
  }
}

function durationOf(result: Cursor): number | null {
  const seconds = result.get('durationSeconds').number
  return result.any('totalDurationMs', 'durationMs', 'duration_ms').number ?? (seconds === null ? null : seconds * 1000)
}
