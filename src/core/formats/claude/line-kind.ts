import type { Cursor } from '../../document/cursor.ts'
import { holdsResult, type SessionLine } from './session-line.ts'

const TYPES = new Set(['user', 'assistant'])

/** A line of a user or assistant with a message whose `content` is a text or blocks. */
export function isBlockLine(line: Cursor): boolean {
  if (!TYPES.has(line.get('type').text ?? '')) return false
  const message = line.get('message')
  return message.isObject && message.get('content').isThere && !message.get('parts').isThere
}

/** What a line is called that is no message; `null` for a message. */
export function wordFor({ at, type }: SessionLine): string | null {
  const message = at.get('message')
  if (type === 'progress' && at.at('data', 'message').isThere) return 'progress lines that hold messages of sub-agents'
  if (!TYPES.has(type)) return type === '' ? 'lines without a type' : `lines of type ${type}`
  if (!message.isObject && message.string === null) return `lines of type ${type} without a message`
  if (at.get('isApiErrorMessage').value === true) return 'errors of the API'
  if (at.get('isMeta').value === true && !holdsResult(message)) return 'messages the product put in'
  return null
}
