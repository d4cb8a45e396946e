import { get } from '../conversation/facts.ts'
import { valueAt } from '../conversation/value-at.ts'
import { defineRule } from './rule.ts'

const KEYS = ['stop_reason', 'stopReason', 'finish_reason', 'finishReason', 'status']
/** How providers and clients say that an answer was not brought to its end. */
const CUT: ReadonlySet<unknown> = new Set([
  'aborted',
  'cancelled',
  'canceled',
  'incomplete',
  'interrupted',
  'length',
  'max_tokens',
  'model_context_window_exceeded',
])

export const incompleteTurn = defineRule({
  meta: {
    id: 'incomplete-turn',
    phase: 'request',
    severity: 'info',
    what: 'A message of the assistant is marked as not finished.',
    why: 'It was stopped by a limit or by a person: its last call may be half written, and nobody has run it.',
    messages: { cut: 'This message is marked `{word}`: the model did not finish it.' },
  },
  passesPlain: true,
  checkMessage(message, value, _scope, report) {
    if (message.role !== 'assistant') return
    const given = valueAt(value, message.base)
    const key = KEYS.find((name) => CUT.has(get(given, name)))
    if (key === undefined) return
    const at = { message: message.index, steps: [...message.base, key] }
    report({ messageId: 'cut', at, data: { word: String(get(given, key)) } })
  },
})
