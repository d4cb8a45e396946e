import type { Role } from '../../conversation/message.ts'
import type { Cursor } from '../../document/cursor.ts'

/** A LangChain message with its envelope taken off. */
export interface LangChainMessage {
  /** The whole record. */
  readonly at: Cursor
  /** `{ content, tool_calls, additional_kwargs, … }`. */
  readonly fields: Cursor
  readonly content: Cursor
  /** `human`, `ai`, `AIMessageChunk`: the word of the source. */
  readonly word: string
  readonly role: Role
  readonly isChunk: boolean
  /** It deletes the message with its id. */
  readonly isRemoval: boolean
}

const ROLES: Readonly<Record<string, Role>> = {
  human: 'user',
  user: 'user',
  ai: 'assistant',
  assistant: 'assistant',
  system: 'system',
  developer: 'system',
  tool: 'tool',
  function: 'tool',
  remove: 'unknown',
}

/** Types that nobody else has for messages with a `content`. */
const OWN_WORDS: ReadonlySet<string> = new Set(['human', 'ai', 'HumanMessage', 'AIMessage'])

const OWN_FIELDS = [
  'additional_kwargs',
  'response_metadata',
  'tool_calls',
  'tool_call_id',
  'usage_metadata',
  'tool_call_chunks',
  'id',
  'name',
]

/**
 * Opens a message in any of LangChain's shapes: `{ type, data }`, `{ lc: 1, type: 'constructor', id, kwargs }`, the flat
 * `{ type, content, … }`, and a class name before the fields as Python and JavaScript print it (`__class__`).
 */
export function openLangChainMessage(at: Cursor): LangChainMessage | null {
  if (!at.isObject) return null
  const printed = at.get('__class__').string
  if (printed !== null) return open(at, at, printed)
  const type = at.get('type').string
  if (at.get('lc').isThere && type === 'constructor') {
    const path = at.get('id').items()
    return open(at, at.get('kwargs'), path.at(-1)?.string ?? '')
  }
  if (type === null) return null
  const data = at.get('data')
  if (data.isObject && data.get('content').value !== undefined) return open(at, data, data.get('role').string ?? type)
  // APIs have words like `user` for their types too, beside a role.
  const isOwn = /^(human|ai)/i.test(type) || (type === 'tool' && at.get('tool_call_id').isThere)
  if (at.get('role').string !== null && !isOwn) return null
  const isSaid = at.get('content').value !== undefined
  const isFlat = isSaid && (OWN_WORDS.has(type) || OWN_FIELDS.some((key) => at.get(key).value !== undefined))
  return isFlat || type === 'remove' ? open(at, at, type) : null
}

function open(at: Cursor, fields: Cursor, word: string): LangChainMessage | null {
  const plain = word.replace(/Message(Chunk)?$/, '').toLowerCase()
  const isClass = plain !== word.toLowerCase()
  const named = plain === 'chat' ? (fields.get('role').string ?? '').toLowerCase() : plain
  if (!Object.hasOwn(ROLES, named)) return null
  if (!isClass && fields !== at && named === 'tool' && !fields.get('content').isThere) return null
  return {
    at,
    fields,
    content: fields.get('content'),
    word,
    role: ROLES[named]!,
    isChunk: word.endsWith('Chunk'),
    isRemoval: named === 'remove',
  }
}
