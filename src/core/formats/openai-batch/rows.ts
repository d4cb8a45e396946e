import type { Message, MessageFacts } from '../../conversation/message.ts'
import type { Cursor } from '../../document/cursor.ts'
import { asText, get, isObject } from '../../json/value.ts'
import { readAnthropicMessage } from '../anthropic/read-message.ts'
import { readChatMessage } from '../chat/read-message.ts'
import { readResponsesItem } from '../responses/read-item.ts'
import { factsOf } from '../shared/facts.ts'
import { text, type ConversationDraft, type Transcript } from '../transcript.ts'

/** `{ custom_id, body | params | response | result }`. */
export function isBatchLine(value: unknown): boolean {
  if (asText(get(value, 'custom_id')) === null) return false
  return ['body', 'params', 'response', 'result', 'error'].some((key) => isObject(get(value, key)))
}

/** Its body is a request to Chat Completions, which is read where it stands. */
export function isPlainRequest(value: unknown): boolean {
  const body = get(value, 'body')
  const messages = get(body, 'messages')
  return Array.isArray(messages) && messages.length > 0 && !isAnthropic(body) && get(value, 'response') === undefined
}

function isAnthropic(body: unknown): boolean {
  if (get(body, 'anthropic_version') !== undefined || typeof get(body, 'system') === 'string') return true
  const messages = get(body, 'messages')
  return (
    Array.isArray(messages) &&
    messages.some((message) => {
      const content = get(message, 'content')
      return Array.isArray(content) && content.some((part) => ['tool_use', 'tool_result'].includes(String(get(part, 'type'))))
    })
  )
}

type Read = (value: unknown, index: number) => Message

/** Output lines come in any order: each goes to the conversation of its `custom_id`. */
export function readBatch(roots: readonly Cursor[], transcript: Transcript): void {
  const lines = roots.flatMap((root) => (root.isList ? root.items() : [root])).filter(({ value }) => isBatchLine(value))
  const asked = new Map<string, ConversationDraft>()
  for (const line of lines) {
    const request = line.any('body', 'params')
    if (!request.isObject) continue
    const id = line.get('custom_id').text ?? ''
    const toResponses = request.get('input').isList ? { request } : {}
    const conversation = transcript.conversation({ at: line, id, ...toResponses })
    asked.set(id, conversation)
    readRequest(request, line.get('params').isObject, conversation)
  }
  for (const line of lines) {
    const body = answerOf(line)
    if (!body) continue
    const id = line.get('custom_id').text ?? ''
    readResponse(body, asked.get(id) ?? transcript.conversation({ at: line, id, kind: 'response' }), transcript, id)
  }
}

function answerOf(line: Cursor): Cursor | null {
  const body = line.at('response', 'body')
  if (body.isObject) return body
  const message = line.at('result', 'message')
  if (message.isObject) return message
  const error = [line.at('result', 'error'), line.get('error')].find((value) => value.isObject)
  return error ?? (line.get('response').isObject ? line.get('response') : null)
}

function readRequest(body: Cursor, isParams: boolean, conversation: ConversationDraft): void {
  const anthropic = isParams || isAnthropic(body.value)
  const system = body.any('system', 'instructions')
  if (system.string !== null) conversation.add(system, 'system', [text(system)])
  for (const block of system.items())
    if (block.get('text').string !== null) conversation.add(block, 'system', [text(block.get('text'))])
  addAll(body.get('messages').items(), anthropic ? readAnthropicMessage : readChatMessage, conversation)
  const input = body.get('input')
  if (input.string !== null) conversation.add(input, 'user', [text(input)])
  addAll(input.items(), readResponsesItem, conversation)
}

function addAll(records: readonly Cursor[], read: Read, conversation: ConversationDraft, facts?: MessageFacts): void {
  for (const record of records) conversation.addRead(record, read(record.value, conversation.messages.length), facts)
}

function readResponse(body: Cursor, conversation: ConversationDraft, transcript: Transcript, id: string): void {
  const facts = factsOf({ time: body.any('created', 'created_at'), model: body.get('model'), usage: body.get('usage') })
  if (body.get('output').isList) return addAll(body.get('output').items(), readResponsesItem, conversation, facts)
  if (body.get('type').text === 'message') return addAll([body], readAnthropicMessage, conversation, facts)
  const choices = body.get('choices').items()
  choices.forEach((choice, position) => {
    const own = position === 0 ? conversation : transcript.conversation({ at: choice, id, kind: 'response' })
    addAll([choice.get('message')], readChatMessage, own, facts)
  })
  const error = [body.at('error', 'message'), body.get('message')].find(({ string }) => string !== null)
  if (choices.length === 0 && error) conversation.add(error, 'assistant', [text(error)])
}
