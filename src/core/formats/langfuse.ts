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
    at.any('traceId', 'trace_id', 'parentObservationId').value !== undefined)

const observationsOf = (root: Cursor): Cursor[] => unfold([root], openTrace)

const openTrace: Open = (root, deeper) => {
  const list = root.get('observations').isList
    ? root.get('observations')
    : root.at('trace', 'observations').isList
      ? root.at('trace', 'observations')
      : root
  return list.isList ? list.items().flatMap((item) => (item.get('observations').isList ? deeper([item]) : [item])) : [list]
}

function detect(document: Document): Detection | undefined {
  if (!document.mentions('observations', 'startTime', 'start_time', 'traceId', 'trace_id', 'parentObservationId'))
    return undefined
  const { sample } = document
  for (const root of sample.slice(0, 10)) {
    if (root.get('observations').isList && (root.get('trace').isObject || observationsOf(root).some(isObservation)))
      return { confidence: 'certain', because: 'a `trace` with `observations`' }
    if (
      root.get('observations').isList &&
      root.get('id').isThere &&
      root
        .get('observations')
        .items()
        .every((one) => TYPES.test(one.get('type').string ?? ''))
    )
      return { confidence: 'certain', because: 'a trace with `observations`' }
    const own = observationsOf(root).slice(0, 20).filter(isObservation)
    if (own.length > 0)
      return { confidence: 'certain', because: `observations of type \`${own[0]?.get('type').text}\` with a start time` }
  }
  return undefined
}

function read({ roots }: Document, transcript: Transcript): void {
  const [first] = roots
  if (!first) return
  const traces =
    roots.length > 1 && roots.every((root) => root.get('observations').isList) ? roots.map((root) => [root]) : [roots]
  for (const trace of traces) {
    const spans = trace
      .flatMap(observationsOf)
      .filter(({ isObject }) => isObject)
      .map(spanOf)
    assemble(spans, transcript, trace[0]!)
    const silent = spans.filter(({ asked, answered, tool }) => asked.length + answered.length === 0 && !tool).length
    if (silent > 0) transcript.leaveOut('observations without messages', silent)
  }
}

function spanOf(at: Cursor): Span {
  const type = at.get('type').string?.toUpperCase() ?? ''
  const kind = type === 'GENERATION' ? 'model' : type === 'TOOL' ? 'tool' : 'other'
  const started = at.any('startTime', 'start_time')
  const time = timeOf(started)
  const name = toolName(at.get('name'))
  const isTool = kind === 'tool' || (kind === 'other' && name.string !== null && at.get('output').isThere)
  const tool: ToolRun | null = isTool
    ? {
        name,
        id: at.get('metadata').json().any('tool_call_id', 'toolCallId', 'gen_ai.tool.call.id'),
        input: at.get('input'),
        output: at.get('output'),
        failed: at.get('level').string === 'ERROR',
        isGuess: kind === 'other',
      }
    : null
  return {
    at,
    kind: isTool && kind === 'other' ? 'other' : kind,
    thread: null,
    time,
    duration: durationBetween(started, at.any('endTime', 'end_time')),
    asked: kind === 'tool' ? [] : messagesIn(at.get('input'), 'user'),
    answered: kind === 'tool' ? [] : messagesIn(at.get('output'), 'assistant'),
    facts: factsOf({ time: started, model: at.any('model', 'providedModelName'), usage: usageOf(at) }),
    more: () => messagesIn(at.get('metadata'), 'user'),
    tool,
  }
}

/** Frameworks put words before the name: `running tool: add`, `execute_tool add`. */
function toolName(name: Cursor): Cursor {
  const prefix = /^(?:running tool:|execute_tool|tool:|tool\.)\s*/i.exec(name.string ?? '')?.[0] ?? ''
  return prefix === '' ? name : name.slice(prefix.length, name.string!.length)
}

function usageOf(at: Cursor): Cursor {
  const details = at.any('usageDetails', 'usage')
  return details.isObject
    ? details.as({
        input_tokens: details.get('input').value ?? details.get('promptTokens').value,
        output_tokens: details.get('output').value ?? details.get('completionTokens').value,
      })
    : details
}
