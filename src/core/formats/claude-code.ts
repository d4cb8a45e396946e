import type { MessageFacts } from '../conversation/message.ts'
import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { readAnthropicMessage } from './anthropic/read-message.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import type { Transcript } from './transcript.ts'

/** Sessions as Claude Code keeps them: one JSON object a line, messages of the Anthropic API inside. */
export const claudeCode: TranscriptFormat = defineTranscript({
  id: 'claude-code',
  title: 'Claude Code session',
  source: 'formats.md §6 C1 (checked 2026-09)',
  target: 'anthropic',
  notes: { reads: [], loses: [], example: '' },
  detect,
  read,
})

function detect({ sample }: Document): Detection | undefined {
  const own = sample.filter((line) => line.get('sessionId').text !== null && line.get('uuid').text !== null)
  if (own.length === 0) return undefined
  return { confidence: 'certain', because: `${own.length} of ${sample.length} sampled lines have \`sessionId\` and \`uuid\`` }
}

function read({ roots, container }: Document, transcript: Transcript): void {
  void container
  const conversation = transcript.conversation({ at: roots[0]! })
  for (const line of roots) {
    const message = line.get('message')
    if (!message.get('role').isThere) transcript.leaveOut(`lines of type ${line.get('type').text}`)
    else conversation.addRead(message, readAnthropicMessage(message.value, conversation.messages.length), factsOf(line))
  }
}

function factsOf(line: Cursor): MessageFacts {
  return { time: Date.parse(line.get('timestamp').text ?? '') }
}
