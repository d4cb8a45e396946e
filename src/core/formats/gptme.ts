import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { codeParts } from './gptme/code-calls.ts'
import { readBlocks } from './shared/blocks.ts'
import { apiOfCalls } from './shared/calls-of-api.ts'
import { evidence } from './shared/evidence.ts'
import { factsOf } from './shared/facts.ts'
import { firstRecords, recordsOf } from './shared/records-of.ts'
import { result, type CallDraft, type PartDraft, type Transcript } from './transcript.ts'

/** Conversations of gptme: code blocks in the text are the calls, the messages behind it their results. */
export const gptme: TranscriptFormat = defineTranscript({
  id: 'gptme',
  title: 'gptme conversation',
  source: 'formats.md §6 C3 (checked 2026-09)',
  target: 'openai-chat',
  notes: {
    reads: [
      'code blocks of tools, and calls like `@shell(call-1): {…}`; the messages of the tool behind them answer them in order',
      'times, models, tokens',
    ],
    loses: ['which file a message names'],
    example: [
      '{"role":"assistant","content":"```shell\\nls\\n```","timestamp":"2026-06-13T10:00:05.000000","metadata":{"usage":{"input_tokens":9,"output_tokens":3}}}',
      '{"role":"tool","content":"a.txt","timestamp":"2026-06-13T10:00:06.000000"}',
    ].join('\n'),
  },
  detect,
  read,
})

const SPEAKERS = new Set(['system', 'user', 'assistant', 'tool'])

/** Its messages name files, are pinned or hidden; tool messages name no call. */
function isOwn(line: Cursor): boolean {
  if (!SPEAKERS.has(line.get('role').text ?? '') || line.get('content').value === undefined || !line.get('timestamp').isThere)
    return false
  return ['pinned', 'hide', 'quiet', 'call_id'].some((key) => line.get(key).isThere) || line.at('metadata', 'usage').isThere
}

const isMarked = (line: Cursor): boolean => /^@\w+\(call-/m.test(line.get('content').string?.slice(0, 10_000) ?? '')

function detect(document: Document): Detection | undefined {
  const records = firstRecords(document)
  return (
    evidence(records, isOwn, 'are messages with a time that are `pinned` or hidden, or have `metadata.usage`') ??
    (records.every(({ value }) => apiOfCalls(value) === null)
      ? evidence(records, (line) => line.get('role').text === 'assistant' && isMarked(line), 'hold calls like `@tool(call-1)`')
      : undefined)
  )
}

function read(document: Document, transcript: Transcript): void {
  const lines = recordsOf(document)
  const [first] = lines
  if (!first) return
  const conversation = transcript.conversation({ at: first, kind: 'rows' })
  let open: CallDraft[] = []
  for (const line of lines) {
    const role = line.get('role').text
    const metadata = line.get('metadata')
    const facts = factsOf({ time: line.get('timestamp'), model: metadata.get('model'), usage: metadata.get('usage') })
    if (role === null) transcript.leaveOut('lines without a role')
    else if (role === 'tool' || (role === 'system' && open.length > 0))
      conversation.add(line, 'tool', [readAnswer(line, open)], facts)
    else {
      const parts = role === 'assistant' ? assistantParts(line) : readBlocks(line.get('content'))
      open = parts.filter((part): part is CallDraft => part.type === 'call')
      conversation.add(line, line.get('role'), parts, facts)
    }
  }
}

function assistantParts(line: Cursor): PartDraft[] {
  return readBlocks(line.get('content')).flatMap((part) => (part.type === 'text' ? codeParts(part.at) : [part]))
}

function readAnswer(line: Cursor, open: CallDraft[]): PartDraft {
  const content = line.get('content')
  const id = line.get('call_id')
  const failed = /^\s*(Error|Traceback|Failed|Aborted|Cancelled)\b/i.test(content.string?.slice(0, 200) ?? '')
  const own = id.text === null ? 0 : open.findIndex((asked) => asked.id?.text === id.text)
  const [answers] = own < 0 ? [] : open.splice(own, 1)
  return result({ at: line, id, content, failed, answers })
}
