import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { isBlockLine, wordFor } from './claude/line-kind.ts'
import { openChains } from './claude/open-chains.ts'
import { addLines } from './claude/read-lines.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { evidence } from './shared/evidence.ts'
import { firstRecords } from './shared/records-of.ts'
import type { Transcript } from './transcript.ts'

/** Sessions of the iFlow CLI: the lines of Claude Code, with every call written twice before its result. */
export const iflow: TranscriptFormat = defineTranscript({
  id: 'iflow',
  title: 'iFlow CLI session',
  source: 'formats.md §6 C3 (checked 2026-09)',
  target: 'anthropic',
  notes: {
    reads: ['session files; a call that is written again before its result came is one call', 'times, models, tokens'],
    loses: ['lines that are not messages, and calls written twice; they are counted'],
    example: [
      '{"type":"assistant","uuid":"u2","parentUuid":"u1","sessionId":"session-1","message":{"id":"response-1-tool-call","role":"assistant","content":[{"type":"tool_use","id":"call_1","name":"read_file","input":{}}]}}',
      '{"type":"assistant","uuid":"u3","parentUuid":"u1","sessionId":"session-1","message":{"id":"response-2","role":"assistant","content":[{"type":"tool_use","id":"call_1","name":"read_file","input":{}}]}}',
      '{"type":"user","uuid":"u4","parentUuid":"u3","sessionId":"session-1","message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"call_1","content":{"callId":"call_1","responseParts":{}}}]},"toolUseResult":{"toolName":"read_file","status":"success"}}',
    ].join('\n'),
  },
  detect,
  read,
})

function detect(document: Document): Detection | undefined {
  return evidence(firstRecords(document), isOwn, 'are lines of Claude Code with `toolName`, `responseParts` or ids of iFlow')
}

function isOwn(line: Cursor): boolean {
  if (!isBlockLine(line)) return false
  if (line.at('toolUseResult', 'toolName').string !== null) return true
  if (/^response-\d{10,}/.test(line.at('message', 'id').text ?? '')) return true
  return line.at('message', 'content', 0, 'content', 'responseParts').isThere
}

function read(document: Document, transcript: Transcript): void {
  addLines(openChains(document, transcript, wordFor), transcript, 'unique')
}
