/**
 * What a reader of logs, traces and exports fills: conversations of messages, each with the place it was read from.
 * A message is told in one of two ways: `add` takes its parts as cursors, `addRead` takes a record that the reader of an
 * API's messages has read.
 */
import type { ConversationKind } from '../conversation/conversation.ts'
import type { CallStyle, Message, MessageFacts, Part, PendingReason, ResultStyle, Role } from '../conversation/message.ts'
import { callPart, mediaPart, reasoningPart, resultPart, textPart, unknownPart, type PlacedValue } from '../conversation/parts.ts'
import { numbered } from '../conversation/numbered.ts'
import { roleOf } from '../conversation/role.ts'
import { PlacedMessages, type PartField, type PartPlaces, type PlacedMessage } from '../document/placed-messages.ts'
import type { Cursor } from '../document/cursor.ts'
import type { Steps } from '../json/path.ts'

export type PartDraft = TextDraft | CallDraft | ResultDraft

interface TextDraft {
  readonly type: 'text' | 'reasoning' | 'media' | 'unknown'
  readonly at: Cursor
  readonly word: string
}

/** A call; the object itself is what a result names as the call it answers. */
export interface CallDraft {
  readonly type: 'call'
  /** The call as a whole. */
  readonly at: Cursor
  readonly id?: Cursor | null | undefined
  readonly name?: Cursor | null | undefined
  /** JSON object, or JSON text of one. */
  readonly input?: Cursor | null | undefined
  readonly style?: CallStyle
  /** The input need not be JSON: a patch, a program. */
  readonly freeform?: boolean
  readonly pending?: PendingReason | undefined
  /** Milliseconds. */
  readonly duration?: number | undefined
}

export interface ResultDraft {
  readonly type: 'result'
  readonly at: Cursor
  readonly id?: Cursor | null | undefined
  readonly name?: Cursor | null | undefined
  readonly content?: Cursor | null | undefined
  readonly style?: ResultStyle
  readonly failed?: boolean
  /** The call it answers by structure, which was added to the same conversation before; or where that stands there. */
  readonly answers?: CallDraft | CallPlace | undefined
  /** `span`: a trace says so; `structure` (the default): it stands in or beside its call. */
  readonly tie?: 'structure' | 'span'
  /** Its call is on a server or in another file. */
  readonly elsewhere?: boolean | undefined
}

/** A line that is no JSON, and how many messages come before it. */
export interface UnparsedLine {
  readonly at: Cursor
  readonly before: number
}

/** A call by the numbers of its message and its part, for calls that were added with `addRead`. */
export interface CallPlace {
  readonly message: number
  readonly part: number
}

export const text = (at: Cursor): PartDraft => ({ type: 'text', at, word: 'text' })
export const reasoning = (at: Cursor): PartDraft => ({ type: 'reasoning', at, word: 'reasoning' })
export const media = (at: Cursor, word: string): PartDraft => ({ type: 'media', at, word })
export const unknown = (at: Cursor, word: string): PartDraft => ({ type: 'unknown', at, word })
export const call = (fields: Omit<CallDraft, 'type'>): CallDraft => ({ type: 'call', ...fields })
export const result = (fields: Omit<ResultDraft, 'type'>): ResultDraft => ({ type: 'result', ...fields })

export interface ConversationHead {
  /** Its name in the source: a session, a thread, a sample. */
  readonly id?: string | null
  readonly title?: string | undefined
  readonly kind?: ConversationKind
  /** The value that holds it. */
  readonly at: Cursor
  /** Index of the conversation that started it: a sub-agent's parent. */
  readonly parent?: number | undefined
  /** The request of an API around its messages: model, tools and settings stand in it. */
  readonly request?: Cursor | undefined
}

/** All that a reader found in one document. */
export class Transcript {
  readonly conversations: ConversationDraft[] = []
  /** What was seen and is no message, by a word the user can read: `progress lines` → 312. */
  readonly leftOut = new Map<string, number>()

  conversation(head: ConversationHead): ConversationDraft {
    const draft = new ConversationDraft(head, this.conversations.length)
    this.conversations.push(draft)
    return draft
  }

  /** Counts what is no message, so that nothing is dropped in silence. */
  leaveOut(what: string, count = 1): void {
    this.leftOut.set(what, (this.leftOut.get(what) ?? 0) + count)
  }
}

export class ConversationDraft {
  head: ConversationHead
  /** Its number in the source, from 0. */
  readonly index: number
  readonly messages: PlacedMessage[] = []
  readonly #calls = new Map<CallDraft, { message: number; part: number }>()

