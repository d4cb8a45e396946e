import type { Cursor } from '../../document/cursor.ts'
import { factsOf } from '../shared/facts.ts'
import { text, type Transcript } from '../transcript.ts'

/** An entry of `ui_messages.json`: `{ ts, type: 'say' | 'ask', say, text }`. */
export const isScreenMessage = (record: Cursor): boolean => {
  const type = record.get('type').text
  return (type === 'say' || type === 'ask') && record.get(type).string !== null
}

const SPOKEN = new Map([
  ['task', 'user'],
  ['user_feedback', 'user'],
  ['text', 'assistant'],
  ['completion_result', 'assistant'],
] as const)

/** What was said on screen. Calls stand there for people, without ids and without what came back: they are not read as calls. */
export function readScreen(records: readonly Cursor[], transcript: Transcript): void {
  const [first] = records
  if (!first) return
  const conversation = transcript.conversation({ at: first })
  for (const record of records) {
    const word = record.get('say').text ?? record.get('ask').text ?? 'something'
    const role = SPOKEN.get(word as 'task')
    const said = record.get('text')
    if (role && said.string) conversation.add(record, role, [text(said)], factsOf({ time: record.get('ts') }))
    else transcript.leaveOut(`entries of the screen: ${word}`)
  }
}
