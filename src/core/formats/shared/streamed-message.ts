import type { MessageFacts, PendingReason } from '../../conversation/message.ts'
import { Cursor } from '../../document/cursor.ts'
import {
  call,
  reasoning,
  result,
  text,
  unknown,
  type CallDraft,
  type ConversationDraft,
  type PartDraft,
  type ResultDraft,
} from '../transcript.ts'

type Block =
  | { readonly type: 'text' | 'reasoning'; readonly pieces: Cursor[] }
  | { readonly type: 'call'; readonly open: OpenCall }
  | { readonly type: 'result'; readonly fields: Omit<ResultDraft, 'type' | 'answers'>; readonly of: string | null }
  | { readonly type: 'unknown'; readonly at: Cursor; readonly word: string }

interface OpenCall {
  readonly at: Cursor
  id: Cursor | null
  name: Cursor | null
  /** What the call began with, where it was whole from the start. */
  whole: Cursor | null
  readonly pieces: Cursor[]
  hosted: boolean
  freeform: boolean
  pending: PendingReason
}

export interface CallPiece {
  readonly at: Cursor
  readonly id?: Cursor
  readonly name?: Cursor
  /** A piece of the JSON text of the input. */
  readonly input?: Cursor
  /** The input as a whole. */
  readonly whole?: Cursor
  readonly hosted?: boolean
  readonly freeform?: boolean
  readonly pending?: PendingReason
}

/**
 * Joins the pieces of one streamed message. A block is known by a key of the stream (an index, an item's id); ids and
 * names are said once, or again with every piece, so the first one that says something counts.
 */
export class StreamedMessage {
  readonly #blocks: Block[] = []
  readonly #calls = new Map<string, OpenCall>()
  readonly #texts = new Map<string, Cursor[]>()

  get isEmpty(): boolean {
    return this.#blocks.length === 0
  }

  /** Where its first piece stands. */
  get at(): Cursor | null {
    const [first] = this.#blocks
    if (!first) return null
    if (first.type === 'call') return first.open.at
    if (first.type === 'result') return first.fields.at
    return first.type === 'unknown' ? first.at : first.pieces[0]!
  }

  text(key: string, piece: Cursor): void {
    this.#addText('text', key, piece)
  }

  reasoning(key: string, piece: Cursor): void {
    this.#addText('reasoning', key, piece)
  }

  unknown(at: Cursor, word: string): void {
    this.#blocks.push({ type: 'unknown', at, word })
  }

  /** `key`: of the call it answers, where the stream says so. */
  result(fields: Omit<ResultDraft, 'type' | 'answers'>, key: string | null = null): void {
    this.#blocks.push({ type: 'result', fields, of: key })
  }

  /** Opens a call, or adds to it. */
  call(key: string, { at, id, name, input, whole, hosted, freeform, pending }: CallPiece): void {
    let open = this.#calls.get(key)
    if (!open) {
      open = { at, id: null, name: null, whole: null, pieces: [], hosted: false, freeform: false, pending: 'response' }
      this.#calls.set(key, open)
      this.#blocks.push({ type: 'call', open })
    }
    if (!open.id && id?.text) open.id = id
    if (!open.name && name?.text) open.name = name
    if (input?.string) open.pieces.push(input)
    if (whole?.isThere) open.whole = whole
    if (hosted) open.hosted = true
    if (freeform) open.freeform = true
    if (pending) open.pending = pending
  }

  /** Its parts, in the order in which their blocks began. */
  get parts(): PartDraft[] {
    const drafts = new Map<OpenCall, CallDraft>()
    return this.#blocks.map((block) => this.#draftOf(block, drafts))
  }

  /** Adds it to a conversation; a message nobody has said anything in is none. */
  addTo(conversation: ConversationDraft, facts?: MessageFacts): boolean {
    const { at } = this
    if (!at) return false
    conversation.add(at, 'assistant', this.parts, facts)
    return true
  }

  #addText(type: 'text' | 'reasoning', key: string, piece: Cursor): void {
    if (piece.string === null) return
    const name = `${type}:${key}`
    let pieces = this.#texts.get(name)
    if (!pieces) {
      if (piece.string === '') return
      this.#texts.set(name, (pieces = []))
      this.#blocks.push({ type, pieces })
    }
    pieces.push(piece)
  }

  #draftOf(block: Block, drafts: Map<OpenCall, CallDraft>): PartDraft {
    switch (block.type) {
      case 'text':
        return text(joined(block.pieces))
      case 'reasoning':
        return reasoning(joined(block.pieces))
      case 'unknown':
        return unknown(block.at, block.word)
      case 'result': {
        const open = block.of === null ? undefined : this.#calls.get(block.of)
        return result({ ...block.fields, answers: open && drafts.get(open) })
      }
      case 'call': {
        const draft = draftOf(block.open)
        drafts.set(block.open, draft)
        return draft
      }
    }
  }
}

function draftOf({ at, id, name, whole, pieces, hosted, freeform, pending }: OpenCall): CallDraft {
  const input = pieces.length > 0 ? joined(pieces) : whole
  return call({ at, id, name, input, freeform, pending, ...(hosted ? { style: 'hosted' as const } : {}) })
}

/** The text of all pieces, standing where they stand. */
export function joined(pieces: readonly Cursor[]): Cursor {
  if (pieces.length === 1) return pieces[0]!
  return Cursor.made(pieces.map(({ string }) => string ?? '').join(''), pieces)
}
