import { parseJson } from '../json/parse-json.ts'
import { get, isObject } from '../conversation/facts.ts'
import type { RecordView } from '../conversation/content-text.ts'
import { TextRecords } from '../records/records.ts'
import type { Format, MessageWithRecord, RecordFormat } from '../formats/format.ts'
import { printJson, RawJson } from '../json/print.ts'
import { parseTree } from '../json/tree.ts'
import type { Loss } from '../problem.ts'
import type { Target } from '../targets/target.ts'
import { openDraft, type Draft } from './draft.ts'

/** Settings of a request that mean the same in both APIs, by the names they have there. */
const SETTINGS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  anthropic: {
    model: 'model',
    max_tokens: 'max_tokens',
    max_completion_tokens: 'max_tokens',
    temperature: 'temperature',
    top_p: 'top_p',
    stream: 'stream',
  },
  'openai-chat': { model: 'model', max_tokens: 'max_tokens', temperature: 'temperature', top_p: 'top_p', stream: 'stream' },
}
/** Anthropic asks every request for a limit; a request that names none gets this one. */
export const REQUIRED_MAX_TOKENS = '4096'
/** What stands elsewhere in the other API and is written there. */
const CARRIED = new Set(['messages', 'tools', 'system'])

/** One conversation in the format of a target. What it cannot say is a loss. */
export function writeConversation(
  draft: Draft,
  from: Format,
  to: RecordFormat,
  target: Target,
): { text: string; losses: Loss[] } {
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
  const system = systemText(draft.body)
  const messages = system
    ? [{ role: 'system' as const, parts: [{ type: 'text' as const, text: system }] }, ...plain.messages]
    : plain.messages
  const written = to.writePlain(messages)
  const losses = [...plain.losses, ...written.losses]
  if (draft.body === null && draft.kind !== 'request' && Object.keys(written.body).length === 0)
    return { text: printJson(written.messages), losses }
  const body = draft.body === null ? {} : settings(draft.body, target, losses)
  const tools = draft.body === null ? [] : from.readTools(viewOf(draft.body))
  const value = { ...body, ...written.body, ...(tools.length ? { tools: to.writeTools(tools) } : {}), messages: written.messages }
  return { text: printJson(value), losses }
}

function viewOf(json: string): RecordView {
  const records = new TextRecords([json])
  return { value: records.value(0), textAt: (steps) => records.textAt(0, steps) }
}

/** Anthropic's `system` beside the messages: a text, or a list of text parts. */
function systemText(body: string | null): string | null {
  const system: unknown = body === null ? undefined : get(parseJson(body), 'system')
  if (typeof system === 'string') return system
  if (!Array.isArray(system)) return null
  return (
    system.flatMap((part) => (typeof get(part, 'text') === 'string' ? [get(part, 'text') as string] : [])).join('\n\n') || null
  )
}

function settings(body: string, target: Target, losses: Loss[]): Record<string, RawJson> {
  const names = SETTINGS[target.id] ?? {}
  const tree = parseTree(body)
  const kept: Record<string, RawJson> = {}
  tree.keys.forEach((key, i) => {
    const { start, end } = tree.children[i]!
    const name = Object.hasOwn(names, key) ? names[key] : undefined
    if (name) kept[name] = new RawJson(body.slice(start, end))
    else if (!CARRIED.has(key)) losses.push({ path: key, what: `the setting \`${key}\``, before: body.slice(start, end) })
  })
  if (target.id === 'anthropic' && !kept['max_tokens'] && isObject(parseJson(body)) && tree.keys.length > 1) {
    kept['max_tokens'] = new RawJson(REQUIRED_MAX_TOKENS)
  }
  return kept
}
