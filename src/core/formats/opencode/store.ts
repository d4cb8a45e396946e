import type { Cursor } from '../../document/cursor.ts'

/** A message with its parts, gathered from wherever they are told. */
export interface StoredMessage {
  readonly session: string
  info: Cursor | null
  /** Where the first of it stands. */
  readonly at: Cursor
  readonly parts: Map<string, Cursor>
}

/**
 * Gathers messages and parts. They come as an export (`{ info, messages: [{ info, parts }] }`), as files of the storage
 * (one object for a session, a message or a part), or as events that tell a part whenever it changes: the last one counts.
 */
export class Store {
  readonly messages = new Map<string, StoredMessage>()
  readonly sessions = new Map<string, Cursor>()
  /** What was neither. */
  readonly others: Cursor[] = []
  #count = 0

  add(record: Cursor): void {
    const properties = record.get('properties')
    const info = properties.isObject ? properties.get('info') : record.get('info')
    const part = properties.isObject ? properties.get('part') : record.get('part')
    if (record.get('messages').isList) this.#addSession(record)
    else if (record.get('parts').isList) this.#addMessage(info.isObject ? info : record, record)
    else if (part.isObject) this.#addPart(part)
    else if (info.get('role').isThere) this.#addMessage(info, null)
    else if (isPart(record)) this.#addPart(record)
    else if (record.get('role').isThere && isInSession(record)) this.#addMessage(record, null)
    else if (info.isObject || record.get('projectID').isThere) this.#addInfo(info.isObject ? info : record)
    else this.others.push(record)
  }

  #addSession(record: Cursor): void {
    this.#addInfo(record.get('info').isObject ? record.get('info') : record)
    for (const message of record.get('messages').items())
      if (message.get('messages').isList) this.others.push(message)
      else this.add(message)
  }

  #addInfo(info: Cursor): void {
    const id = info.get('id').text
    if (id !== null) this.sessions.set(id, info)
  }

  #addMessage(info: Cursor, holder: Cursor | null): void {
    const message = this.#messageAt(info.get('id').text, info.any('sessionID', 'sessionId').text ?? '', holder ?? info)
    message.info = info
    for (const part of holder?.get('parts').items() ?? []) this.#put(message, part)
  }

  #addPart(part: Cursor): void {
    const message = this.#messageAt(part.any('messageID', 'messageId').text, part.any('sessionID', 'sessionId').text ?? '', part)
    this.#put(message, part)
  }

  #messageAt(id: string | null, session: string, at: Cursor): StoredMessage {
    const key = id ?? `#${this.#count++}`
    let message = this.messages.get(key)
    if (!message) this.messages.set(key, (message = { session, info: null, at, parts: new Map() }))
    return message
  }

  #put(message: StoredMessage, part: Cursor): void {
    message.parts.set(part.get('id').text ?? `#${this.#count++}`, part)
  }
}

const isInSession = (record: Cursor): boolean => record.any('sessionID', 'sessionId').isThere

export const isPart = (record: Cursor): boolean =>
  record.any('messageID', 'messageId').isThere && record.get('type').isThere && isInSession(record)
