import { parseJson } from '../json/parse-json.ts'
import { get, isObject } from '../conversation/facts.ts'
import { isStoredCall, readRowCall } from './chat/read-call.ts'
import { chatFormat } from './chat/chat-format.ts'
import type { Detection, RecordFormat, Sample } from './format.ts'

/**
 * Calls as applications keep them in their own tables: `{ tool_call_id, tool_name, arguments, result, success }`, by
 * themselves or in the `tool_calls` of chat messages and rows. Written back as chat messages.
 */
export const storedRecords: RecordFormat = {
  ...chatFormat,
  id: 'stored-records',
  title: 'Stored records',
  source: 'formats.md §6 H6 (checked 2026-09)',
  notes: {
    reads: [
      'records with an id, a name, arguments and perhaps a result, under the usual names',
      'the same inside `tool_calls` of chat messages, as a list, one record, or JSON text',
      'rows of a table, split by `conversation_id` and relatives',
    ],
    loses: ['columns of a record that a call has no place for; they are listed'],
    example: '[{"tool_call_id":"call_1","tool_name":"search","arguments":{"q":"shoes"},"result":{"items":[1]},"success":true}]',
  },
  detect,
  isRecord: (value) => isStoredCall(value) || (isObject(value) && Object.hasOwn(value, 'role')),
}

function detect({ records }: Sample): Detection | undefined {
  if (records.some(isStoredCall))
    return { confidence: 'certain', because: 'entries hold a tool name and its arguments, but are not messages' }
  const stored = records.filter((record) =>
    entriesOf(get(record, 'tool_calls') ?? get(get(record, 'message'), 'tool_calls')).some(isStoredCall),
  ).length
  if (stored > 0)
    return {
      confidence: 'certain',
      because: '`tool_calls` holds records of an application (`tool_name`, or `name` beside `arguments`)',
    }
  if (records.some((record) => isObject(record) && readRowCall(record, []) !== null)) {
    return { confidence: 'certain', because: 'rows of the assistant name a `tool` and its arguments' }
  }
  if (records.some((record) => get(record, 'role') === 'tool' && entriesOf(get(record, 'tool_calls')).length > 0)) {
    return { confidence: 'certain', because: 'one `tool` message holds the results of several calls' }
  }
  return undefined
}

function entriesOf(calls: unknown): readonly unknown[] {
  if (Array.isArray(calls)) return calls
  if (isObject(calls)) return [calls]
  if (typeof calls !== 'string' || !/^\s*[[{]/.test(calls)) return []
  return entriesOf(parseJson(calls))
}
