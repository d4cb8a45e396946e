import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { factsOf } from './shared/facts.ts'
import { durationBetween, timeOf } from './shared/times.ts'
import { unfold, type Open } from './shared/unfold.ts'
import { assemble } from './trace/assemble.ts'
import { messagesIn } from './trace/messages-in.ts'
import type { Span, ToolRun } from './trace/span.ts'
import type { Transcript } from './transcript.ts'

/** Exports of Langfuse: a trace with its observations, or observations by themselves. */
export const langfuse: TranscriptFormat = defineTranscript({
  id: 'langfuse',
  title: 'Langfuse trace',
  source: 'https://github.com/langfuse/langfuse, worker/src/__tests__/chatml/framework-traces (checked 2026-09)',
  target: 'openai-chat',
  notes: {
    reads: [
      'generations, in the messages of whatever framework was traced, each message once',
      'tool observations: by id, else by name and arguments',
      'times, models, tokens, errors',
    ],
    loses: ['scores, metadata, observations without messages'],
    example:
      '{"trace":{"id":"t1"},"observations":[{"id":"o1","type":"GENERATION","output":"{\\"role\\":\\"assistant\\",\\"tool_calls\\":[{\\"id\\":\\"call_1\\",\\"function\\":{\\"name\\":\\"add\\",\\"arguments\\":\\"{}\\"}}]}"},{"id":"o2","type":"TOOL","name":"add","input":"{}","output":"3"}]}',
  },
  detect,
  read,
})

const TYPES = /^(GENERATION|SPAN|TOOL|AGENT|EVENT|CHAIN|RETRIEVER|EMBEDDING|EVALUATOR|GUARDRAIL)$/
const isObservation = (at: Cursor): boolean =>
  TYPES.test(at.get('type').string ?? '') &&
  (at.get('startTime').isThere ||
    at.get('start_time').isThere ||
    at.any('traceId', 'trace_id', 'parentObservationId', 'parent_observation_id').value !== undefined)

const observationsOf = (root: Cursor): Cursor[] => unfold([root], openTrace)

/** Pages of an API, an export of the UI, a trace with its observations, events of the ingestion, rows. */
const openTrace: Open = (root, deeper) => {
  if (root.isList) return deeper(root.items())
  // A list of traces names the ids of their observations.
  for (const list of [root.get('observations'), root.at('trace', 'observations'), root.get('data')])
    if (list.items().some(({ isObject: isRow }) => isRow)) return deeper(list.items())
  const batch = root.get('batch')
  return batch.isList ? batch.items().map((event) => event.get('body')) : [root]
}

/** A trace without its observations: what was asked and what was answered as a whole. */
const isTraceAlone = (at: Cursor): boolean =>
  at.get('timestamp').isThere &&
  (at.get('input').isThere || at.get('output').isThere) &&
  at.get('type').value === undefined &&
  OWN_KEYS.some((key) => at.get(key).value !== undefined) &&
  TRACE_KEYS.filter((key) => at.get(key).value !== undefined).length >= 2
const OWN_KEYS = ['projectId', 'bookmarked', 'htmlPath', 'release']
const TRACE_KEYS = ['sessionId', 'userId', 'version', 'public', 'tags', 'latency', 'environment']

function detect(document: Document): Detection | undefined {
  if (!document.mentions('observations', 'startTime', 'start_time', 'traceId', 'trace_id', 'parentObservationId', ...OWN_KEYS))
    return undefined
  const { sample } = document
  for (const root of sample.slice(0, 10)) {
    const observations = observationsOf(root).slice(0, 40)
    const own = observations.find(isObservation)
    const isTrace = root.get('observations').isList || root.at('trace', 'observations').isList
    if (isTrace && (root.get('trace').isObject || own || observations.every((one) => TYPES.test(one.get('type').string ?? ''))))
      return { confidence: 'certain', because: 'a `trace` with `observations`' }
    if (own) return { confidence: 'certain', because: `observations of type \`${own.get('type').text}\` with a start time` }
    if (observations.some(isTraceAlone))
      return { confidence: 'certain', because: 'traces with a `timestamp`, an `input` and an `output`' }
  }
  return undefined
}

function read({ roots }: Document, transcript: Transcript): void {
  const [first] = roots
  if (!first) return
  const rows = roots.flatMap(observationsOf).filter(({ isObject }) => isObject)
  // In the ingestion an update by itself says what came later.
  const byId = new Map<string, Cursor[]>()
  rows.forEach((row, index) => {
    const id = row.get('id').text ?? `#${index}`
    const own = byId.get(id)
    if (own) own.push(row)
    else byId.set(id, [row])
  })
  const spans = [...byId.values()].map(spanOf)
  assemble(spans, transcript, first, 'observations without messages')
}

/** The observation as it was created, and its updates. */
function spanOf(versions: readonly Cursor[]): Span {
  const at = versions[0]!
  const field = (...keys: readonly string[]): Cursor =>
    (versions.findLast((version) => version.any(...keys).isThere) ?? at).any(...keys)
  const type = field('type').string?.toUpperCase() ?? ''
  const kind = type === 'GENERATION' ? 'model' : type === 'TOOL' ? 'tool' : 'other'
  const started = field('startTime', 'start_time', 'timestamp')
  const time = timeOf(started)
  const name = toolName(field('name'))
  const isTool = kind === 'tool' || (kind === 'other' && name.string !== null && field('output').isThere)
  const tool: ToolRun | null = isTool
    ? {
        name,
        id: field('metadata').json().any('tool_call_id', 'toolCallId', 'gen_ai.tool.call.id'),
        input: field('input'),
        output: field('output').isThere ? field('output') : field('statusMessage', 'status_message'),
        failed: field('level').string === 'ERROR',
        isGuess: kind === 'other',
      }
    : null
  return {
    at,
    kind: isTool && kind === 'other' ? 'other' : kind,
    thread: field('traceId', 'trace_id').text ?? (isTraceAlone(at) ? field('id').text : null),
    time,
    duration: durationBetween(started, field('endTime', 'end_time')),
    asked: kind === 'tool' ? [] : messagesIn(field('input'), 'user'),
    answered: kind === 'tool' ? [] : messagesIn(field('output'), 'assistant'),
    facts: factsOf({ time: started, model: field('model', 'providedModelName'), usage: usageOf(field('usageDetails', 'usage')) }),
    more: () => messagesIn(field('metadata'), 'user'),
    tool,
  }
}

/** Frameworks put words before the name: `running tool: add`, `execute_tool add`. */
function toolName(name: Cursor): Cursor {
  const prefix = /^(?:running tool:|execute_tool|tool:|tool\.)\s*/i.exec(name.string ?? '')?.[0] ?? ''
  return prefix === '' ? name : name.slice(prefix.length, name.string!.length)
}

function usageOf(details: Cursor): Cursor {
  return details.isObject
    ? details.as({
        input_tokens: details.get('input').value ?? details.get('promptTokens').value,
        output_tokens: details.get('output').value ?? details.get('completionTokens').value,
      })
    : details
}
