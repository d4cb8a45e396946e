import type { Document } from '../document/document.ts'
import { isAnthropicEvent, readAnthropicStream } from './anthropic-stream/read-events.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { eventsOf, firstEvents } from './shared/events.ts'

/** Events of the Anthropic Messages API, as server-sent events, one a line, or as a list. */
export const anthropicStream: TranscriptFormat = defineTranscript({
  id: 'anthropic-stream',
  title: 'Anthropic Messages stream',
  source: 'https://docs.claude.com/en/docs/build-with-claude/streaming (checked 2026-09)',
  target: 'anthropic',
  notes: {
    reads: [
      'blocks joined from their pieces; inputs from `input_json_delta`',
      'tools that Anthropic runs, with their results',
      'several messages in one dump, also where one begins inside another',
    ],
    loses: ['which piece came when', 'thinking and its signature', 'citations'],
    example:
      '[{"type":"message_start","message":{"id":"msg_1","role":"assistant","content":[]}},{"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"toolu_1","name":"lights","input":{}}},{"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"{}"}}]',
  },
  detect,
  read: ({ roots }, transcript) => readAnthropicStream(eventsOf(roots), transcript),
})

function detect({ sample }: Document): Detection | undefined {
  const event = firstEvents(sample).find(isAnthropicEvent)
  return event ? { confidence: 'certain', because: `events have the type \`${event.get('type').text ?? ''}\`` } : undefined
}
