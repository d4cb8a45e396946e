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
import { addTold } from './trace/told.ts'
import type { Transcript } from './transcript.ts'

/** Runs of LangSmith: one, a list, a tree of `child_runs`, or a batch of what was posted and patched. */
export const langsmith: TranscriptFormat = defineTranscript({
  id: 'langsmith',
  title: 'LangSmith runs',
  source: 'https://github.com/langchain-ai/langsmith-sdk, python/langsmith/schemas.py (checked 2026-09)',
  target: 'openai-chat',
  notes: {
    reads: [
      'runs of models, with the messages of LangChain or an API',
      'runs of tools and what they returned',
      'examples of a data set, each by itself',
      'a run that was posted and then patched, as one',
    ],
    loses: ['feedback, events, runs of chains that only repeat messages'],
    example:
      '{"id":"r1","run_type":"llm","name":"ChatOpenAI","inputs":{"messages":[{"role":"user","content":"hi"}]},"outputs":{"choices":[{"message":{"role":"assistant","content":"Hello"}}]}}',
  },
  detect,
  read,
})

const RUN_TYPES = /^(llm|chat|chain|tool|retriever|embedding|prompt|parser)$/
const isRun = (at: Cursor): boolean =>
  RUN_TYPES.test(at.get('run_type').string ?? '') &&
  (at.get('inputs').value !== undefined || at.get('outputs').value !== undefined)

/** A line of a data set. */
const isExample = (at: Cursor): boolean => at.get('dataset_id').isThere && at.get('inputs').isObject

/** `{ post: […], patch: […] }`, a list, one run; children behind their parent. */
const runsIn: Open = (root, deeper) => {
  if (root.isList) return deeper(root.items())
  const batch = [...root.get('post').items(), ...root.get('patch').items(), ...root.get('runs').items()]
  if (batch.length > 0) return deeper(batch)
  return root.isObject ? [root, ...deeper(root.get('child_runs').items())] : []
}

function detect(document: Document): Detection | undefined {
  if (!document.mentions('run_type', 'dataset_id')) return undefined
  const rows = unfold(document.sample.slice(0, 20), runsIn)
  const runs = rows.filter(isRun)
  if (runs.length === 0 && rows.some(isExample))
    return { confidence: 'certain', because: 'examples have a `dataset_id`, `inputs` and `outputs`' }
  return runs.length > 0
    ? { confidence: 'certain', because: `${runs.length} runs have a \`run_type\` with \`inputs\` and \`outputs\`` }
    : undefined
}

function read({ roots }: Document, transcript: Transcript): void {
  const [first] = roots
  if (!first) return
  const rows = unfold(roots, runsIn)
  const runs = rows.filter((row) => isRun(row) || !isExample(row))
  for (const row of rows) if (!isRun(row) && isExample(row)) addExample(row, transcript)
  if (runs.length === 0) return
  const byId = new Map<string, Cursor[]>()
  runs.forEach((run, index) => {
    const id = run.any('id', 'run_id').text ?? `#${index}`
    const versions = byId.get(id)
    if (versions) versions.push(run)
    else byId.set(id, [run])
  })
  // In a patch by itself nothing says what kind of run it was: the post before it does.
  assemble([...byId.values()].map(spanOf), transcript, first)
}

/** What was asked, and the answer that is expected. */
function addExample(example: Cursor, transcript: Transcript): void {
  const conversation = transcript.conversation({ id: example.get('id').text, at: example })
  for (const told of messagesIn(example.get('inputs'), 'user')) addTold(conversation, told)
  for (const told of messagesIn(example.get('outputs'), 'assistant')) addTold(conversation, told)
}

function spanOf(versions: readonly Cursor[]): Span {
  const [at] = versions
  const field = (key: string): Cursor => versions.map((run) => run.get(key)).findLast(({ isThere }) => isThere) ?? at!.get(key)
  const type = field('run_type').string
  const kind = type === 'tool' ? 'tool' : type === 'llm' || type === 'chat' || type === null ? 'model' : 'other'
  const outputs = field('outputs')
  const output = outputs.any('output', 'outputs', 'result')
  const message = output.get('kwargs').isObject ? output.get('kwargs') : output
  const tool: ToolRun | null =
    kind === 'tool'
      ? {
          name: field('name'),
          id: message.get('tool_call_id').isThere
            ? message.get('tool_call_id')
            : field('inputs').any('tool_call_id', 'toolCallId'),
          input: field('inputs').any('input', 'args').isThere ? field('inputs').any('input', 'args') : field('inputs'),
          output: message.get('content').isThere
            ? message.get('content')
            : output.isThere
              ? output
              : field('error').isThere
                ? field('error')
                : outputs,
          failed: field('error').isThere || message.get('status').string === 'error',
          isGuess: false,
        }
      : null
  const started = field('start_time')
  const metadata = field('extra').get('metadata')
  return {
    at: at!,
    kind,
    thread: field('trace_id').text,
    time: timeOf(started),
    duration: durationBetween(started, field('end_time')),
    asked: kind === 'tool' ? [] : messagesIn(field('inputs'), 'user'),
    answered: kind === 'tool' ? [] : messagesIn(outputs, 'assistant'),
    facts: factsOf({ time: started, model: metadata.get('ls_model_name'), usage: outputs.any('usage', 'usage_metadata') }),
    more: () => [],
    tool,
  }
}
