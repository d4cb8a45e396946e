import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { findBodies, findBody } from './shared/exchanges.ts'
import { factsOf } from './shared/facts.ts'
import {
  call,
  media,
  reasoning,
  result,
  text,
  unknown,
  type CallDraft,
  type ConversationDraft,
  type PartDraft,
  type Transcript,
} from './transcript.ts'

/** Trajectories in the Agent Trajectory Interchange Format (Harbor, Terminal-Bench). */
export const atif: TranscriptFormat = defineTranscript({
  id: 'atif',
  title: 'ATIF trajectory',
  source: 'https://www.harborframework.com/docs/agents/trajectory-format (checked 2026-09)',
  target: 'openai-chat',
  notes: {
    reads: [
      'steps with their calls and what was observed; results that name no call are taken in order',
      'trajectories of sub-agents inside the one that started them',
      'times, models and tokens of steps',
    ],
    loses: ['costs and token ids', 'trajectories in other files'],
    example:
      '{"schema_version":"ATIF-v1.2","session_id":"s1","agent":{"name":"a","version":"1"},"steps":[{"step_id":1,"source":"agent","message":"Look.","tool_calls":[{"tool_call_id":"c1","function_name":"ls","arguments":{}}],"observation":{"results":[{"source_call_id":"c1","content":"a.txt"}]}}]}',
  },
  detect,
  read,
})

const isTrajectory = (body: Cursor): boolean => /^ATIF/i.test(body.get('schema_version').string ?? '') && body.get('steps').isList

function detect(document: Document): Detection | undefined {
  const { sample } = document
  if (!document.mentions('schema_version')) return undefined
  const found = findBody(sample, isTrajectory)
  return found
    ? { confidence: 'certain', because: `the \`schema_version\` is ${found.get('schema_version').text ?? ''}` }
    : undefined
}

function read({ roots }: Document, transcript: Transcript): void {
  for (const body of findBodies(roots, isTrajectory)) readTrajectory(body, transcript, undefined, 0)
}

function readTrajectory(body: Cursor, transcript: Transcript, parent: number | undefined, depth: number): void {
  const title = body.at('agent', 'name').text
  const id = body.any('session_id', 'trajectory_id').text
  const conversation = transcript.conversation({ at: body, id, ...(title === null ? {} : { title }), parent })
  const model = body.at('agent', 'model_name')
  for (const step of body.get('steps').items()) addStep(step, model, conversation)
  if (depth > 8) return
  for (const inner of body.get('subagent_trajectories').items()) readTrajectory(inner, transcript, conversation.index, depth + 1)
}

const ROLES = { user: 'user', system: 'system', agent: 'assistant' } as const

function addStep(step: Cursor, model: Cursor, conversation: ConversationDraft): void {
  const source = step.get('source').text ?? 'agent'
  const role = source in ROLES ? ROLES[source as keyof typeof ROLES] : 'assistant'
  const own = step.get('model_name').isThere ? step.get('model_name') : model
  const facts = factsOf({
    time: step.get('timestamp'),
    usage: step.get('metrics'),
    ...(role === 'assistant' ? { model: own } : {}),
  })
  const thought = step.get('reasoning_content')
  const calls = step
    .get('tool_calls')
    .items()
    .map((entry) => {
      return call({ at: entry, id: entry.get('tool_call_id'), name: entry.get('function_name'), input: entry.get('arguments') })
    })
  const parts = [...(thought.string ? [reasoning(thought)] : []), ...contentParts(step.get('message')), ...calls]
  conversation.add(step, role, parts, facts)
  const observed = step.at('observation', 'results').items()
  if (observed.length > 0) conversation.add(step.get('observation'), 'tool', readObserved(observed, calls))
}

/** A result names its call, or is the next one's; where nothing was called, the environment spoke by itself. */
function readObserved(observed: readonly Cursor[], calls: readonly CallDraft[]): PartDraft[] {
  const byId = new Map(calls.flatMap((made) => (made.id?.text ? [[made.id.text, made] as const] : [])))
  const named = new Set(observed.flatMap((entry) => entry.get('source_call_id').text ?? []))
  const open = calls.filter((made) => !named.has(made.id?.text ?? ''))
  return observed.flatMap((entry): PartDraft[] => {
    const id = entry.get('source_call_id')
    const content = entry.get('content')
    const answers = id.text === null ? open.shift() : byId.get(id.text)
    if (id.text === null && !answers) return contentParts(content)
    return [result({ at: entry, id, content, ...(answers ? { answers } : {}) })]
  })
}

function contentParts(content: Cursor): PartDraft[] {
  if (content.string !== null) return content.string === '' ? [] : [text(content)]
  return content.items().map((part) => {
    const type = part.get('type').text ?? ''
    if (part.get('text').string !== null) return text(part.get('text'))
    return type === 'image' ? media(part, type) : unknown(part, type || 'empty')
  })
}
