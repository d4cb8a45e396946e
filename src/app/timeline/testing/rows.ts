import type { CallRow, MessageRow, ResultRow, SlotRow } from '../../../core/timeline/row.ts'

/** Rows for tests: everything plain, except what a test is about. */
const base = (index: number) => ({
  index,
  key: `0:messages[${index}]`,
  conversation: 0,
  number: index,
  path: `messages[${index}]`,
  span: { start: index * 10, end: index * 10 + 9 },
  words: [],
  facts: [],
  spoken: `row ${index}`,
  problems: [],
  severity: null,
})

export function message(index: number, more: Partial<MessageRow> = {}): MessageRow {
  return { ...base(index), type: 'message', role: 'user', roleWord: 'user', summary: 'hello', bytes: 9, hasMore: false, ...more }
}

export function call(index: number, more: Partial<CallRow> = {}): CallRow {
  return {
    ...base(index),
    type: 'call',
    tool: 'get_weather',
    callId: `call_${index}`,
    summary: '{"city":"Oslo"}',
    situation: 'paired-distant',
    tie: 'id',
    pending: null,
    partners: [],
    group: null,
    malformed: false,
    ...more,
  }
}

export function result(index: number, more: Partial<ResultRow> = {}): ResultRow {
  return {
    ...base(index),
    type: 'result',
    tool: 'get_weather',
    callId: `call_${index}`,
    summary: '4 °C',
    situation: 'paired-distant',
    tie: 'id',
    partners: [],
    failed: false,
    ...more,
  }
}

export function slot(index: number, more: Partial<SlotRow> = {}): SlotRow {
  return { ...base(index), number: null, type: 'slot', missing: 'result', callId: null, tool: null, ...more }
}
