import type { MessageFacts } from '../../conversation/message.ts'
import type { Cursor } from '../../document/cursor.ts'
import { readAnthropicMessage } from '../anthropic/read-message.ts'
import { addLoggedRequest } from '../shared/logged-request.ts'
import { StreamedMessage } from '../shared/streamed-message.ts'
import { unknown, type Transcript } from '../transcript.ts'

export function isAnthropicEvent(event: Cursor): boolean {
  const type = event.get('type').text
  if (type === 'message_start') return event.get('message').isObject
  if (type === 'content_block_start') return event.get('content_block').isObject
  return type === 'content_block_delta' && event.get('delta').isObject
}

const REQUEST = { list: 'messages', system: ['system'], readMessage: readAnthropicMessage }

/** All messages of a dump are one conversation: a tool that Anthropic runs may be answered in the next one. */
export function readAnthropicStream(events: readonly Cursor[], transcript: Transcript): void {
  const [first] = events
  if (!first) return
  let conversation = addLoggedRequest(first, REQUEST, transcript) ?? transcript.conversation({ at: first, kind: 'response' })
  let message = new StreamedBlocks()
  const finish = (): void => {
    message.blocks.addTo(conversation, message.facts)
    message = new StreamedBlocks()
  }
  for (const wrapped of events) {
    // Agents wrap events: `{ type: 'stream_event', event: {…} }`.
    const event = wrapped.get('event').isObject ? wrapped.get('event') : wrapped
    if (wrapped === first && conversation.messages.length > 0) continue
    const request = addLoggedRequest(event, REQUEST, transcript)
    if (request) {
      finish()
      conversation = request
      continue
    }
    switch (event.get('type').text ?? event.label) {
      case 'message_start':
        if (!message.blocks.isEmpty) finish()
        message.start(event.get('message'))
        break
      case 'content_block_start':
        message.open(event)
        break
      case 'content_block_delta':
        message.addDelta(event)
        break
      case 'message_delta':
        message.usage = event.get('usage')
        break
      case 'message_stop':
        finish()
        break
      case 'error':
        finish()
        conversation.add(event, 'assistant', [unknown(event.get('error'), 'error')])
        break
      case 'content_block_stop':
      case 'ping':
        break
      default:
        transcript.leaveOut('events that are not part of a message')
    }
  }
  finish()
}

/** The blocks of one message. Their indexes begin again with each message, and in broken streams inside one. */
class StreamedBlocks {
  readonly blocks = new StreamedMessage()
  readonly #keys = new Map<string, string>()
  #opened = 0
  #head: Cursor | null = null
  usage: Cursor | null = null

  start(head: Cursor): void {
    this.#head = head
    head
      .get('content')
      .items()
      .forEach((block, index) => this.#open(String(index), block))
  }

  open(event: Cursor): void {
    this.#open(event.get('index').text ?? '', event.get('content_block'))
  }

  #open(index: string, block: Cursor): void {
    const key = `${this.#opened++}`
    this.#keys.set(index, key)
    const type = block.get('type').text ?? ''
    if (type === 'text') this.blocks.text(key, block.get('text'))
    else if (type === 'thinking') this.blocks.reasoning(key, block.get('thinking'))
    else if (type.endsWith('tool_use')) {
      const hosted = type !== 'tool_use'
      this.blocks.call(key, {
        at: block,
        id: block.get('id'),
        name: block.get('name'),
        whole: block.get('input'),
        hosted,
        ...(hosted ? { pending: 'hosted' } : {}),
      })
    } else if (type.endsWith('tool_result')) {
      const content = block.get('content')
      const failed = block.get('is_error').value === true || /_error$/.test(content.get('type').text ?? '')
      this.blocks.result({ at: block, id: block.get('tool_use_id'), content, failed, style: 'hosted' })
    } else if (type !== 'redacted_thinking') this.blocks.unknown(block, type || 'empty')
  }

  addDelta(event: Cursor): void {
    const index = event.get('index').text ?? ''
    const key = this.#keys.get(index) ?? index
    const delta = event.get('delta')
    if (delta.get('partial_json').string !== null) this.blocks.call(key, { at: event, input: delta.get('partial_json') })
    else if (delta.get('type').text === 'thinking_delta') this.blocks.reasoning(key, delta.get('thinking'))
    else this.blocks.text(key, delta.get('text'))
  }

  get facts(): MessageFacts | undefined {
    const head = this.#head
    if (!head) return undefined
    const model = head.get('model').string
    const input = head.at('usage', 'input_tokens').number
    const output = this.usage?.get('output_tokens').number ?? head.at('usage', 'output_tokens').number
    return { ...(model === null ? {} : { model }), ...(input === null && output === null ? {} : { tokens: { input, output } }) }
  }
}
