import type { PairedCall } from '../conversation/pairing.ts'
import type { Message } from '../conversation/message.ts'
import { defineRule } from './rule.ts'

/** Below it nobody calls a tool slow; above the other it is, whatever the rest do. Milliseconds. */
const NOT_SLOW = 60_000
const SLOW = 600_000
/** Tools that ask a person: it takes what it takes. */
const ASKS = /^(?:ask|exit.?plan|human|request.?(?:user|input)|sleep|wait)|approv|confirm|question/i
/** How many times the usual, and how many calls it takes to know what that is. */
const TIMES = 10
const FEWEST = 5

export const slowCall = defineRule({
  meta: {
    id: 'slow-call',
    phase: 'request',
    severity: 'info',
    what: 'A call took far longer than the others.',
    why: 'Times say where an agent waited: for a tool that hung, for a limit, or for a person.',
    messages: {
      slow: '`{tool}` took {time}; usual here are {usual}.',
      long: '`{tool}` took {time}.',
    },
  },
  checkConversation({ conversation: { messages }, pairing: { calls, results } }, report) {
    const timed = calls.flatMap((paired) => {
      const time = durationOf(paired, messages, (index) => results[index]?.message)
      return time === null ? [] : [{ paired, time }]
    })
    if (timed.every(({ time }) => time <= NOT_SLOW)) return
    const sorted = timed.map(({ time }) => time).sort((a, b) => a - b)
    const usual = sorted.length >= FEWEST ? sorted[Math.floor(sorted.length / 2)]! : null
    for (const { paired, time } of timed) {
      const isOut = usual !== null && time > NOT_SLOW && time >= TIMES * usual
      if (!isOut && time <= SLOW) continue
      const { message, call } = paired
      const data = { tool: call.name ?? '', time: inWords(time) }
      report({
        messageId: isOut ? 'slow' : 'long',
        at: { message, steps: call.steps },
        callId: call.callId,
        data: isOut ? { ...data, usual: inWords(usual) } : data,
      })
    }
  },
})

/**
 * As the source says it; else from the message that makes the call to the one with its result, where that holds nothing
 * else: a person who was asked first took the time, not the tool.
 */
function durationOf(
  { call, message, results, state }: PairedCall,
  messages: readonly Message[],
  messageOf: (result: number) => number | undefined,
): number | null {
  if (call.pending !== undefined || state !== 'paired' || ASKS.test(call.name ?? '')) return null
  if (call.duration !== undefined) return call.duration
  const answer = messageOf(results[0] ?? -1)
  const from = messages[message]?.facts?.time
  const to = messages[answer ?? -1]?.facts?.time
  if (answer === message || from === undefined || to === undefined || to < from) return null
  return isAlone(messages[message]!) ? to - from : null
}

function isAlone({ parts }: Message): boolean {
  const first = parts.findIndex(({ type }) => type === 'tool-call')
  return !parts.some(({ type }, i) => i > first && type === 'tool-call')
}

function inWords(milliseconds: number): string {
  const seconds = milliseconds / 1000
  if (seconds < 1) return `${Math.round(milliseconds)} ms`
  if (seconds < 100) return `${Number(seconds.toPrecision(2))} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 100 ? `${minutes} min` : `${Number((minutes / 60).toFixed(1))} h`
}
