import type { Document } from '../document/document.ts'
import { isChunk, readChunks } from './chat-stream/read-chunks.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { eventsOf, firstEvents } from './shared/events.ts'

/** Chunks of Chat Completions as they came over the wire; calls exist only when their pieces are joined. */
export const openaiChatStream: TranscriptFormat = defineTranscript({
  id: 'openai-chat-stream',
  title: 'OpenAI Chat Completions stream',
  source: 'https://platform.openai.com/docs/api-reference/chat-streaming (checked 2026-09)',
  target: 'openai-chat',
  notes: {
    reads: [
      'chunks one a line, as server-sent events, or as a list; several responses in one dump',
      'pieces of calls joined by choice and index; servers without an index, with an id in each piece, or with whole calls',
      'legacy `function_call` pieces, reasoning, several choices',
    ],
    loses: ['which piece came when', 'log probabilities'],
    example:
      '[{"object":"chat.completion.chunk","id":"c","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"call_1","function":{"name":"add","arguments":""}}]}}]},{"object":"chat.completion.chunk","id":"c","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\\"a\\":1}"}}]}}]}]',
  },
  detect,
  read: ({ roots }, transcript) => readChunks(eventsOf(roots), transcript),
})

function detect({ sample }: Document): Detection | undefined {
  const chunks = firstEvents(sample).filter(({ value }) => isChunk(value)).length
  return chunks > 0 ? { confidence: 'certain', because: `${chunks} of the first events are chunks with a \`delta\`` } : undefined
}
