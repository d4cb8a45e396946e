import { asText, get } from '../json/value.ts'

/** Keys under which rows and requests name their conversation. */
export const SESSION_KEYS = [
  'session_id',
  'sessionId',
  'thread_id',
  'threadId',
  'conversation_id',
  'conversationId',
  'chat_id',
  'chatId',
]

/** The conversation a row belongs to; `null` when it names none. */
export function sessionOf(row: unknown): string | null {
  if (typeof row !== 'object' || row === null) return null
  for (const key of SESSION_KEYS) {
    const id = Object.hasOwn(row, key) ? (row as Record<string, unknown>)[key] : undefined
    if (typeof id === 'string' || typeof id === 'number') return String(id)
  }
  return null
}

export const isSessionKey = (key: string): boolean => SESSION_KEYS.includes(key)

/** The conversation a request names, or its own id. */
export function requestId(request: unknown): string | null {
  return sessionOf(request) ?? asText(get(request, 'id'))
}
