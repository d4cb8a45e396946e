import { isObject } from './conversation/facts.ts'
import type { Problem } from './problem.ts'
import { readCall } from './formats/chat/read-call.ts'
import { storedJson } from './conversation/stored-record.ts'
import { valueAt } from './conversation/value-at.ts'
import type { Steps } from './json/path.ts'
import { minifyJson } from './json/print.ts'
import { TextRecords } from './records/records.ts'

export interface OpenAIToolCall {
  readonly id: string
  readonly type: 'function'
  readonly function: { readonly name: string; readonly arguments: string }
}

/**
 * Stored records as the calls an API takes: a list, one record, a column as JSON text, calls already in shape, or a
 * mixture. Entries without an id or a name are skipped and reported; anything else than records gives `[]`. Never throws.
 * Spans of the problems are empty: there is no source, only a value.
 */
export function normalizeToolCalls(stored: unknown): { toolCalls: OpenAIToolCall[]; problems: Problem[] } {
  const problems: Problem[] = []
  const report = (rule: string, index: number, message: string, callId: string | null = null): void => {
    problems.push({
      rule,
      severity: 'warning',
      conversation: 0,
      path: `[${index}]`,
      span: { start: 0, end: 0 },
      line: 1,
      column: 1,
      message,
      callId,
      providerError: null,
      related: [],
      fixes: [],
    })
  }
  const entries = entriesOf(stored)
  if (Array.isArray(stored) && stored.length === 0) report('empty-tool-calls', 0, 'The list is empty: leave `tool_calls` out.')
  const seen = new Map<string, string>()
  const toolCalls = entries.flatMap((entry, index): OpenAIToolCall[] => {
    const call = readEntry(entry, index, report)
    if (!call) return []
    const text = JSON.stringify(call)
    const known = seen.get(call.id)
    seen.set(call.id, text)
    if (known === undefined) return [call]
    report(
      'duplicate-call-id',
      index,
      known === text
        ? `The call \`${call.id}\` is stored twice.`
        : `Another call has the id \`${call.id}\`; this one was left out.`,
      call.id,
    )
    return []
  })
  return { toolCalls, problems }
}

type ReportEntry = (rule: string, index: number, message: string, callId?: string | null) => void

interface Entry {
  readonly value: unknown
  /** JSON text of a value inside it; a column that was given as text keeps the digits of its numbers. */
  readonly textAt: (steps: Steps) => string
}

function entriesOf(stored: unknown, depth = 0): readonly Entry[] {
  if (Array.isArray(stored) || isObject(stored)) {
    const list: readonly unknown[] = Array.isArray(stored) ? stored : [stored]
    return list.map((value) => ({ value, textAt: (steps) => storedJson(valueAt(value, steps)) }))
  }
  if (typeof stored !== 'string' || depth > 3) return []
  const records = new TextRecords([stored])
  const value = records.value(0)
  if (!Array.isArray(value)) {
    return isObject(value) ? [{ value, textAt: (steps) => records.textAt(0, steps) ?? '' }] : entriesOf(value, depth + 1)
  }
  return value.map((entry: unknown, i) => ({ value: entry, textAt: (steps) => records.textAt(0, [i, ...steps]) ?? '' }))
}

function readEntry({ value: entry, textAt }: Entry, index: number, report: ReportEntry): OpenAIToolCall | null {
  const [part] = isObject(entry) ? readCall(entry, []) : []
  if (part?.type !== 'tool-call' || !isObject(entry)) {
    report('malformed-entry', index, `Entry ${index} is not a call.`)
    return null
  }
  const { callId, name, idKind } = part
  if (!callId?.trim() && !name?.trim()) {
    report('malformed-entry', index, `Entry ${index} has neither an id nor a name.`)
    return null
  }
  if (!name?.trim()) {
    report('missing-function-name', index, `Entry ${index} names no tool.`, callId)
    return null
  }
  if (!callId?.trim()) {
    report('missing-call-id', index, `Entry ${index} has no id.`)
    return null
  }
  if (idKind === 'number') report('call-id-not-string', index, `The id ${callId} is a number; it was written as text.`, callId)
  const input = valueAt(entry, part.inputSteps)
  const given = typeof input === 'string' && input.trim() !== '' ? input : argumentsOf(input, () => textAt(part.inputSteps))
  // A call already in shape comes back as it is, other fields and all.
  if (part.style === 'plain' && idKind === 'string' && entry['type'] === 'function' && given === input)
    return entry as unknown as OpenAIToolCall
  return { id: callId, type: 'function', function: { name, arguments: given } }
}

/** JSON text of an object, whatever was stored. */
function argumentsOf(input: unknown, json: () => string): string {
  if (isObject(input)) return minifyJson(json())
  return input === undefined || input === null || typeof input === 'string' ? '{}' : `{"value":${minifyJson(json())}}`
}
