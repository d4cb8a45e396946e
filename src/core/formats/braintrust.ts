import type { Cursor } from '../document/cursor.ts'
import { defineTranscript } from './define-transcript.ts'
import type { TranscriptFormat } from './format.ts'
import { factsOf } from './shared/facts.ts'
import { durationBetween, timeOf } from './shared/times.ts'
import { messagesIn } from './trace/messages-in.ts'
import { readsRows } from './trace/rows.ts'
import type { Span } from './trace/span.ts'

/** Rows of a Braintrust log: spans with their input and output. */
export const braintrust: TranscriptFormat = defineTranscript({
  id: 'braintrust',
  title: 'Braintrust logs',
  source: 'https://www.braintrust.dev/docs/guides/traces (from general knowledge)',
  target: 'openai-chat',
  notes: {
    reads: ['rows of models and tools, by `root_span_id`', 'times, models, tokens, errors'],
    loses: ['scores, expected values, metadata'],
    example:
      '{"span_id":"s1","root_span_id":"s1","span_attributes":{"name":"chat","type":"llm"},"input":[{"role":"user","content":"hi"}],"output":{"role":"assistant","content":"Hello"}}',
  },
  ...readsRows(isRow, '`span_attributes` and a `root_span_id`', spanOf),
})

function isRow(at: Cursor): boolean {
  return at.get('span_attributes').isObject && (at.get('root_span_id').isThere || at.get('span_id').isThere)
}

function spanOf(at: Cursor): Span {
  const attributes = at.get('span_attributes')
  const type = attributes.get('type').string
  const metrics = at.get('metrics')
  const started = metrics.get('start').isThere ? metrics.get('start') : at.get('created')
  const isTool = type === 'tool' || type === 'function'
  return {
    at,
    kind: isTool ? 'tool' : type === 'llm' ? 'model' : 'other',
    thread: at.get('root_span_id').text,
    time: timeOf(started),
    duration: durationBetween(started, metrics.get('end')),
    asked: isTool ? [] : messagesIn(at.get('input'), 'user'),
    answered: isTool ? [] : messagesIn(at.get('output'), 'assistant'),
    facts: factsOf({ time: started, model: at.get('metadata').get('model'), usage: metrics }),
    more: () => [],
    tool: isTool
      ? {
          name: attributes.get('name'),
          id: at.get('metadata').get('tool_call_id'),
          input: at.get('input'),
          output: at.get('output').isThere ? at.get('output') : at.get('error'),
          failed: at.get('error').isThere,
          isGuess: type === 'function',
        }
      : null,
  }
}
