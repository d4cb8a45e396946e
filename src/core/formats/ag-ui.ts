import type { Document } from '../document/document.ts'
import { isAgUiEvent, isRunInput, readAgUi } from './ag-ui/read-events.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { eventsOf, firstEvents } from './shared/events.ts'

/** Events of the Agent-User Interaction protocol (CopilotKit and others), and what a run is started with. */
export const agUi: TranscriptFormat = defineTranscript({
  id: 'ag-ui',
  title: 'AG-UI events',
  source: 'https://docs.ag-ui.com/concepts/events (checked 2026-09)',
  target: 'openai-chat',
  notes: {
    reads: [
      'texts and calls joined from their pieces by `messageId` and `toolCallId`, with their results',
      'snapshots of all messages, and the input of a run; what was told before is not told again',
    ],
    loses: ['state snapshots and deltas, steps, custom events'],
    example:
      '[{"type":"TOOL_CALL_START","toolCallId":"c1","toolCallName":"add"},{"type":"TOOL_CALL_ARGS","toolCallId":"c1","delta":"{\\"a\\":1}"},{"type":"TOOL_CALL_END","toolCallId":"c1"},{"type":"TOOL_CALL_RESULT","toolCallId":"c1","messageId":"m2","content":"2"}]',
  },
  detect,
  read: ({ roots }, transcript) => readAgUi(eventsOf(roots), transcript),
})

function detect({ sample }: Document): Detection | undefined {
  const events = firstEvents(sample)
  const event = events.find(isAgUiEvent)
  if (event) return { confidence: 'certain', because: `events have the type \`${event.get('type').text ?? ''}\`` }
  return events.some(isRunInput)
    ? { confidence: 'certain', because: 'the input of a run has `threadId`, `runId` and `messages`' }
    : undefined
}
