import type { PendingReason } from '../../conversation/message.ts'
import type { Cursor } from '../../document/cursor.ts'
import { durationBetween } from '../shared/times.ts'
import { call, result, type PartDraft } from '../transcript.ts'

const OPEN: Readonly<Record<string, PendingReason>> = {
  executing: 'running',
  validating: 'running',
  scheduled: 'running',
  awaiting_approval: 'approval',
}

/**
 * An entry of `toolCalls`: a call with its result inside.
 * Shape: `{ id, name, args, status, result: [{ functionResponse: { response } }] | null, resultDisplay }`.
 */
export function readToolCall(entry: Cursor): PartDraft[] {
  const status = entry.get('status').text ?? ''
  const asked = call({
    at: entry,
    id: entry.any('id', 'callId'),
    name: entry.get('name'),
    input: entry.any('args', 'arguments'),
    pending: Object.hasOwn(OPEN, status) ? OPEN[status] : undefined,
    duration: durationBetween(entry.get('startTime'), entry.get('endTime')),
  })
  const content = contentOf(entry)
  if (!content) return [asked]
  const failed = status === 'error' || status === 'cancelled' || content.get('error').isThere
  return [asked, result({ at: content, content, failed, answers: asked })]
}

/** One response is the content; several, and what is shown on screen, stand for themselves. */
function contentOf(entry: Cursor): Cursor | null {
  const given = entry.get('result')
  const only = given.isObject ? given : given.items().length === 1 ? given.get(0) : null
  const response = only?.at('functionResponse', 'response')
  if (response?.isThere) return response
  if (given.isThere && !(given.isList && given.items().length === 0)) return given
  const shown = entry.any('resultDisplay', 'error')
  return shown.isThere && !Object.hasOwn(OPEN, entry.get('status').text ?? '') ? shown : null
}
