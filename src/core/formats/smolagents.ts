import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { durationBetween, timeOf } from './shared/times.ts'
import { call, result, text, type Transcript } from './transcript.ts'

/** Memory of a smolagents run: one observation answers all calls of a step. */
export const smolagents: TranscriptFormat = defineTranscript({
  id: 'smolagents',
  title: 'smolagents memory',
  source: 'https://github.com/huggingface/smolagents, src/smolagents/memory.py (from general knowledge)',
  target: 'openai-chat',
  notes: {
    reads: ['steps with their calls, the one observation of a step, its error, times and tokens'],
    loses: ['the messages a step was asked with, which repeat the steps before'],
    example:
      '[{"task":"Add"},{"step_number":1,"tool_calls":[{"id":"call_1","type":"function","function":{"name":"add","arguments":{"a":1}}}],"observations":"2"}]',
  },
  detect,
  read,
})

const isStep = (at: Cursor): boolean =>
  at.get('step_number').isThere &&
  ['tool_calls', 'observations', 'model_output', 'error'].some((key) => at.get(key).value !== undefined)

const stepsOf = (root: Cursor): Cursor[] =>
  root.isList
    ? root.items()
    : root.any('steps', 'memory').isList
      ? root.any('steps', 'memory').items()
      : root.at('memory', 'steps').isList
        ? root.at('memory', 'steps').items()
        : [root]

function detect({ sample }: Document): Detection | undefined {
  const steps = sample.slice(0, 30).flatMap(stepsOf).filter(isStep)
  return steps.length > 0
    ? { confidence: 'certain', because: `${steps.length} steps have a \`step_number\` and \`observations\`` }
    : undefined
}

function read({ roots }: Document, transcript: Transcript): void {
  const [first] = roots
  if (!first) return
  const conversation = transcript.conversation({ at: first })
  for (const step of roots.flatMap(stepsOf)) {
    if (step.get('task').string) conversation.add(step, 'user', [text(step.get('task'))])
    if (step.get('system_prompt').string) conversation.add(step, 'system', [text(step.get('system_prompt'))])
    if (!isStep(step)) continue
    const timing = step.get('timing')
    const duration =
      timing.get('duration').number === null
        ? durationBetween(timing.get('start_time'), timing.get('end_time'))
        : timing.get('duration').number! * 1000
    const calls = step
      .get('tool_calls')
      .items()
      .map((entry) => {
        const details = entry.get('function').isObject ? entry.get('function') : entry
        const isFinal = details.get('name').string === 'final_answer'
        return call({
          at: entry,
          id: entry.get('id'),
          name: details.get('name'),
          input: details.get('arguments'),
          duration,
          freeform: true,
          pending: isFinal ? 'terminal' : undefined,
        })
      })
    const said = step.get('model_output').string && calls.length === 0 ? [text(step.get('model_output'))] : []
    const error = step.get('error')
    const content = step.get('observations').isThere ? step.get('observations') : error
    // One text for all calls of the step.
    const results = content.isThere ? calls.map((answers) => result({ at: step, content, failed: error.isThere, answers })) : []
    const tokens = step.get('token_usage')
    const time = timeOf(timing.get('start_time'))
    conversation.add(step, 'assistant', [...said, ...calls, ...results], {
      ...(time === undefined ? {} : { time }),
      tokens: { input: tokens.get('input_tokens').number, output: tokens.get('output_tokens').number },
    })
  }
}