  constructor(head: ConversationHead, index: number) {
    this.head = head
    this.index = index
  }

  /** Says which of several formats it was written in. */
  label(format: string): void {
    const { id, title } = this.head
    this.head = { ...this.head, title: [format, title ?? id].filter((word) => word).join(' · ') }
  }

  /** A message told by its parts. `role`: the word of the source, or the role itself where the source has none. */
  add(at: Cursor, role: Cursor | Role, parts: readonly PartDraft[], facts?: MessageFacts): void {
    const index = this.messages.length
    const roleWord = typeof role === 'string' ? role : (role.text ?? '')
    const fields = parts.map(({ at: place }) => ({ at: place, text: null, id: null, name: null, input: null, content: null }))
    const read = parts.map((part, position) => this.#read(part, position, index, fields[position]!))
    const message: Message = {
      index,
      role: typeof role === 'string' ? role : roleOf(roleWord),
      roleWord,
      parts: read,
      base: [],
      plain: false,
      malformed: null,
      ...(facts === undefined ? {} : { facts }),
    }
    this.messages.push({ at, message, fields })
  }

  /** A record as the reader of an API's messages has read it: its steps count from `at`. */
  addRead(at: Cursor, message: Message, facts?: MessageFacts): void {
    const index = this.messages.length
    const own = numbered(message, index)
    this.messages.push({ at, message: facts === undefined ? own : { ...own, facts }, fields: null })
  }

  /** Records that could not be read, in their places among the others; in order. */
  insertUnparsed(lines: readonly UnparsedLine[]): void {
    const told = this.messages.splice(0)
    /** Where each message is now: results name their calls by it. */
    const places: number[] = []
    for (let index = 0, line = 0; index <= told.length; index++) {
      for (; lines[line] && lines[line]!.before <= index; line++) this.#addUnparsed(lines[line]!.at)
      places.push(this.messages.length)
      if (index < told.length) this.messages.push(told[index]!)
    }
    for (const [index, placed] of told.entries())
      this.messages[places[index]!] = { ...placed, message: moved(placed.message, places) }
  }

  #addUnparsed(at: Cursor): void {
    const unread = { role: 'unknown', roleWord: '', parts: [], base: [], plain: false, malformed: 'unparsed' } as const
    this.messages.push({ at, message: { ...unread, index: this.messages.length }, fields: null })
  }

  get placed(): PlacedMessages {
    return new PlacedMessages(this.messages, this.head.request)
  }

  #read(part: PartDraft, position: number, message: number, places: PartPlaces): Part {
    const steps: Steps = ['parts', position]
    const field = (name: PartField, at: Cursor | null | undefined): PlacedValue | null => {
      if (!at || at.value === undefined) return null
      places[name] = at
      return { value: at.value, steps: [...steps, name] }
    }
    switch (part.type) {
      case 'text':
        return textPart(field('text', part.at) ?? { value: undefined, steps })
      case 'reasoning':
        return reasoningPart(steps)
      case 'media':
        return mediaPart(steps, part.word)
      case 'unknown':
        return unknownPart(steps, part.word)
      case 'call': {
        this.#calls.set(part, { message, part: position })
        const { id, name, input, style, freeform, pending, duration } = part
        const pieces = input ? input.pieces.map(({ steps: at }) => at) : []
        return {
          ...callPart({
            steps,
            id: field('id', id),
            name: field('name', name),
            input: field('input', input),
            ...(style === undefined ? {} : { style }),
            ...(freeform === undefined ? {} : { freeform }),
            pending,
            duration,
          }),
          ...(pieces.length > 1 ? { pieces } : {}),
        }
      }
      case 'result': {
        const { id, name, content, style, failed, answers, tie = 'structure', elsewhere } = part
        const answered = answers && ('type' in answers ? this.#calls.get(answers) : answers)
        return resultPart({
          steps,
          id: field('id', id),
          name: field('name', name),
          content: field('content', content),
          ...(style === undefined ? {} : { style }),
          ...(failed === undefined ? {} : { failed }),
          answers: answered && { ...answered, tie },
          elsewhere,
        })
      }
    }
  }
}

/** In its new place, because records were put in before it. */
function moved(message: Message, places: readonly number[]): Message {
  const placeOf = (index: number): number => places[index] ?? index
  const parts = message.parts.map((part): Part => {
    if (part.type !== 'tool-result' || !part.answers) return part
    return { ...part, answers: { ...part.answers, message: placeOf(part.answers.message) } }
  })
  return { ...message, index: placeOf(message.index), parts }
}
