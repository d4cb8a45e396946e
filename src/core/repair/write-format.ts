import type { RequestWords, ToolDefinition } from '../conversation/request-words.ts'
import { textOfJson, type RecordView } from '../conversation/content-text.ts'
import { parseJson } from '../json/parse-json.ts'
import { printJson } from '../json/print.ts'
import { recordsOf, type Format, type MessageWithRecord, type PlainMessage, type RecordFormat } from '../formats/format.ts'
import { lostTools } from '../formats/shared/lost-tools.ts'
import { asLosses, besides } from '../formats/shared/untold.ts'
import type { Steps } from '../json/path.ts'
import { get } from '../json/value.ts'
import type { Loss } from '../problem.ts'
import { TextRecords } from '../records/records.ts'
import { carrySettings } from './carry-settings.ts'
import { openDraft, type Draft } from './draft.ts'

/** One conversation in another format. What it cannot say is a loss. `set`: members that had to be added, as paths. */
export function writeConversation(
  draft: Draft,
  from: Format,
  to: RecordFormat,
): { text: string; losses: Loss[]; set: readonly { path: string; json: string }[] } {
  const { messages, losses: lost, tools } = plainOf(draft, from)
  const written = to.writePlain(messages)
  const losses = [...lost, ...written.losses]
  if (draft.body === null && draft.kind !== 'request' && Object.keys(written.body).length === 0)
    return { text: printJson(written.messages), losses, set: [] }
  const carried =
    draft.body === null || !from.request ? { body: {}, losses: [], set: [] } : carrySettings(draft.body, from.request, to.request)
  const defined = tools.length > 0 ? to.writeTools(tools) : {}
  if (Object.keys(defined).length === 0) losses.push(...lostTools(tools))
  const value = {
    ...carried.body,
    ...written.body,
    ...defined,
    [to.request.list]: written.messages,
  }
  return { text: printJson(value), losses: [...losses, ...carried.losses], set: carried.set }
}

/** A conversation in plain words, with the system text that stands beside its messages first. */
export function plainOf(
  draft: Draft,
  from: Format,
): { messages: readonly PlainMessage[]; losses: readonly Loss[]; tools: readonly ToolDefinition[] } {
  const { records } = openDraft(draft)
  const plain = from.readPlain(
    draft.items.map(
      ({ message }, index): MessageWithRecord => ({
        message: { ...message, index },
        value: records.value(index),
        textAt: (steps) => records.textAt(index, steps),
      }),
    ),
  )
  const system = draft.body === null ? null : (from.request?.system(parseJson(draft.body)) ?? null)
  const messages = system
    ? [{ role: 'system' as const, parts: [{ type: 'text' as const, text: system }] }, ...plain.messages]
    : plain.messages
  const tools = draft.body === null ? [] : (recordsOf(from) ?? from).readTools(viewOf(draft.body))
  const beside = draft.body === null || !from.request ? [] : lostBeside(draft.body, from.request, system ?? '', tools)
  return { messages, losses: [...beside, ...plain.losses], tools }
}

/** What system text and tools say besides what was read of them: marks of a cache, tools the provider runs, which one has to be called. */
function lostBeside(body: string, words: RequestWords, system: string, tools: readonly ToolDefinition[]): Loss[] {
  const { value, textAt } = viewOf(body)
  const names = new Set(tools.flatMap(({ name, description }) => [name, description]))
  const schemas = new Set(tools.map(({ schema }) => schema))
  const places: Steps[] = []
  const look = (node: unknown, steps: Steps, isTold: (text: string, json: boolean) => boolean): void => {
    if (typeof node === 'string' ? isTold(node, false) : isTold(textAt(steps) ?? '', true)) places.push(steps)
    else if (typeof node === 'object' && node !== null)
      for (const [key, inner] of Object.entries(node)) look(inner, [...steps, Array.isArray(node) ? Number(key) : key], isTold)
  }
  const inBody = (keys: readonly string[]): string[] => keys.filter((key) => get(value, key) !== undefined)
  for (const key of inBody(words.systemKeys)) look(get(value, key), [key], (text, json) => !json && system.includes(text))
  for (const key of inBody(words.toolKeys))
    look(get(value, key), [key], (text, json) => (json ? schemas.has(text) : names.has(text)))
  const own = [...words.systemKeys, ...words.toolKeys]
  const untold = besides(value, places).filter(([key]) => own.includes(String(key)))
  return asLosses(untold.map((steps) => ({ steps, text: textOfJson(textAt(steps)) })))
}

function viewOf(json: string): RecordView {
  const records = new TextRecords([json])
  return { value: records.value(0), textAt: (steps) => records.textAt(0, steps) }
}
