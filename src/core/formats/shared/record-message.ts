import { Cursor } from '../../document/cursor.ts'
import {
  callPart,
  mediaPart,
  reasoningPart,
  resultPart,
  textPart,
  unknownPart,
  type PlacedValue,
} from '../../conversation/parts.ts'
import { kindOf } from '../../conversation/facts.ts'
import type { Message, Part, Role } from '../../conversation/message.ts'
import type { Steps } from '../../json/path.ts'
import { isObject } from '../../json/value.ts'
import type { PartDraft } from '../transcript.ts'

/** A record by itself, for readers that walk with cursors: its steps count from the record. */
export function recordCursor(value: unknown): Cursor {
  return Cursor.root(
    value,
    () => {
      throw new Error('a record by itself stands nowhere')
    },
    [],
    null,
  )
}

interface RecordHead {
  readonly index: number
  readonly role: Role
  readonly roleWord: string
  readonly base: Steps
}

/** The message that a record is, from the same drafts that a reader of documents makes: parts stand where the record has them. */
export function recordMessage(value: unknown, { base, ...head }: RecordHead, drafts: readonly PartDraft[]): Message {
  const parts = drafts.map((draft): Part => {
    const part = placePart(draft, base)
    const answered = draft.type === 'result' && draft.answers && 'type' in draft.answers ? drafts.indexOf(draft.answers) : -1
    return part.type === 'tool-result' && answered >= 0
      ? { ...part, answers: { message: head.index, part: answered, tie: 'structure' } }
      : part
  })
  return { ...head, parts, base, plain: false, malformed: isObject(value) ? null : kindOf(value) }
}

function placePart(draft: PartDraft, base: Steps): Part {
  const own = draft.at.steps
  const steps = own.length < base.length ? base : own
  switch (draft.type) {
    case 'text':
      return textPart({ value: draft.at.value, steps })
    case 'reasoning':
      return reasoningPart(steps)
    case 'media':
      return mediaPart(steps, draft.word)
    case 'unknown':
      return unknownPart(steps, draft.word)
    case 'call': {
      const { id, name, input, style, pending } = draft
      const fields = { id: placed(id), name: placed(name), input: placed(input), pending }
      return callPart({ steps, ...fields, ...(style === undefined ? {} : { style }) })
    }
    case 'result': {
      const { id, name, content, style, failed } = draft
      const fields = { id: placed(id), name: placed(name), content: placed(content), failed: failed === true }
      return resultPart({ steps, ...fields, ...(style === undefined ? {} : { style }) })
    }
  }
}

/** Also where it is not there: what is missing is written there. */
const placed = (at: Cursor | null | undefined): PlacedValue | null => (at ? { value: at.value, steps: at.steps } : null)
