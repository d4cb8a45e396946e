import type { Cursor } from '../../document/cursor.ts'
import { get, isObject } from '../../json/value.ts'
import { factsOf } from '../shared/facts.ts'
import { StreamedMessage } from '../shared/streamed-message.ts'
import type { Transcript } from '../transcript.ts'

/** `{ model, created_at, message: { role, content, tool_calls? }, done }`; `/api/generate` has `response` instead. */
export function isReply(value: unknown): boolean {
  if (!isObject(value) || typeof get(value, 'done') !== 'boolean') return false
  return isObject(get(value, 'message')) || typeof get(value, 'response') === 'string'
}

/** Joins the pieces of replies; each ends with `done: true`. */
export function readReplies(events: readonly Cursor[], transcript: Transcript): void {
  let message = new StreamedMessage()
  let calls = 0
  const finish = (last: Cursor): void => {
    const { at } = message
    if (at) {
      const facts = factsOf({ time: last.get('created_at'), model: last.get('model') })
      const input = last.get('prompt_eval_count').number
      const output = last.get('eval_count').number
      const tokens = input === null && output === null ? {} : { tokens: { input, output } }
      message.addTo(transcript.conversation({ at, kind: 'response' }), { ...facts, ...tokens })
    }
    message = new StreamedMessage()
  }
  for (const event of events) {
    if (!isReply(event.value)) {
      transcript.leaveOut('lines that are not part of a reply')
      continue
    }
    const said = event.get('message')
    message.reasoning('', said.get('thinking'))
    message.text('', said.isObject ? said.get('content') : event.get('response'))
    for (const entry of said.get('tool_calls').items()) {
      const inner = entry.get('function')
      message.call(`${calls++}`, { at: entry, id: entry.get('id'), name: inner.get('name'), whole: inner.get('arguments') })
    }
    if (event.get('done').value === true) finish(event)
  }
  const last = events.findLast(({ value }) => isReply(value))
  if (last) finish(last)
}
