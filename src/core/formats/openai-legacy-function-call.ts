import type { Document } from '../document/document.ts'
import { get, isObject } from '../json/value.ts'
import { chatFormat } from './chat/chat-format.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, RecordFormat, Sample, TranscriptFormat } from './format.ts'
import { isSearchLog, readSearchLog } from './openai-legacy-function-call/search-log.ts'
import { findBodies, findBody } from './shared/exchanges.ts'

const NOTES = {
  reads: [
    'messages with one `function_call` each, answered by a message of the role `function`: tied by name and order',
    'search logs of ToolBench: the last of their `train_messages`',
  ],
  loses: ['nothing in its own format', 'of search logs: the tree'],
  example:
    '[{"role":"assistant","content":null,"function_call":{"name":"add_task","arguments":"{}"}},{"role":"function","name":"add_task","content":"ok"}]',
}
const HEAD = {
  id: 'openai-legacy-function-call',
  title: 'OpenAI functions of 2023',
  source: 'https://platform.openai.com/docs/api-reference/chat/create (checked 2026-09)',
  target: 'openai-chat',
  notes: NOTES,
}

const searchLog: TranscriptFormat = defineTranscript({
  ...HEAD,
  detect: (document: Document) =>
    document.mentions('train_messages') && findBody(document.sample, isSearchLog)
      ? { confidence: 'certain', because: 'a search log has `train_messages`, lists of messages' }
      : undefined,
  read: ({ roots }, transcript) => {
    for (const log of findBodies(roots, isSearchLog)) readSearchLog(log, transcript)
  },
})

/** Chat Completions before there were tools: one call a message, without an id. */
export const openaiLegacyFunctionCall: RecordFormat = {
  ...chatFormat,
  ...HEAD,
  detect,
  isRecord: (value) => isObject(value) && Object.hasOwn(value, 'role'),
  alsoAs: searchLog,
}

function detect({ records, body }: Sample): Detection | undefined {
  const messages = records.map((record) => (get(record, 'role') === undefined ? (get(record, 'message') ?? record) : record))
  const younger = messages.some((message) => hasEntries(get(message, 'tool_calls')) || get(message, 'role') === 'tool')
  if (younger) return undefined
  if (messages.some((message) => isObject(get(message, 'function_call'))))
    return { confidence: 'certain', because: 'messages carry a `function_call`, and none has `tool_calls`' }
  if (messages.some((message) => get(message, 'role') === 'function'))
    return { confidence: 'certain', because: 'messages have the role `function`' }
  const functions = get(body, 'functions')
  return hasEntries(functions) && (functions as unknown[]).some((entry) => isObject(get(entry, 'parameters')))
    ? { confidence: 'certain', because: 'the body has `functions`' }
    : undefined
}

const hasEntries = (list: unknown): boolean => Array.isArray(list) && list.length > 0
