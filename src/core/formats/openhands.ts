import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { isCompletion, readCompletions } from './openhands/completions.ts'
import { addEvents, isEvent } from './openhands/events.ts'
import { addSdkEvents, isSdkEvent } from './openhands/sdk-events.ts'
import { evidence } from './shared/evidence.ts'
import { firstRecords, recordsOf } from './shared/records-of.ts'
import type { Transcript } from './transcript.ts'

/** Trajectories of OpenHands: events of both generations, outputs of benchmarks, logs of completions. */
export const openhands: TranscriptFormat = defineTranscript({
  id: 'openhands',
  title: 'OpenHands trajectory',
  source: 'formats.md §6 C6 (checked 2026-09)',
  target: 'openai-chat',
  notes: {
    reads: [
      'events of version 0 (`action`, `observation`, `cause`) and of the SDK (`ActionEvent`, `ObservationEvent`)',
      'outputs of benchmarks, one trajectory a line; logs of completions, each history once',
      'arguments as the model wrote them, times, durations, models, tokens, exit codes; `finish` needs no answer',
    ],
    loses: ['changes of state, memories and condensations; they are counted'],
    example:
      '[{"id":7,"source":"agent","timestamp":"2026-01-01T10:00:00","action":"run","args":{"command":"ls"},"tool_call_metadata":{"function_name":"execute_bash","tool_call_id":"toolu_1"}},{"id":8,"source":"agent","timestamp":"2026-01-01T10:00:01","cause":7,"observation":"run","content":"a.txt","extras":{"exit_code":0},"tool_call_metadata":{"tool_call_id":"toolu_1"}}]',
  },
  detect,
  read,
})

function detect(document: Document): Detection | undefined {
  const records = firstRecords(document)
  const events = records.flatMap((record) => eventsIn(record).slice(0, 40))
  const isOwn = (record: Cursor): boolean => isEvent(record) || isSdkEvent(record)
  return (
    evidence(flat(events), isOwn, 'are actions and observations of a trajectory') ??
    evidence(flat(records), isOwn, 'are actions and observations') ??
    evidence(records, (record) => record.get('fncall_messages').isList, 'are requests with `fncall_messages`') ??
    evidence(records, isCompletion, 'are requests with their `response`, as OpenHands logs them', 'likely')
  )
}

/** Older outputs keep pairs of an action and its observation. */
const flat = (events: readonly Cursor[]): Cursor[] => events.flatMap((event) => (event.isList ? event.items() : [event]))

function eventsIn(record: Cursor): Cursor[] {
  return record.any('history', 'events', 'trajectory', 'items', 'results').items()
}

function read(document: Document, transcript: Transcript): void {
  const records = recordsOf(document)
  const completions = records.filter(isCompletion)
  if (completions.length > 0) return readCompletions(completions, transcript)
  const loose: Cursor[] = []
  for (const record of records) {
    const events = eventsIn(record)
    if (events.length > 0)
      addTrajectory(record, record.any('instance_id', 'id', 'conversation_id').text, flat(events), transcript)
    else loose.push(record)
  }
  const [first] = loose
  if (first) addTrajectory(first, null, flat(loose), transcript)
}

function addTrajectory(at: Cursor, id: string | null, events: readonly Cursor[], transcript: Transcript): void {
  const conversation = transcript.conversation({ at, id, kind: 'rows' })
  if (events.some(isSdkEvent) && !events.some(isEvent)) addSdkEvents(conversation, events, transcript)
  else addEvents(conversation, events, transcript)
}
