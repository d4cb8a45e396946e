import type { Document } from '../document/document.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { eventType, readResponsesStream } from './openai-responses-stream/read-events.ts'
import { eventsOf, firstEvents } from './shared/events.ts'

/** Events of the Responses API, as server-sent events, one a line, or as a list. */
export const openaiResponsesStream: TranscriptFormat = defineTranscript({
  id: 'openai-responses-stream',
  title: 'OpenAI Responses stream',
  source: 'https://platform.openai.com/docs/api-reference/responses-streaming (checked 2026-09)',
  target: 'openai-chat',
  notes: {
    reads: [
      'whole items where the stream says them, joined pieces where it was cut before',
      'several responses in one dump; item ids that change between the events of one item',
      'errors and failed responses',
    ],
    loses: ['which piece came when', 'reasoning'],
    example:
      '[{"type":"response.output_item.added","output_index":0,"item":{"type":"function_call","id":"fc_1","call_id":"call_1","name":"add","arguments":""}},{"type":"response.function_call_arguments.delta","output_index":0,"item_id":"fc_1","delta":"{\\"a\\":1}"}]',
  },
  detect,
  read: ({ roots }, transcript) => readResponsesStream(eventsOf(roots), transcript),
})

function detect({ sample }: Document): Detection | undefined {
  const types = firstEvents(sample).map(eventType)
  const first = types.find((type) => type?.startsWith('response.') === true)
  return first ? { confidence: 'certain', because: `events have the type \`${first}\`` } : undefined
}
