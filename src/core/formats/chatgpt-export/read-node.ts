import type { Cursor } from '../../document/cursor.ts'
import { call, media, reasoning, result, text, unknown, type CallDraft, type PartDraft } from '../transcript.ts'

/** Recipients of a message that is no call. */
const PEOPLE = new Set(['', 'all', 'assistant', 'user'])

export const isCall = (message: Cursor): boolean =>
  message.at('author', 'role').text === 'assistant' && !PEOPLE.has(message.get('recipient').text ?? '')

/** A call: `recipient` is the tool, the content a program, a query or JSON. */
export function readCall(message: Cursor): CallDraft {
  const content = message.get('content')
  const input = content.get('text').isThere ? content.get('text') : content.at('parts', 0)
  const unfinished = message.get('status').text === 'in_progress'
  return call({ at: message, name: message.get('recipient'), input, freeform: true, pending: unfinished ? 'running' : undefined })
}

/** What a tool said: `author.name` is the tool. The first answer follows its call in the tree. */
export function readResult(message: Cursor, answers: CallDraft | undefined): PartDraft {
  const content = message.get('content')
  const given = content.any('text', 'result', 'parts')
  const failed =
    content.get('content_type').text === 'system_error' ||
    /fail|error/.test(message.at('metadata', 'aggregate_result', 'status').text ?? '')
  return result({ at: message, name: message.at('author', 'name'), content: given.isThere ? given : content, failed, answers })
}

const REASONING = new Set(['thoughts', 'reasoning_recap'])

export function contentParts(content: Cursor): PartDraft[] {
  const type = content.get('content_type').text ?? ''
  if (REASONING.has(type)) return [reasoning(content)]
  const list = content.get('parts')
  if (list.isList) return list.items().flatMap(readPart)
  const said = content.any('text', 'result', 'user_instructions', 'model_set_context')
  if (said.string !== null) return said.string === '' ? [] : [text(said)]
  return content.isThere ? [unknown(content, type || 'content')] : []
}

function readPart(part: Cursor): PartDraft[] {
  if (part.string !== null) return part.string === '' ? [] : [text(part)]
  const type = part.get('content_type').text ?? ''
  if (part.get('text').string !== null) return [text(part.get('text'))]
  return part.isThere ? [/asset_pointer|image|audio|video/.test(type) ? media(part, type) : unknown(part, type || 'part')] : []
}
