import type { Cursor } from '../document/cursor.ts'
import { defineTranscript } from './define-transcript.ts'
import type { TranscriptFormat } from './format.ts'
import { factsOf } from './shared/facts.ts'
import { durationBetween, timeOf } from './shared/times.ts'
import { messagesIn } from './trace/messages-in.ts'
import { readsRows } from './trace/rows.ts'
import type { Span } from './trace/span.ts'

/** Traces and spans of Opik. */
export const opik: TranscriptFormat = defineTranscript({
  id: 'opik',
  title: 'Opik spans',
  source: 'https://www.comet.com/docs/opik (from general knowledge)',
  target: 'openai-chat',
  notes: {
    reads: ['spans of models and tools, by `trace_id`', 'times, models, tokens, errors'],
    loses: ['feedback scores, tags'],
    example:
      '{"id":"s1","trace_id":"t1","type":"llm","input":{"messages":[{"role":"user","content":"hi"}]},"output":{"choices":[{"message":{"role":"assistant","content":"Hello"}}]}}',
  },
  ...readsRows(isRow, 'a `trace_id` and a `type` of `llm`, `tool` or `general`', spanOf),
})

function isRow(at: Cursor): boolean {
  return (
    at.get('trace_id').isThere &&
    /^(llm|tool|general|guardrail)$/.test(at.get('type').string ?? '') &&
    (at.get('input').isThere || at.get('output').isThere)
  )
}

function spanOf(at: Cursor): Span {
  const type = at.get('type').string
  const started = at.get('start_time')
  const isTool = type === 'tool'
  const isStep = type === 'general' && at.get('name').string !== null && at.get('output').isThere
  return {
    at,
    kind: isTool ? 'tool' : type === 'llm' ? 'model' : 'other',
    thread: at.get('trace_id').text,
    time: timeOf(started),
    duration: durationBetween(started, at.get('end_time')),
    asked: isTool ? [] : messagesIn(at.get('input'), 'user'),
    answered: isTool ? [] : messagesIn(at.get('output'), 'assistant'),
    facts: factsOf({ time: started, model: at.get('model'), usage: at.get('usage') }),
    more: () => messagesIn(at.get('metadata'), 'user'),
    tool:
      isTool || isStep
        ? {
            name: at.get('name'),
            id: at.get('metadata').get('tool_call_id'),
            input: at.get('input'),
            output: at.get('output').isThere ? at.get('output') : at.get('error_info'),
            failed: at.get('error_info').isThere,
            isGuess: isStep,
          }
        : null,
  }
}
