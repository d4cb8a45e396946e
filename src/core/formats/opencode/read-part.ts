import type { Cursor } from '../../document/cursor.ts'
import { durationBetween } from '../shared/times.ts'
import { call, media, reasoning, result, text, unknown, type PartDraft } from '../transcript.ts'

/** Parts that mark something and say nothing. */
export const MARKS = new Set(['step-start', 'step-finish', 'snapshot', 'patch', 'agent', 'compaction', 'retry', 'subtask'])

/** A part of a message: `{ type: 'text' | 'reasoning' | 'tool' | 'file' | …, id, messageID, sessionID }`. */
export function readPart(part: Cursor): PartDraft[] {
  const type = part.get('type').text ?? ''
  if (type === 'text') return [text(part.get('text'))]
  if (type === 'reasoning') return [reasoning(part)]
  if (type === 'tool') return readTool(part)
  if (type === 'tool-invocation') return readInvocation(part.get('toolInvocation'))
  if (type === 'file') return [media(part, type)]
  return MARKS.has(type) || !part.isThere ? [] : [unknown(part, type || 'part')]
}

/** Shape: `{ callID, tool, state: { status: 'pending' | 'running' | 'completed' | 'error', input, output, error, time } }`. */
function readTool(part: Cursor): PartDraft[] {
  const state = part.get('state')
  const status = state.get('status').text ?? ''
  const asked = call({
    at: part,
    id: part.any('callID', 'callId', 'id'),
    name: part.any('tool', 'name'),
    input: state.any('input', 'raw'),
    pending: status === 'pending' || status === 'running' ? 'running' : undefined,
    duration: durationBetween(state.at('time', 'start'), state.at('time', 'end')),
  })
  const failed = status === 'error'
  const content = failed ? state.any('error', 'output') : state.get('output')
  if (!failed && status !== 'completed' && !content.isThere) return [asked]
  return [asked, result({ at: state, content, failed, answers: asked })]
}

/** As the first versions had it. */
function readInvocation(invocation: Cursor): PartDraft[] {
  const asked = call({
    at: invocation,
    id: invocation.get('toolCallId'),
    name: invocation.get('toolName'),
    input: invocation.get('args'),
    pending: invocation.get('state').text === 'result' ? undefined : 'running',
  })
  const content = invocation.get('result')
  return content.isThere ? [asked, result({ at: content, content, answers: asked })] : [asked]
}
