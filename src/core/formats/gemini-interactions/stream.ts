import type { Cursor } from '../../document/cursor.ts'
import { factsOf } from '../shared/facts.ts'
import { StreamedMessage } from '../shared/streamed-message.ts'
import type { Transcript } from '../transcript.ts'

const EVENT = /^(interaction\.\w+|(step|content)\.(start|delta|stop))$/

/** The name of an event, where it is one of an interaction. */
export function interactionEvent(event: Cursor): string | null {
  const name =
    event.get('event_type').text ?? (event.get('interaction').isObject || event.get('step').isObject ? event.label : null)
  return name !== null && EVENT.test(name) ? name : null
}

/** Joins `step.start`, `step.delta` and `step.stop` by their `index`. */
export function readInteractionStream(events: readonly Cursor[], transcript: Transcript): void {
  const conversation = transcript.conversation({ at: events[0]!, kind: 'response' })
  let message = new StreamedMessage()
  let interaction: Cursor | null = null
  const finish = (): void => {
    message.addTo(conversation, interaction ? factsOf(placesOf(interaction)) : undefined)
    message = new StreamedMessage()
  }
  for (const event of events) {
    const name = interactionEvent(event)
    if (event.get('interaction').isObject) interaction = event.get('interaction')
    if (name === 'interaction.start' || name === 'interaction.created') finish()
    else if (name === null) transcript.leaveOut('events that are not part of a message')
    else if (name.endsWith('.start')) startStep(message, event)
    else if (name.endsWith('.delta')) addDelta(message, event)
  }
  finish()
}

function placesOf(interaction: Cursor): { time: Cursor; model: Cursor; usage: Cursor } {
  return { time: interaction.get('created'), model: interaction.get('model'), usage: interaction.get('usage') }
}

function startStep(message: StreamedMessage, event: Cursor): void {
  const key = event.get('index').text ?? ''
  const step = event.any('step', 'content')
  const type = step.get('type').text ?? ''
  const hosted = type !== 'function_call'
  if (type.endsWith('_call')) {
    const name = step.get('name').isThere ? step.get('name') : step.get('type').as(type.replace(/_call$/, ''))
    const given = step.get('arguments')
    const whole = given.isObject && Object.keys(given.value as object).length > 0 ? { whole: given } : {}
    message.call(key, { at: step, id: step.get('id'), name, hosted, freeform: hosted, ...whole })
  } else if (type.endsWith('_result')) {
    const content = step.any('result', 'content')
    message.result({ at: step, id: step.get('call_id'), content, ...(hosted ? { style: 'hosted' as const } : {}) })
  } else message.text(key, step.get('text'))
}

function addDelta(message: StreamedMessage, event: Cursor): void {
  const key = event.get('index').text ?? ''
  const delta = event.get('delta')
  const type = delta.get('type').text ?? ''
  if (type === 'function_call' || type.endsWith('_call')) {
    message.call(key, { at: delta, id: delta.get('id'), name: delta.get('name'), whole: delta.get('arguments') })
  } else if (type.startsWith('arguments')) {
    const piece = delta.any('arguments', 'partial_arguments', 'arguments_delta', 'text')
    message.call(key, { at: delta, ...(piece.string === null ? { whole: piece } : { input: piece }) })
  } else if (type.startsWith('thought')) message.reasoning(key, delta.any('text', 'thought', 'content'))
  else message.text(key, delta.any('text', 'content'))
}
