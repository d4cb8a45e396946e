import { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { evidence } from './shared/evidence.ts'
import { factsOf } from './shared/facts.ts'
import { firstRecords, recordsOf } from './shared/records-of.ts'
import {
  call,
  reasoning,
  result,
  text,
  type CallDraft,
  type ConversationDraft,
  type PartDraft,
  type Transcript,
} from './transcript.ts'

/** Steps of Antigravity: what the planner asks for is done by the steps behind it; there are no ids. */
export const antigravity: TranscriptFormat = defineTranscript({
  id: 'antigravity',
  title: 'Antigravity steps',
  source: 'formats.md §6 C3 (checked 2026-09)',
  target: 'openai-chat',
  notes: {
    reads: [
      'lines with a `step_index`: the steps behind a planner step answer its calls in order, what is left over the last one',
      'times, failures, steps that run',
    ],
    loses: ['steps of the system; they are counted'],
    example: [
      '{"step_index":0,"source":"MODEL","type":"PLANNER_RESPONSE","status":"DONE","tool_calls":[{"name":"list_dir","args":{"DirectoryPath":"\\"/srv\\""}}]}',
      '{"step_index":1,"source":"MODEL","type":"LIST_DIRECTORY","status":"DONE","content":"a.txt"}',
    ].join('\n'),
  },
  detect,
  read,
})

function detect(document: Document): Detection | undefined {
  const isStep = (line: Cursor): boolean => line.any('step_index', 'stepIndex').isThere && line.get('type').string !== null
  return evidence(firstRecords(document), isStep, 'have a `step_index` and a type')
}

/** A planner step, and the steps that do what it asked for. */
interface Turn {
  readonly planner: Cursor
  readonly done: Cursor[]
}

function read(document: Document, transcript: Transcript): void {
  const [first, ...others] = recordsOf(document)
  if (!first) return
  const conversation = transcript.conversation({ at: first, kind: 'rows' })
  let turn: Turn | null = null
  const flush = (): void => {
    if (turn) addTurn(conversation, turn)
    turn = null
  }
  for (const step of [first, ...others]) {
    const type = step.get('type').text ?? ''
    if (type === 'PLANNER_RESPONSE') {
      flush()
      turn = { planner: step, done: [] }
    } else if (type === 'USER_INPUT') {
      flush()
      conversation.add(step, 'user', [text(step.get('content'))], factsAt(step))
    } else if (step.get('source').text === 'SYSTEM' || !step.get('content').isThere)
      transcript.leaveOut(`steps of type ${type || 'unknown'}`)
    else if (hasCalls(turn)) turn.done.push(step)
    else conversation.add(step, 'assistant', [text(step.get('content'))], factsAt(step))
  }
  flush()
}

const hasCalls = (turn: Turn | null): turn is Turn => turn !== null && turn.planner.get('tool_calls').items().length > 0

const factsAt = (step: Cursor) => factsOf({ time: step.any('created_at', 'createdAt') })

function addTurn(conversation: ConversationDraft, { planner, done }: Turn): void {
  const calls = planner
    .get('tool_calls')
    .items()
    .map(
      (at, i): CallDraft =>
        call({
          at,
          id: at.get('id'),
          name: at.get('name'),
          input: at.any('args', 'arguments'),
          pending: isRunning(done[i]) ? 'running' : undefined,
        }),
    )
  const thinking = planner.get('thinking')
  const said = planner.get('content')
  const before: PartDraft[] = [...(thinking.string ? [reasoning(thinking)] : []), ...(said.string ? [text(said)] : [])]
  conversation.add(planner, 'assistant', [...before, ...calls], factsAt(planner))
  calls.forEach((asked, i) => {
    const steps = i === calls.length - 1 ? done.slice(i) : done.slice(i, i + 1)
    const [first] = steps
    if (first) conversation.add(first, 'tool', [readDone(first, steps, asked)], factsAt(first))
  })
}

const isRunning = (step: Cursor | undefined): boolean => /RUNNING|PENDING|WAITING/.test(step?.get('status').text ?? '')

/** One call can take several steps; what they gave is one result. */
function readDone(first: Cursor, steps: readonly Cursor[], answers: CallDraft): PartDraft {
  const contents = steps.map((step) => step.get('content'))
  const whole = Cursor.made(contents.map((content) => content.string ?? '').join('\n'), contents)
  const failed = steps.some((step) => /ERROR|FAILED|CANCEL/.test(step.get('status').text ?? ''))
  return result({ at: first, content: contents.length === 1 ? first.get('content') : whole, failed, answers })
}
