import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { readBlocks } from './shared/blocks.ts'
import { evidence } from './shared/evidence.ts'
import { factsOf } from './shared/facts.ts'
import { firstRecords, recordsOf } from './shared/records-of.ts'
import { call, reasoning, result, unknown, type PartDraft, type Transcript } from './transcript.ts'

/** Chat histories of the Grok CLI: the type of a line is its role. */
export const grokCli: TranscriptFormat = defineTranscript({
  id: 'grok-cli',
  title: 'Grok CLI history',
  source: 'formats.md §6 C3 (checked 2026-09)',
  target: 'openai-chat',
  notes: {
    reads: ['`chat_history.jsonl`, with the calls the provider runs itself; models'],
    loses: ['reasoning that is encrypted'],
    example: [
      '{"type":"assistant","content":"","tool_calls":[{"id":"c1","name":"read_file","arguments":"{}"}],"model_id":"grok-4.5"}',
      '{"type":"tool_result","tool_call_id":"c1","content":"hello"}',
    ].join('\n'),
  },
  detect,
  read,
})

function isOwn(line: Cursor): boolean {
  const type = line.get('type').text
  if (type === 'assistant') return line.get('model_id').isThere || line.at('tool_calls', 0, 'name').isThere
  return (type === 'tool_result' && line.get('tool_call_id').isThere) || type === 'backend_tool_call'
}

function detect(document: Document): Detection | undefined {
  return evidence(
    firstRecords(document),
    isOwn,
    'are `assistant` lines with calls, or `tool_result` and `backend_tool_call` lines',
  )
}

const ROLES = new Set(['system', 'user', 'assistant'])

function read(document: Document, transcript: Transcript): void {
  const lines = recordsOf(document)
  const [first] = lines
  if (!first) return
  const conversation = transcript.conversation({ at: first, kind: 'rows' })
  for (const line of lines) {
    const type = line.get('type').text ?? ''
    const facts = factsOf({ time: line.any('timestamp', 'created_at'), model: line.get('model_id'), usage: line.get('usage') })
    if (!line.isObject || type === '') transcript.leaveOut('lines without a type')
    else
      conversation.add(
        line,
        ROLES.has(type) ? line.get('type') : type === 'tool_result' ? 'tool' : 'assistant',
        partsOf(line, type),
        facts,
      )
  }
}

function partsOf(line: Cursor, type: string): PartDraft[] {
  const content = line.get('content')
  if (ROLES.has(type)) return [...readBlocks(content), ...line.get('tool_calls').items().map(readCall)]
  if (type === 'reasoning') return [reasoning(line)]
  if (type === 'tool_result') {
    const failed = line.any('is_error', 'isError').value === true
    return [result({ at: line, id: line.get('tool_call_id'), name: line.get('name'), content, failed })]
  }
  return type === 'backend_tool_call' ? readHosted(line.get('kind')) : [unknown(line, type)]
}

function readCall(at: Cursor): PartDraft {
  const called = at.get('function').isObject ? at.get('function') : at
  return call({ at, id: at.get('id'), name: called.get('name'), input: called.get('arguments') })
}

/** Shape: `{ tool_type: 'web_search', action: { query, sources }, id, status }`: what was found stands in the action. */
function readHosted(kind: Cursor): PartDraft[] {
  const action = kind.get('action')
  const asked = call({
    at: kind,
    id: kind.get('id'),
    name: kind.get('tool_type'),
    input: action,
    style: 'hosted',
    freeform: true,
  })
  const status = kind.get('status').text
  const found = action.any('sources', 'results', 'output')
  if (!found.isThere && status !== 'completed' && status !== 'failed') return [asked]
  const content = found.isThere ? found : kind.get('status')
  return [asked, result({ at: content, content, failed: status === 'failed', answers: asked, style: 'hosted' })]
}
