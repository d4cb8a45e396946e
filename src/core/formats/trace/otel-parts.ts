import type { Cursor } from '../../document/cursor.ts'
import { call, media, reasoning, result, text, unknown, type PartDraft } from '../transcript.ts'

const OWN_TYPES = new Set([
  'tool_call',
  'tool_call_response',
  'server_tool_call',
  'server_tool_call_response',
  'reasoning',
  'blob',
  'uri',
  'file',
])

/** `{ role, parts: [{ type: 'text', content }, { type: 'tool_call', id, name, arguments }] }` of the GenAI conventions. */
export function isOtelMessage(at: Cursor): boolean {
  const parts = at.get('parts').items()
  return parts.some(
    (part) =>
      OWN_TYPES.has(part.get('type').string ?? '') ||
      (part.get('type').string === 'text' && part.get('content').value !== undefined),
  )
}

export const readOtelParts = (message: Cursor): PartDraft[] => message.get('parts').items().map(readPart)

function readPart(part: Cursor): PartDraft {
  const type = part.get('type').string ?? ''
  const id = part.get('id')
  switch (type) {
    case 'text':
      return text(part.any('content', 'text'))
    case 'reasoning':
    case 'thinking':
      return reasoning(part)
    case 'tool_call':
      return call({ at: part, id, name: part.get('name'), input: part.get('arguments') })
    case 'server_tool_call':
      return call({ at: part, id, name: part.get('name'), input: part.any('arguments', 'server_tool_call'), style: 'hosted' })
    case 'tool_call_response':
    case 'server_tool_call_response':
      return result({
        at: part,
        id,
        name: part.get('name'),
        content: part.any('response', 'result', 'content'),
        style: type === 'tool_call_response' ? 'plain' : 'hosted',
      })
    case 'blob':
    case 'uri':
    case 'file':
      return media(part, type)
    default:
      return unknown(part, type)
  }
}
