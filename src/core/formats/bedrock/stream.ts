import type { Cursor } from '../../document/cursor.ts'
import { factsOf } from '../shared/facts.ts'
import { StreamedMessage } from '../shared/streamed-message.ts'
import type { Transcript } from '../transcript.ts'

const EVENTS = ['messageStart', 'contentBlockStart', 'contentBlockDelta', 'contentBlockStop', 'messageStop', 'metadata']

/** `{ contentBlockDelta: {…} }`, also inside the `event` of Strands, or as what an event of that name says. */
export function eventOf(root: Cursor): { readonly name: string; readonly data: Cursor } | null {
  const outer = root.get('event').isObject ? root.get('event') : root
  const name = EVENTS.find((key) => outer.get(key).isObject)
  if (name !== undefined) return { name, data: outer.get(name) }
  const label = root.label ?? root.get('type').string
  return label !== null && EVENTS.includes(label) ? { name: label, data: root } : null
}

/** Events of ConverseStream, joined to messages. */
export function readBedrockStream(roots: readonly Cursor[], transcript: Transcript): void {
  const conversation = transcript.conversation({ at: roots[0]!, kind: 'response' })
  let message = new StreamedMessage()
  let usage: Cursor | null = null
  const finish = (): void => {
    message.addTo(conversation, usage ? factsOf({ usage }) : undefined)
    message = new StreamedMessage()
    usage = null
  }
  for (const root of roots) {
    const event = eventOf(root)
    if (!event) {
      if (root.value !== undefined) transcript.leaveOut('events that are not part of a message')
      continue
    }
    if (event.name === 'messageStart') finish()
    if (event.name === 'metadata') usage = event.data.get('usage')
    addBlock(message, event.name, event.data)
  }
  finish()
}

function addBlock(message: StreamedMessage, name: string, data: Cursor): void {
  const key = data.get('contentBlockIndex').text ?? ''
  const start = data.at('start', 'toolUse')
  const delta = data.get('delta')
  if (name === 'contentBlockStart' && start.isObject)
    message.call(key, { at: data, id: start.get('toolUseId'), name: start.get('name') })
  if (name !== 'contentBlockDelta') return
  const input = delta.at('toolUse', 'input')
  if (input.isThere) message.call(key, { at: data, input, ...(input.isObject ? { whole: input } : {}) })
  message.text(key, delta.get('text'))
  message.reasoning(key, delta.at('reasoningContent', 'text'))
}
