import type { Cursor } from '../../document/cursor.ts'
import { factsOf } from '../shared/facts.ts'
import { StreamedMessage } from '../shared/streamed-message.ts'
import type { Transcript } from '../transcript.ts'

const TYPE = /^(message-(start|end)|content-(start|delta|end)|tool-plan-delta|tool-call-(start|delta|end)|citation-(start|end))$/

/** Names that other streams do not have: `content-delta` alone could be anybody's. */
export function isCohereEvent(event: Cursor): boolean {
  const type = event.get('type').text ?? ''
  return /^tool-(plan|call)-(start|delta|end)$/.test(type)
    ? event.at('delta', 'message').isObject
    : TYPE.test(type) && event.at('delta', 'message').isObject
}

/** Events of version 2, joined by their `index`. */
export function readCohereStream(events: readonly Cursor[], transcript: Transcript): void {
  let message = new StreamedMessage()
  let start: Cursor | null = null
  let usage: Cursor | null = null
  const finish = (): void => {
    const at = start ?? message.at
    if (at && !message.isEmpty) {
      const conversation = transcript.conversation({ at, id: start?.get('id').text ?? null, kind: 'response' })
      message.addTo(conversation, usage ? factsOf({ usage }) : undefined)
    }
    message = new StreamedMessage()
    usage = null
  }
  for (const event of events) {
    const type = event.get('type').text ?? ''
    if (type === 'message-start') {
      finish()
      start = event
    } else if (type === 'message-end') usage = event.at('delta', 'usage', 'tokens')
    else if (TYPE.test(type)) addEvent(message, type, event)
    else transcript.leaveOut('events that are not part of a message')
  }
  finish()
}

function addEvent(message: StreamedMessage, type: string, event: Cursor): void {
  const key = event.get('index').text ?? ''
  const said = event.at('delta', 'message')
  if (type === 'tool-plan-delta') message.reasoning('plan', said.get('tool_plan'))
  const content = said.get('content')
  message.text(key, content.isList ? content.at(0, 'text') : content.get('text'))
  message.reasoning(key, content.get('thinking'))
  const calls = said.get('tool_calls')
  const entry = calls.isList ? calls.get(0) : calls
  if (!entry.isObject) return
  const inner = entry.get('function')
  message.call(key, { at: entry, id: entry.get('id'), name: inner.get('name'), input: inner.get('arguments') })
}
