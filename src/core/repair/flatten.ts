import { parseJson } from '../json/parse-json.ts'
import { contentText, textOfJson, type RecordView } from '../conversation/content-text.ts'
import { elementSteps } from '../conversation/element.ts'
import { get } from '../conversation/facts.ts'
import { storedJson } from '../conversation/stored-record.ts'
import { valueAt } from '../conversation/value-at.ts'
import type { Message } from '../conversation/message.ts'
import type { Format } from '../formats/format.ts'
import type { Verdict } from '../judge.ts'
import { editJson, type JsonEdit } from '../json/edit.ts'
import { printJson, RawJson, styleOf } from '../json/print.ts'
import type { RepairOptions } from '../problem.ts'
import { openDraft, written, type Draft, type DraftItem } from './draft.ts'
import type { DraftChange } from './repair-conversation.ts'
import { asRow } from './row-columns.ts'

/** What the system is told when the conversation had no word for it. */
const SYSTEM_TEXT = 'Answer the user. Tools were already run; their results stand in the message.'
const FLATTEN_TEMPLATE = '{conversation}'
/** What a request says about tools: with no calls left it must not offer any. */
const TOOL_KEYS = ['tools', 'toolConfig', 'tool_config', 'tool_choice', 'parallel_tool_calls', 'functions', 'function_call']

/**
 * Writes the conversation as one fresh `[system, user]` pair: calls and results stand as text in the user's message, each
 * result beside its call, in the order of the calls. `null` when there is nothing about tools in it, and for the one message of
 * a response, which no pair has room in.
 */
export function flattenDraft(
  draft: Draft,
  { pairing }: Verdict,
  format: Format,
  options: RepairOptions,
): { draft: Draft; changes: DraftChange[] } | null {
  const body = draft.body === null ? undefined : parseJson(draft.body)
  const offersTools = TOOL_KEYS.filter((key) => get(body, key) !== undefined)
  const isFree = ({ message }: { readonly message: number }): boolean => !draft.items[message]?.fixed
  if (draft.single || !(pairing.calls.some(isFree) || pairing.results.some(isFree))) return null
  const callAt = new Map(pairing.calls.map((call) => [`${call.message}:${call.part}`, call]))
  const resultAt = new Map(pairing.results.map((result) => [`${result.message}:${result.part}`, result]))
  const system: string[] = []
  const lines: string[] = []
  const media: unknown[] = []
  const { records } = openDraft(draft)
  const viewOf = (index: number): RecordView => ({
    value: records.value(index),
    textAt: (steps) => records.textAt(index, steps),
  })
  draft.items.forEach(({ message, fixed }, index) => {
    if (fixed) return
    const record = viewOf(index)
    const { value } = record
    for (const [position, part] of message.parts.entries()) {
      switch (part.type) {
        case 'text': {
          const words = valueAt(value, part.steps)
          if (typeof words !== 'string' || words.trim() === '') break
          if (message.role === 'system') system.push(words)
          else lines.push(`${speaker(message)}: ${words}`)
          break
        }
        case 'reasoning':
          break // goes with its call; the change lists it
        case 'tool-call': {
          const call = callAt.get(`${index}:${position}`)
          const results = (call?.results ?? []).map((found) => pairing.results[found]!)
          lines.push(`Tool ${part.name ?? 'unknown'} was called with ${textOfJson(record.textAt(part.inputSteps)) || '{}'}`)
          for (const { message: at, result } of results)
            lines.push(`Result of ${part.name ?? 'the tool'}: ${contentText(viewOf(at), result.contentSteps)}`)
          break
        }
        case 'tool-result':
          if (resultAt.get(`${index}:${position}`)?.call == null) {
            lines.push(`Result of ${part.name ?? 'a tool'}: ${contentText(record, part.contentSteps)}`)
          }
          break
        case 'media':
          media.push(new RawJson(record.textAt(elementSteps(part, message)) ?? 'null'))
          break
        default:
          lines.push(`${speaker(message)}: ${textOfJson(record.textAt(elementSteps(part, message)))}`)
      }
    }
  })
  const conversation = lines.join('\n\n')
  const template = options.flattenTemplate ?? FLATTEN_TEMPLATE
  const user = template.includes('{conversation}')
    ? template.replace('{conversation}', () => conversation)
    : `${template}\n\n${conversation}`
  return build(draft, format, system.join('\n\n'), user, media, offersTools)
}

function speaker({ role, roleWord }: Message): string {
  return role === 'assistant' ? 'Assistant' : role === 'user' ? 'User' : roleWord || 'Note'
}

/** As the format writes what the user says, by the member that tells who speaks. */
function systemMessage(format: Format, text: string): unknown {
  const said = format.writeUserText(text)
  return { ...(said as object), [get(said, 'role') === undefined ? 'type' : 'role']: 'system' }
}

function build(
  draft: Draft,
  format: Format,
  system: string,
  user: string,
  media: readonly unknown[],
  offers: readonly string[],
): { draft: Draft; changes: DraftChange[] } {
  const answers = draft.items.filter(({ fixed }) => fixed)
  const like = draft.items[0]
  const style = styleOf(like?.text ?? '')
  const fresh = format.writeUserText(user)
  const withMedia = { ...(fresh as object), [format.partsKey]: [format.writeText(user), ...media] }
  const inList = format.resultsIn === 'next-messages'
  const kept = draft.items.filter(({ message, fixed }) => message.role === 'system' && !fixed)
  const item = (value: unknown): DraftItem => {
    const json = printJson(value, style)
    if (like && format.inEnvelope) return written(format.inEnvelope(json, like.text), format)
    return written(draft.kind === 'rows' && like ? asRow(json, like.text, like.message.base) : json, format)
  }
  // What is kept must hold nothing that stands in the fresh message too.
  const plain = kept.length === 1 && kept[0]!.message.parts.every(({ type }) => type === 'text')
  const isSaid = draft.body !== null && get(parseJson(draft.body), 'instructions') !== undefined
  const first = plain ? kept : inList && !isSaid ? [item(systemMessage(format, system || SYSTEM_TEXT))] : []
  const whole = item(media.length === 0 ? fresh : withMedia)
  const items = [...first, whole, ...answers]
  const edits: JsonEdit[] = offers.map((key) => ({ type: 'remove', steps: [key] }))
  const changes = draft.items
    .filter((old) => !first.includes(old) && !old.fixed)
    .map(
      ({ origin, text }, i): DraftChange => ({
        rule: 'flatten',
        title: i === 0 ? 'Write the conversation as one fresh message' : 'Written into the fresh message',
        safety: 'review',
        origin,
        steps: [],
        before: text,
        after: i === 0 ? whole.text : null,
      }),
    )
  const body = draft.body === null ? undefined : parseJson(draft.body)
  const left = offers.map(
    (key): DraftChange => ({
      rule: 'flatten',
      title: `Leave \`${key}\` out of the request`,
      safety: 'review',
      origin: null,
      steps: [key],
      before: storedJson(get(body, key)),
      after: null,
    }),
  )
  return {
    draft: { ...draft, items, body: draft.body === null ? null : editJson(draft.body, edits) },
    changes: [...changes, ...left],
  }
}
