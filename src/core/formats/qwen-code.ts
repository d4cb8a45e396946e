import type { Message } from '../conversation/message.ts'
import type { Document } from '../document/document.ts'
import { openChains } from './claude/open-chains.ts'
import type { SessionLine } from './claude/session-line.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { readGeminiContent } from './gemini/read-content.ts'
import { evidence, hasAny } from './shared/evidence.ts'
import { factsOf } from './shared/facts.ts'
import { firstRecords } from './shared/records-of.ts'
import type { Transcript } from './transcript.ts'

/** Sessions of Qwen Code: lines like those of Claude Code around contents of Gemini. */
export const qwenCode: TranscriptFormat = defineTranscript({
  id: 'qwen-code',
  title: 'Qwen Code session',
  source: 'formats.md §6 C3 (checked 2026-09)',
  target: 'openai-chat',
  notes: {
    reads: [
      'lines with `message.parts`; calls and results by id, else by name and order',
      'branches that were given up, as conversations of their own',
      'times, models, tokens, failures',
    ],
    loses: ['system lines, telemetry and notices the product put in; they are counted'],
    example: [
      '{"uuid":"u1","parentUuid":null,"sessionId":"s1","type":"assistant","message":{"role":"model","parts":[{"functionCall":{"id":"c1","name":"read_file","args":{"path":"a.md"}}}]}}',
      '{"uuid":"u2","parentUuid":"u1","sessionId":"s1","type":"tool_result","message":{"role":"user","parts":[{"functionResponse":{"id":"c1","name":"read_file","response":{"output":"hi"}}}]}}',
    ].join('\n'),
  },
  detect,
  read,
})

function detect(document: Document): Detection | undefined {
  return evidence(
    firstRecords(document),
    (line) => line.at('message', 'parts').isList && hasAny(line, 'sessionId', 'parentUuid', 'uuid'),
    'hold `message.parts` beside a `uuid` or `sessionId`',
  )
}

function read(document: Document, transcript: Transcript): void {
  for (const { conversation, lines } of openChains(document, transcript, wordFor)) {
    for (const line of lines) {
      const content = line.at.get('message')
      const message = readGeminiContent(content.value, conversation.messages.length)
      const facts = factsOf({
        time: line.at.get('timestamp'),
        model: line.at.get('model'),
        usage: line.at.any('usageMetadata', 'usage'),
      })
      conversation.addRead(content, withStatus(message, line), facts)
    }
  }
}

/** The line says beside the content whether the tool has failed. */
function withStatus(message: Message, { at }: SessionLine): Message {
  if (!['error', 'cancelled'].includes(at.at('toolCallResult', 'status').text ?? '')) return message
  return { ...message, parts: message.parts.map((part) => (part.type === 'tool-result' ? { ...part, failed: true } : part)) }
}

function wordFor({ at, type }: SessionLine): string | null {
  if (type === 'system' || !at.get('message').isObject) return `lines of type ${type || 'system'}`
  return at.get('subtype').text === 'notification' ? 'messages the product put in' : null
}
