import type { PendingReason } from '../../conversation/message.ts'
import type { Cursor } from '../../document/cursor.ts'
import { call, media, reasoning, result, text, unknown, type PartDraft } from '../transcript.ts'

/** Why a call of the UI has no output, by its state. */
const PENDING: Readonly<Record<string, PendingReason>> = {
  'approval-requested': 'approval',
  'approval-responded': 'approval',
  'input-available': 'running',
  'input-streaming': 'running',
  call: 'running',
  'partial-call': 'running',
}

/** States in which the part holds what came back. */
const ANSWERED = new Set(['output-available', 'output-error', 'output-denied', 'result'])

/** Parts of one UI message of AI SDK 4 to 6; a call and what came back are one part there. */
export function readUiParts(message: Cursor): PartDraft[] {
  const parts = message.get('parts').json().items()
  const invocations = message.get('toolInvocations').json().items()
  if (parts.length > 0) {
    const read = parts.flatMap(readUiPart)
    // The two lists of version 4 are copies of each other, but one may be missing.
    return invocations.length === 0 || read.some(({ type }) => type === 'call')
      ? read
      : [...read, ...invocations.flatMap(readInvocation)]
  }
  const content = message.get('content')
  const spoken = content.string ? [text(content)] : content.items().flatMap(readUiPart)
  return [...invocations.flatMap(readInvocation), ...spoken]
}

function readUiPart(part: Cursor): PartDraft[] {
  const type = part.get('type').string ?? ''
  if (type === 'text') return [text(part.get('text'))]
  if (type === 'reasoning') return [reasoning(part)]
  if (type === 'file' || type === 'image') return [media(part, type)]
  if (type === 'step-start' || type.startsWith('data-') || type.startsWith('source')) return []
  if (type === 'tool-invocation') return readInvocation(part.get('toolInvocation'))
  if (type === 'dynamic-tool') return readTool(part, part.get('toolName'))
  if (type.startsWith('tool-') && part.get('toolCallId').isThere) return readTool(part, part.get('type').slice(5, type.length))
  return [unknown(part, type)]
}

/** `{ type: 'tool-NAME', toolCallId, state, input, output, errorText }`. */
function readTool(part: Cursor, name: Cursor): PartDraft[] {
  const input = part.get('input').isThere ? part.get('input') : part.get('rawInput')
  return readEmbedded(part, name, input, part.any('output', 'errorText'))
}

/** `{ state, toolCallId, toolName, args, result }`. */
function readInvocation(invocation: Cursor): PartDraft[] {
  return readEmbedded(invocation, invocation.get('toolName'), invocation.any('args', 'input'), invocation.any('result', 'output'))
}

function readEmbedded(at: Cursor, name: Cursor, input: Cursor, output: Cursor): PartDraft[] {
  const state = at.get('state').string ?? ''
  const pending = Object.hasOwn(PENDING, state) ? PENDING[state] : undefined
  const made = call({ at, id: at.get('toolCallId'), name, input, pending })
  // What arrives before the end of a tool is not its answer.
  if (!(ANSWERED.has(state) || (state === '' && output.isThere)) || at.get('preliminary').value === true) return [made]
  const failed = state === 'output-error' || state === 'output-denied' || at.get('errorText').isThere
  return [
    made,
    result({ at, id: at.get('toolCallId'), name, content: output.value === undefined ? null : output, failed, answers: made }),
  ]
}
