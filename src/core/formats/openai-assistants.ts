import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { AssistantThread } from './openai-assistants/thread.ts'
import { findBodies, findBody } from './shared/exchanges.ts'
import type { Transcript } from './transcript.ts'

/** Threads of the Assistants API: messages, runs and their steps. */
export const openaiAssistants: TranscriptFormat = defineTranscript({
  id: 'openai-assistants',
  title: 'OpenAI Assistants',
  source: 'https://platform.openai.com/docs/api-reference/runs (checked 2026-09)',
  target: 'openai-chat',
  notes: {
    reads: [
      'messages, runs and run steps, in lists, in a stream of events, or one a line; put in order by time',
      'calls of steps with the output inside; calls a run waits for',
      'bodies of submitted tool outputs',
    ],
    loses: ['pieces of a stream that a whole object repeats', 'annotations', 'files of the code interpreter'],
    example:
      '{"object":"thread.run","status":"requires_action","required_action":{"type":"submit_tool_outputs","submit_tool_outputs":{"tool_calls":[{"id":"call_7","type":"function","function":{"name":"book","arguments":"{\\"day\\":\\"Fri\\"}"}}]}}}',
  },
  detect,
  read,
})

const isThreadObject = (body: Cursor): boolean => /^thread(\.|$)/.test(body.get('object').text ?? '')
const isSubmission = (body: Cursor): boolean =>
  body
    .get('tool_outputs')
    .items()
    .some((entry) => entry.get('tool_call_id').isThere)

function detect(document: Document): Detection | undefined {
  const { sample } = document
  if (!document.mentions('object', 'tool_outputs')) return undefined
  const found = findBody(sample, isThreadObject)
  if (found) return { confidence: 'certain', because: `the \`object\` is a \`${found.get('object').text ?? ''}\`` }
  return findBody(sample, isSubmission) ? { confidence: 'certain', because: '`tool_outputs` are submitted to a run' } : undefined
}

function read({ roots }: Document, transcript: Transcript): void {
  const threads = new Map<string, AssistantThread>()
  for (const body of findBodies(roots, (value) => isThreadObject(value) || isSubmission(value))) {
    const id = threadOf(body)
    let thread = threads.get(id)
    if (!thread) threads.set(id, (thread = new AssistantThread(id === '' ? null : id, body)))
    thread.add(body, transcript)
  }
  // What does not say whose it is belongs to the only thread there is.
  const loose = threads.get('')
  const [only] = [...threads.values()].filter((thread) => thread !== loose)
  if (loose && only && threads.size === 2) {
    only.take(loose)
    threads.delete('')
  }
  for (const thread of threads.values()) thread.addTo(transcript)
}

function threadOf(body: Cursor): string {
  return body.get('thread_id').text ?? (body.get('object').text === 'thread' ? body.get('id').text : null) ?? ''
}
