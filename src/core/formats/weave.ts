import type { Cursor } from '../document/cursor.ts'
import { defineTranscript } from './define-transcript.ts'
import type { TranscriptFormat } from './format.ts'
import { factsOf } from './shared/facts.ts'
import { durationBetween, timeOf } from './shared/times.ts'
import { messagesIn } from './trace/messages-in.ts'
import { readsRows } from './trace/rows.ts'
import type { Span } from './trace/span.ts'

/** Calls that W&B Weave recorded: of models, of tools, and of whatever was decorated. */
export const weave: TranscriptFormat = defineTranscript({
  id: 'weave',
  title: 'Weave calls',
  source: 'https://docs.wandb.ai/weave (from general knowledge)',
  target: 'openai-chat',
  notes: {
    reads: [
      'calls whose inputs and output hold messages, by `trace_id`',
      'calls of functions that answer a tool call, by name and arguments',
      'times, tokens, exceptions',
    ],
    loses: ['attributes, feedback'],
    example:
      '{"op_name":"weave:///x/op/openai.chat:1","trace_id":"t1","inputs":{"messages":[{"role":"user","content":"hi"}]},"output":{"choices":[{"message":{"role":"assistant","content":"Hello"}}]},"started_at":"2026-01-01T10:00:00Z"}',
  },
  ...readsRows(isRow, 'an `op_name` and a `trace_id`', spanOf),
})

function isRow(at: Cursor): boolean {
  return at.get('op_name').isThere && at.get('trace_id').isThere && at.get('inputs').value !== undefined
}

/** `weave:///team/project/op/add:hash` is `add`; names of clients have dots: `openai.chat.completions.create`. */
const OP = /(?:^|\/)([^/:]+)(?::[^/:]*)?$/

function spanOf(at: Cursor): Span {
  const op = at.get('op_name')
  const plain = OP.exec(op.string ?? '')?.[1] ?? ''
  const from = (op.string ?? '').lastIndexOf(plain)
  const name = plain ? op.slice(from, from + plain.length) : op
  const isModel = /chat|completion|messages|generate|responses|invoke/i.test(name.string ?? '')
  const started = at.get('started_at')
  return {
    at,
    kind: isModel ? 'model' : 'other',
    thread: at.get('trace_id').text,
    time: timeOf(started),
    duration: durationBetween(started, at.get('ended_at')),
    asked: isModel ? messagesIn(at.get('inputs'), 'user') : [],
    answered: isModel ? messagesIn(at.get('output'), 'assistant') : [],
    facts: factsOf({ time: started, model: at.get('inputs').get('model'), usage: at.get('output').get('usage') }),
    more: () => [],
    tool: isModel
      ? null
      : {
          name,
          id: null,
          input: at.get('inputs'),
          output: at.get('output').isThere ? at.get('output') : at.get('exception'),
          failed: at.get('exception').isThere,
          isGuess: true,
        },
  }
}
