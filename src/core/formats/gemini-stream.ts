import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { isResponse } from './gemini/bodies.ts'
import { chunksOf, readGeminiStream, type RecordedReply } from './gemini-stream/read-chunks.ts'
import { firstEvents, eventsOf } from './shared/events.ts'

/** Chunks of `streamGenerateContent`, and recordings of whole conversations with them. */
export const geminiStream: TranscriptFormat = defineTranscript({
  id: 'gemini-stream',
  title: 'Gemini stream',
  source: 'https://ai.google.dev/api/generate-content#method:-models.streamgeneratecontent (checked 2026-09)',
  target: 'openai-chat',
  notes: {
    reads: [
      'chunks as a list, one a line, or as server-sent events; `{ method, response }` recordings of the Gemini CLI',
      'arguments that come as `partialArgs`, also where the piece that ends them is missing',
    ],
    loses: ['which piece came when', 'thoughts and their signatures'],
    example:
      '[{"candidates":[{"content":{"role":"model","parts":[{"text":"I "}]}}]},{"candidates":[{"content":{"role":"model","parts":[{"functionCall":{"name":"roll","args":{"sides":6}}}]},"finishReason":"STOP"}]}]',
  },
  detect,
  read: ({ roots }, transcript) => readGeminiStream(eventsOf(roots), transcript),
})

function detect({ sample }: Document): Detection | undefined {
  const events = firstEvents(sample)
  const replies = events.map(chunksOf).filter((reply) => reply !== null)
  if (replies.length * 2 < events.length || replies.length === 0) return undefined
  if (replies.some(isStreamed)) return { confidence: 'certain', because: 'recorded replies are lists of chunks' }
  const chunks = replies.flatMap((reply) => reply.chunks)
  if (chunks.some(hasPieces)) return { confidence: 'certain', because: 'arguments come in `partialArgs`' }
  const open = chunks.slice(0, -1).filter((chunk) => isResponse(chunk) && !isFinished(chunk)).length
  return chunks.length > 1 && open > 0
    ? { confidence: 'certain', because: `${open} responses have no \`finishReason\`: they are chunks` }
    : undefined
}

const isStreamed = ({ isRecorded, chunks }: RecordedReply): boolean => isRecorded && chunks.length > 0

function isFinished(chunk: Cursor): boolean {
  return chunk
    .get('candidates')
    .items()
    .some((candidate) => candidate.any('finishReason', 'finish_reason').isThere)
}

function hasPieces(chunk: Cursor): boolean {
  const parts = chunk.at('candidates', 0, 'content', 'parts').items()
  return parts.some((part) => part.any('functionCall', 'function_call').any('partialArgs', 'willContinue').isThere)
}
