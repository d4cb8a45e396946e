import type { Cursor } from '../../document/cursor.ts'
import { factsOf } from '../shared/facts.ts'
import { joined } from '../shared/streamed-message.ts'
import { call, result, text, type ConversationDraft } from '../transcript.ts'
import { readContentPart } from './loop-events.ts'

/** The wire of the first versions: `{ timestamp, message: { type: 'ToolCall', payload } }`. */
export const isWireMessage = (line: Cursor): boolean =>
  line.at('message', 'type').string !== null && line.at('message', 'payload').isObject

/**
 * Pieces of a call's arguments that came in lines of their own, `{ message: { type: 'ToolCallPart', payload: { arguments_part } } }`,
 * by the line of the call.
 */
export function piecesOfCalls(lines: readonly Cursor[]): { pieces: ReadonlyMap<Cursor, Cursor[]>; told: ReadonlySet<Cursor> } {
  const pieces = new Map<Cursor, Cursor[]>()
  const told = new Set<Cursor>()
  let own: Cursor[] | null = null
  for (const line of lines) {
    const type = line.at('message', 'type').text
    const piece = line.at('message', 'payload', 'arguments_part')
    if (type === 'ToolCall') pieces.set(line, (own = []))
    else if (type === 'ToolCallPart' && own && piece.string !== null) {
      own.push(piece)
      told.add(line)
    }
  }
  return { pieces, told }
}

/** Says if the message was one that tells something. `later`: what was said of a call's arguments behind it. */
export function addWireMessage(conversation: ConversationDraft, line: Cursor, later: readonly Cursor[] = []): boolean {
  const payload = line.at('message', 'payload')
  const facts = factsOf({ time: line.get('timestamp') })
  switch (line.at('message', 'type').text) {
    case 'TurnBegin': {
      const input = payload.any('user_input', 'input')
      conversation.add(line, 'user', input.string === null ? readContentPart(input) : [text(input)], facts)
      return true
    }
    case 'ContentPart':
      conversation.add(line, 'assistant', readContentPart(payload), facts)
      return true
    case 'ToolCall': {
      const called = payload.get('function')
      const begun = called.get('arguments')
      const input = later.length === 0 ? begun : joined(begun.string === null ? later : [begun, ...later])
      const asked = call({ at: payload, id: payload.get('id'), name: called.get('name'), input })
      conversation.add(line, 'assistant', [asked], facts)
      return true
    }
    case 'ToolResult': {
      const given = payload.any('return_value', 'result')
      const failed = given.get('is_error').value === true
      const content = given.isObject ? given.any('output', 'message') : given
      conversation.add(line, 'tool', [result({ at: payload, id: payload.get('tool_call_id'), content, failed })], facts)
      return true
    }
    default:
      return false
  }
}
