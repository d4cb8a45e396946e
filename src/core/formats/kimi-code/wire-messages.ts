import type { Cursor } from '../../document/cursor.ts'
import { factsOf } from '../shared/facts.ts'
import { call, result, text, type ConversationDraft } from '../transcript.ts'
import { readContentPart } from './loop-events.ts'

/** The wire of the first versions: `{ timestamp, message: { type: 'ToolCall', payload } }`. */
export const isWireMessage = (line: Cursor): boolean =>
  line.at('message', 'type').string !== null && line.at('message', 'payload').isObject

/** Says if the message was one that tells something. */
export function addWireMessage(conversation: ConversationDraft, line: Cursor): boolean {
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
      const asked = call({ at: payload, id: payload.get('id'), name: called.get('name'), input: called.get('arguments') })
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
