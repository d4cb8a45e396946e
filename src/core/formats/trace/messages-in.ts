import type { Role } from '../../conversation/message.ts'
import type { Cursor } from '../../document/cursor.ts'
import { findAll } from '../shared/find-all.ts'
import { text } from '../transcript.ts'
import { readAnyMessage, type Told } from './told.ts'

/** Members beside messages that look like calls and are none. */
const NOT_MESSAGES = new Set([
  'tools',
  'functions',
  'tool_definitions',
  'toolConfig',
  'config',
  'metadata',
  'response_format',
  'extra',
  'serialized',
  'kwargs_tools',
])

/** All messages in the input or output of a span, whatever they are wrapped in; a text by itself is said by `speaker`. */
export function messagesIn(value: Cursor, speaker: Role): Told[] {
  const found = findAll(value, (at) => readAnyMessage(at) !== null, { skip: NOT_MESSAGES }).map((at) => readAnyMessage(at)!)
  if (found.length > 0) return found
  const words = textIn(value)
  return words ? [{ at: words, role: speaker, parts: [text(words)] }] : []
}

/** The one text a value consists of. */
function textIn(value: Cursor): Cursor | null {
  const inner = value.string === null || value.json().value === undefined ? value : value.json()
  if (inner.string !== null)
    return inner.string.trim() === '' || inner.string === 'null' || inner.string === 'None' ? null : inner
  for (const key of ['content', 'text', 'output', 'input', 'prompt', 'completion', 'response']) {
    const member = inner.get(key)
    if (member.string?.trim()) return member
  }
  return null
}
