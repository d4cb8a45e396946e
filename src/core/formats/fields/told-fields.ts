import type { Role } from '../../conversation/message.ts'
import type { Cursor } from '../../document/cursor.ts'
import type { Document } from '../../document/document.ts'
import { parsePath } from '../../json/path.ts'
import type { FormatId } from '../../problem.ts'
import { defineTranscript } from '../define-transcript.ts'
import { fieldMapOf, type FieldMap } from './field-map.ts'
import type { TranscriptFormat } from '../format.ts'
import { timeOf } from '../shared/times.ts'
import { call, result, text, type PartDraft, type Transcript } from '../transcript.ts'

/** Entries nobody knows, read as the user says; `null`: the format says nothing about fields. */
export function toldFields(format: FormatId): TranscriptFormat | null {
  const map = fieldMapOf(format)
  return (
    map &&
    defineTranscript({
      id: format,
      title: 'Fields you named',
      source: 'the user',
      target: 'openai-chat',
      notes: { reads: [], loses: [], example: '' },
      detect: () => undefined,
      read: (document, transcript) => readEntries(document, transcript, map),
    })
  )
}

function readEntries({ roots }: Document, transcript: Transcript, map: FieldMap): void {
  const [first] = roots
  if (!first) return
  const conversation = transcript.conversation({ at: first })
  const lists = roots.map((root) => (map.list === undefined ? root : at(root, map.list)))
  const entries = lists.flatMap((list) => (list.isList ? list.items() : [list]))
  for (const entry of entries) {
    const parts = readEntry(entry, map)
    if (parts.length === 0 && !entry.isObject) {
      transcript.leaveOut('entries without the fields you named')
      continue
    }
    const role = map.role === undefined ? null : at(entry, map.role)
    const fallback = parts.some(({ type }) => type === 'call')
      ? 'assistant'
      : parts.some(({ type }) => type === 'result')
        ? 'tool'
        : 'user'
    const time = map.time === undefined ? undefined : timeOf(at(entry, map.time))
    conversation.add(entry, roleIn(role, fallback), parts, time === undefined ? undefined : { time })
  }
}

/** An entry with arguments is a call; one that has an id and no arguments is a result; a call may hold its result. */
function readEntry(entry: Cursor, map: FieldMap): PartDraft[] {
  const field = (path: string | undefined): Cursor | null => {
    const found = path === undefined ? null : at(entry, path)
    return found?.isThere ? found : null
  }
  const [content, id, name, input, answer] = [map.content, map.id, map.name, map.arguments, map.result].map(field)
  if (input || (name && !answer && !content)) {
    const made = call({ at: entry, id, name, input })
    const said = content ? [text(content)] : []
    return answer ? [...said, made, result({ at: entry, id, content: answer, answers: made })] : [...said, made]
  }
  if (answer || id) return [result({ at: entry, id, name, content: answer ?? content })]
  return content
    ? content.string === null
      ? content.items().flatMap((item) => (item.get('text').string ? [text(item.get('text'))] : []))
      : [text(content)]
    : []
}

const at = (value: Cursor, path: string): Cursor => value.at(...parsePath(path))

/** Words of products for the two who speak; the words of APIs are known anyway. */
const SPEAKERS: Readonly<Record<string, Role>> = {
  agent: 'assistant',
  llm: 'assistant',
  system: 'system',
  customer: 'user',
  client: 'user',
  visitor: 'user',
  me: 'user',
}

function roleIn(role: Cursor | null, fallback: Role): Cursor | Role {
  const word = role?.text?.trim().toLowerCase() ?? ''
  if (word === '') return fallback
  return Object.hasOwn(SPEAKERS, word) ? SPEAKERS[word]! : role!
}
