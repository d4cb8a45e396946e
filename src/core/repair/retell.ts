/**
 * A conversation of a log, a trace or an export, told anew: what stood in many places, under many names, or in one record
 * with its answer, becomes records of one shape that can be edited and written for an API (see `defineTranscript`).
 */
import type { Message, Part, Role } from '../conversation/message.ts'
import type { Pairing } from '../conversation/pairing.ts'
import type { Format } from '../formats/format.ts'
import { Judge, type Subject, type Verdict } from '../judge.ts'
import { editJson } from '../json/edit.ts'
import { parseJson } from '../json/parse-json.ts'
import type { Judged } from '../judge-source.ts'
import type { PlacedRecords, Records } from '../records/records.ts'
import type { Target } from '../targets/target.ts'
import { openDraft, type Draft, type DraftItem } from './draft.ts'

export function retell(judged: Judged, at: number, format: Format, target: Target): { draft: Draft; verdict: Verdict } {
  const { conversation, records } = judged.reading.conversations[at]!
  const { pairing } = judged.verdicts[at]!
  const told = tellAll(conversation.messages, records, idsOf(pairing))
  const items = told.map(({ origin, text }, index): DraftItem => {
    return { origin, text, message: format.readMessage(parseJson(text), index) }
  })
  const body = bodyOf(records, format)
  const draft: Draft = { id: conversation.id, kind: 'list', items, body, single: false }
  const subject: Subject = openDraft(draft)
  return { draft, verdict: new Judge(format, target).judge(subject) }
}

/** What the request says beside its messages, system text left out: that is told among them. */
function bodyOf(records: PlacedRecords, format: Format): string | null {
  const words = format.request
  const text = records.requestText?.() ?? null
  if (text === null || !words) return null
  const left = [words.list, ...words.systemKeys]
  return editJson(
    text,
    left.map((key) => ({ type: 'remove', steps: [key] })),
  )
}

interface Told {
  readonly origin: number
  readonly text: string
}

type IdOf = (message: number, part: number) => string | null

/** Answers follow their calls in records of their own; what the assistant says after them is a new record. */
function tellAll(messages: readonly Message[], records: Records, idOf: IdOf): Told[] {
  return messages.flatMap(({ index, role, parts }) => {
    const told: { role: Role; parts: string[] }[] = []
    parts.forEach((part, position) => {
      const text = tellPart(part, index, records, idOf(index, position))
      if (text === null) return
      const own = part.type === 'tool-result' ? 'tool' : role === 'tool' || role === 'unknown' ? 'user' : role
      const last = told.at(-1)
      if (last?.role === own) last.parts.push(text)
      else told.push({ role: own, parts: [text] })
    })
    return told.map(({ role: own, parts: texts }) => ({ origin: index, text: `{"role":"${own}","parts":[${texts.join(',')}]}` }))
  })
}

function tellPart(part: Part, message: number, records: Records, callId: string | null): string | null {
  const id = callId === null ? '' : `"id":${JSON.stringify(callId)},`
  switch (part.type) {
    case 'text': {
      const text = records.textAt(message, part.steps)
      if (text === null || text === 'null') return null
      return text.startsWith('"') ? `{"text":${text}}` : `{"unknown":"text","source":${text}}`
    }
    case 'tool-call': {
      const input = part.input.kind === 'missing' ? null : records.textAt(message, part.inputSteps)
      return `{${id}"name":${JSON.stringify(part.name ?? '')},"input":${input ?? '{}'}}`
    }
    case 'tool-result': {
      const content = part.contentKind === 'missing' ? null : records.textAt(message, part.contentSteps)
      return `{${id}"content":${content ?? '""'}${part.failed ? ',"failed":true' : ''}}`
    }
    case 'reasoning':
      return `{"reasoning":${records.source(message, part.steps) || 'null'}}`
    default:
      return `{"unknown":${JSON.stringify(part.word)},"source":${records.source(message, part.steps) || 'null'}}`
  }
}

/** Halves that found each other without an id get one; APIs pair by id alone. */
function idsOf({ calls, results }: Pairing): IdOf {
  const ids = new Map<string, string>()
  const used = new Set(calls.map(({ call }) => call.callId))
  const key = (message: number, part: number): string => `${message}:${part}`
  calls.forEach(({ message, part, call, results: own }, index) => {
    let id = call.callId?.trim() ? call.callId : results[own[0] ?? -1]?.result.callId?.trim() || `call_${index + 1}`
    while (!call.callId?.trim() && used.has(id)) id += '_'
    used.add(id)
    ids.set(key(message, part), id)
    for (const result of own) ids.set(key(results[result]!.message, results[result]!.part), id)
  })
  for (const { message, part, result } of results)
    if (result.callId !== null && !ids.has(key(message, part))) ids.set(key(message, part), result.callId)
  return (message, part) => ids.get(key(message, part)) ?? null
}
