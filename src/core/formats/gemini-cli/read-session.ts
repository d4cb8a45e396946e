import type { Cursor } from '../../document/cursor.ts'
import { factsOf } from '../shared/facts.ts'
import { geminiParts } from '../shared/gemini-parts.ts'
import { tokensOf } from '../shared/tokens.ts'
import { reasoning, type ConversationDraft, type Transcript } from '../transcript.ts'
import { readToolCall } from './read-tool-call.ts'

const ROLES = new Map([
  ['user', 'user'],
  ['gemini', 'assistant'],
  ['model', 'assistant'],
  ['assistant', 'assistant'],
] as const)

const roleOfType = (type: string | null) => ROLES.get(type as 'user')

/** A message of a session: `{ id, type: 'user' | 'gemini', content, toolCalls?, thoughts?, tokens?, model? }`. */
export const isSessionMessage = (record: Cursor): boolean =>
  roleOfType(record.get('type').text) !== undefined && (record.get('content').isThere || record.get('toolCalls').isList)

/** A session as one object. */
export function readSession(session: Cursor, transcript: Transcript): void {
  const history = new History(session, transcript)
  for (const [position, record] of session.get('messages').items().entries()) history.read(record, `#${position}`)
  history.close()
}

/**
 * A session as lines: a head, messages, `{ $set }` that changes the head or replaces all messages, `{ $rewindTo: id }` that
 * takes messages back. A message that is written again has become longer: its last state counts.
 */
export function readSessionLines(lines: readonly Cursor[], transcript: Transcript): void {
  let history: History | null = null
  for (const line of lines) {
    if (line.get('sessionId').isThere && !line.get('type').isThere) {
      history?.close()
      history = new History(line, transcript)
      for (const record of line.get('messages').items()) history.read(record)
    } else {
      history ??= new History(line, transcript)
      history.read(line)
    }
  }
  history?.close()
}

class History {
  readonly #head: Cursor
  readonly #transcript: Transcript
  #messages = new Map<string, Cursor>()
  /** What was taken back, each time. */
  readonly #rewound: Cursor[][] = []

  constructor(head: Cursor, transcript: Transcript) {
    this.#head = head
    this.#transcript = transcript
  }

  /** `key`: where a list holds the messages, each is one, whatever its id. */
  read(record: Cursor, key?: string): void {
    const replaced = record.at('$set', 'messages')
    if (record.get('$rewindTo').isThere) this.#rewind(record.get('$rewindTo').text ?? '')
    else if (replaced.isList) {
      this.#messages = new Map()
      for (const message of replaced.items())
        if (message.get('$set').isThere) this.#transcript.leaveOut(wordFor(message))
        else this.read(message)
    } else if (!isSessionMessage(record)) this.#transcript.leaveOut(wordFor(record))
    else {
      const id = key ?? record.get('id').text ?? `#${this.#messages.size}`
      if (this.#messages.has(id)) this.#transcript.leaveOut('earlier states of messages')
      this.#messages.set(id, record)
    }
  }

  #rewind(id: string): void {
    const ids = [...this.#messages.keys()]
    const from = ids.indexOf(id)
    if (from < 0) return
    const taken = ids.slice(from)
    this.#rewound.push(taken.flatMap((key) => this.#messages.get(key) ?? []))
    for (const key of taken) this.#messages.delete(key)
  }

  close(): void {
    const id = this.#head.get('sessionId').text
    const title = this.#head.any('summary', 'title').string ?? undefined
    const main = this.#transcript.conversation({ at: this.#head, id, title, kind: 'rows' })
    for (const message of this.#messages.values()) addMessage(main, message)
    for (const messages of this.#rewound) {
      const branch = this.#transcript.conversation({ at: messages[0] ?? this.#head, id, kind: 'rows', parent: main.index })
      for (const message of messages) addMessage(branch, message)
    }
  }
}

function addMessage(conversation: ConversationDraft, message: Cursor): void {
  const thoughts = message.get('thoughts')
  const tokens = message.get('tokens')
  const facts = {
    ...factsOf({ time: message.get('timestamp'), model: message.get('model') }),
    ...tokensOf(tokens.get('input'), tokens.get('output')),
  }
  const parts = [
    ...(thoughts.items().length > 0 ? [reasoning(thoughts)] : []),
    ...geminiParts(message.get('content')),
    ...message.get('toolCalls').items().flatMap(readToolCall),
  ]
  conversation.add(message, roleOfType(message.get('type').text) ?? 'assistant', parts, facts)
}

function wordFor(record: Cursor): string {
  if (record.get('$set').isThere) return 'changes of the head'
  const type = record.get('type').text
  return type === null ? 'records without a type' : `messages of type ${type}`
}
