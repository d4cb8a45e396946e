import type { Cursor } from '../../document/cursor.ts'
import { isResponse } from '../gemini/bodies.ts'
import { readGeminiContent } from '../gemini/read-content.ts'
import { factsOf } from '../shared/facts.ts'
import { addLoggedRequest } from '../shared/logged-request.ts'
import type { ConversationDraft, Transcript } from '../transcript.ts'
import { StreamedContent } from './streamed-content.ts'

/** One event: a chunk, a chunk in a `response`, or a recorded reply with all its chunks. */
export interface RecordedReply {
  readonly chunks: readonly Cursor[]
  /** It is a reply by itself: the next event begins another one. */
  readonly isRecorded: boolean
}

/** `null`: no chunk of Gemini. */
export function chunksOf(event: Cursor): RecordedReply | null {
  if (isResponse(event)) return { chunks: [event], isRecorded: false }
  const response = event.get('response')
  if (response.isList && response.items().some(isResponse)) return { chunks: response.items(), isRecorded: true }
  if (isResponse(response)) return { chunks: [response], isRecorded: event.get('method').isThere }
  return null
}

const REQUEST = { list: 'contents', system: ['systemInstruction', 'system_instruction'], readMessage: readGeminiContent }

/** Replies one after another are one conversation; what ran between them was not recorded, or stands in the next request. */
export function readGeminiStream(events: readonly Cursor[], transcript: Transcript): void {
  const [first] = events
  if (!first) return
  let conversation = addLoggedRequest(first, REQUEST, transcript) ?? transcript.conversation({ at: first, kind: 'response' })
  let reply = new ChunkedReply()
  const finish = (): void => {
    reply.addTo(conversation)
    reply = new ChunkedReply()
  }
  for (const event of events) {
    const found = chunksOf(event)
    if (!found) {
      if (event === first && conversation.messages.length > 0) continue
      const request = addLoggedRequest(event, REQUEST, transcript)
      if (request) {
        finish()
        conversation = request
        continue
      }
      transcript.leaveOut('events that are not part of a reply')
      continue
    }
    for (const chunk of found.chunks) {
      if (reply.isOver(chunk)) finish()
      reply.add(chunk)
    }
    if (found.isRecorded) finish()
  }
  finish()
}

class ChunkedReply {
  readonly #candidates = new Map<string, StreamedContent>()
  #last: Cursor | null = null
  #hasEnded = false

  /** Ended, or of another response. What comes behind the end without a word of its own is usage. */
  isOver(chunk: Cursor): boolean {
    const id = chunk.get('responseId').text
    const own = this.#last?.get('responseId').text ?? null
    if (id !== null && own !== null) return id !== own
    return this.#hasEnded && chunk.at('candidates', 0, 'content', 'parts').isList
  }

  add(chunk: Cursor): void {
    this.#last = chunk
    for (const candidate of chunk.get('candidates').items()) {
      const index = candidate.get('index').text ?? '0'
      let content = this.#candidates.get(index)
      if (!content) this.#candidates.set(index, (content = new StreamedContent()))
      for (const part of candidate.at('content', 'parts').items()) content.add(part)
      if (candidate.any('finishReason', 'finish_reason').isThere) this.#hasEnded = true
    }
  }

  addTo(conversation: ConversationDraft): void {
    const last = this.#last
    const facts =
      last &&
      factsOf({
        time: last.any('createTime', 'create_time'),
        model: last.any('modelVersion', 'model_version'),
        usage: last.any('usageMetadata', 'usage_metadata'),
      })
    for (const content of this.#candidates.values()) content.addTo(conversation, facts ?? undefined)
  }
}
