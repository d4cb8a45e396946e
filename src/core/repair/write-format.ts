import type { ToolDefinition } from '../conversation/request-words.ts'
import type { RecordView } from '../conversation/content-text.ts'
import { parseJson } from '../json/parse-json.ts'
import { printJson } from '../json/print.ts'
import { recordsOf, type Format, type MessageWithRecord, type PlainMessage, type RecordFormat } from '../formats/format.ts'
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
  const home = recordsOf(from)
  const written = to.writePlain(messages)
  const losses = [...lost, ...written.losses]
  if (draft.body === null && draft.kind !== 'request' && Object.keys(written.body).length === 0)
    return { text: printJson(written.messages), losses, set: [] }
  const carried =
    draft.body === null || !home ? { body: {}, losses: [], set: [] } : carrySettings(draft.body, home.request, to.request)
  const defined = tools.length > 0 ? to.writeTools(tools) : {}
  if (Object.keys(defined).length === 0)
    for (const { name, schema } of tools) losses.push({ path: 'tools', what: `the definition of ${name}`, before: schema ?? '' })
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
  const home = recordsOf(from)
  const system = draft.body === null ? null : (home?.request.system(parseJson(draft.body)) ?? null)
  const messages = system
    ? [{ role: 'system' as const, parts: [{ type: 'text' as const, text: system }] }, ...plain.messages]
    : plain.messages
  const tools = draft.body === null ? [] : (home ?? from).readTools(viewOf(draft.body))
  return { messages, losses: plain.losses, tools }
}

function viewOf(json: string): RecordView {
  const records = new TextRecords([json])
  return { value: records.value(0), textAt: (steps) => records.textAt(0, steps) }
}
