import type { Message } from '../conversation/message.ts'
import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { asText, get } from '../json/value.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { inOrder } from './responses/in-order.ts'
import { isResponsesItem } from './responses/item-types.ts'
import { readResponsesItem } from './responses/read-item.ts'
import { findBody, findExchanges, headOf, type Exchange } from './shared/exchanges.ts'
import { factsOf } from './shared/facts.ts'
import { text, type ConversationDraft, type Transcript } from './transcript.ts'
import { responsesRequests } from './responses/requests.ts'

const WORDS = {
  id: 'openai-responses',
  title: 'OpenAI Responses',
  source: 'https://platform.openai.com/docs/api-reference/responses (checked 2026-09)',
  target: 'openai-responses',
  notes: {
    reads: [
      'requests with `input`, responses with `output`, bare lists of items, one item or one body a line',
      'function, custom, shell, patch and computer calls, tied to their outputs by `call_id`',
      'tools that OpenAI runs, with the result inside the item',
      'responses that go on from an earlier one by `previous_response_id`',
    ],
    loses: ['reasoning items', 'what the provider ran itself', 'compacted history'],
    example:
      '{"model":"m","input":[{"role":"user","content":"Invoice 17?"},{"type":"function_call","call_id":"call_9","name":"find_invoice","arguments":"{\\"no\\":17}"},{"type":"function_call_output","call_id":"call_9","output":"paid"}]}',
  },
}

/** Requests and responses of the Responses API, and lists of their items. */
export const openaiResponses: TranscriptFormat = defineTranscript({
  ...WORDS,
  asRecords: responsesRequests(WORDS),
  detect,
  read,
})

function detect(document: Document): Detection | undefined {
  const { sample } = document
  if (!document.mentions('call_id', 'output', 'input', 'arguments', 'action', 'queries', 'container_id', 'summary'))
    return detectMessages(sample)
  const call = findBody(sample, isCallOrResult)
  if (call) return { confidence: 'certain', because: `items have the type \`${call.get('type').text ?? ''}\`` }
  if (findBody(sample, isResponse)) return { confidence: 'certain', because: 'a response has a list `output` of items' }
  const item = findBody(sample, (body) => isResponsesItem(body.value))
  if (item) return { confidence: 'likely', because: `items have the type \`${item.get('type').text ?? ''}\`` }
  const request = findBody(sample.slice(0, 5), isRequest)
  if (!request) return undefined
  const own = OWN_KEYS.find((key) => request.get(key).isThere)
  if (own !== undefined) return { confidence: 'likely', because: `a request has \`input\` and \`${own}\`` }
  return { confidence: 'guess', because: 'a request has a `model` and an `input`' }
}

/** Items that only say something, in a list by themselves. */
function detectMessages(sample: readonly Cursor[]): Detection | undefined {
  const isSaid = sample.slice(0, 20).some((root) => (root.isList ? isItemList(root) : isResponsesItem(root.value)))
  return isSaid ? { confidence: 'likely', because: 'items have the type `message`' } : undefined
}

function isCallOrResult({ value }: Cursor): boolean {
  const type = asText(get(value, 'type'))
  return type !== null && type !== 'message' && type !== 'reasoning' && isResponsesItem(value)
}

/** Keys of a request that no other API with an `input` has. */
const OWN_KEYS = ['previous_response_id', 'instructions', 'max_output_tokens', 'conversation', 'reasoning', 'include', 'tools']

function isRequest(body: Cursor): boolean {
  if (body.isList) return isItemList(body)
  const input = body.get('input')
  if (!input.isThere || body.get('object').text === 'response' || isResponse(body)) return false
  if (input.isList && isItemList(input)) return true
  if (body.get('model').string === null && !body.get('previous_response_id').isThere) return false
  if (input.string !== null) return true
  return input.isList && input.items().some((item) => item.get('role').text !== null)
}

function isResponse(body: Cursor): boolean {
  if (!body.isObject) return false
  const output = body.get('output')
  return output.isList && (body.get('object').text === 'response' || isItemList(output))
}

function isItemList(list: Cursor): boolean {
  return Array.isArray(list.value) && list.value.some(isResponsesItem)
}

function read({ roots }: Document, transcript: Transcript): void {
  const lines = roots.filter(({ value }) => value !== undefined)
  const asItems = lines.filter((line) => isResponsesItem(line.value))
  if (asItems.length > 0 && asItems.length * 2 >= lines.filter((line) => !line.get('role').isThere).length) {
    addItems(inOrder(lines), transcript.conversation({ at: lines[0]! }), false)
    return
  }
  const known = new Map<string, ConversationDraft>()
  for (const exchange of findExchanges(lines, { isRequest, isResponse })) readExchange(exchange, transcript, known)
}

/** `known`: conversations by the id of their last response, so that another one can go on from it. */
function readExchange(exchange: Exchange, transcript: Transcript, known: Map<string, ConversationDraft>): void {
  const { at, request, response } = exchange
  const before = known.get((request ?? response)?.get('previous_response_id').text ?? '')
  const id = (request ?? response)?.any('conversation', 'id').text ?? null
  const conversation = before ?? transcript.conversation({ at, id, ...headOf(exchange) })
  if (request) readRequest(request, conversation, before !== undefined)
  if (!response) return
  const responseId = response.get('id').text
  if (responseId !== null) known.set(responseId, conversation)
  const from = conversation.messages.length
  const error = response.at('error', 'message')
  for (const item of response.get('output').items()) {
    const first = conversation.messages.length === from
    const usage = first ? { usage: response.get('usage') } : {}
    const facts = factsOf({ time: response.get('created_at'), model: response.get('model'), ...usage })
    conversation.addRead(item, readResponsesItem(item.value, conversation.messages.length), facts)
  }
  if (error.string !== null) conversation.add(error, 'assistant', [text(error)])
}

function readRequest(request: Cursor, conversation: ConversationDraft, goesOn: boolean): void {
  if (request.isList) return addItems(inOrder(request.items()), conversation, false)
  const instructions = request.get('instructions')
  if (instructions.string !== null && !goesOn) conversation.add(instructions, 'system', [text(instructions)])
  const input = request.get('input')
  if (input.string !== null) conversation.add(input, 'user', [text(input)])
  const onServer = request.get('previous_response_id').isThere || request.get('conversation').isThere
  addItems(input.items(), conversation, onServer && !goesOn)
}

/** `onServer`: what these items go on from is kept by the provider, and so are the calls they answer. */
function addItems(items: readonly Cursor[], conversation: ConversationDraft, onServer: boolean): void {
  const refers = onServer || items.some((item) => item.get('type').text === 'item_reference')
  const called = new Set<string>()
  for (const item of items) {
    const message = readResponsesItem(item.value, conversation.messages.length)
    for (const part of message.parts) if (part.type === 'tool-call' && part.callId !== null) called.add(part.callId)
    conversation.addRead(item, refers ? answeringElsewhere(message, called) : message, factsOf({ time: item.any('created_at') }))
  }
}

function answeringElsewhere(message: Message, called: ReadonlySet<string>): Message {
  const parts = message.parts.map((part) =>
    part.type === 'tool-result' && !part.answers && !called.has(part.callId ?? '') ? { ...part, elsewhere: true } : part,
  )
  return { ...message, parts }
}
