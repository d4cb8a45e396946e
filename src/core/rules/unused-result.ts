import type { Place } from '../conversation/edit.ts'
import type { Message } from '../conversation/message.ts'
import { defineRule, type Finding } from './rule.ts'

export const unusedResult = defineRule({
  meta: {
    id: 'unused-result',
    phase: 'request',
    severity: 'info',
    what: 'No later answer uses a result.',
    why: 'The user spoke before the assistant said anything about it: the tool ran for nothing, or an answer is missing.',
    messages: {
      unused: 'The user goes on before the assistant has used this result.',
      several: 'The user goes on before the assistant has used this result and {n} more.',
    },
  },
  checkConversation({ conversation: { messages }, pairing }, report) {
    const next = nextSpeakers(messages)
    let last: { finding: Finding<'unused' | 'several'>; related: Place[] } | null = null
    let from = -1
    const tell = (): void => {
      if (!last) return
      const n = last.related.length
      report(n === 0 ? last.finding : { ...last.finding, messageId: 'several', data: { n }, related: last.related.slice(0, 20) })
    }
    for (const { message, result, duplicate } of pairing.results) {
      // What the provider ran itself stands in the answer that uses it; nobody can use what stands in for a result.
      if (next[message] !== 'user' || result.style === 'stored-record' || result.style === 'hosted') continue
      if (result.synthetic || duplicate || messages[message]?.role === 'assistant') continue
      const at = { message, steps: result.steps }
      // Side by side they are unused for one reason.
      if (last && message - from <= 1) last.related.push(at)
      else {
        tell()
        last = { finding: { messageId: 'unused', at, callId: result.callId }, related: [] }
      }
      from = message
    }
    tell()
  },
})

/** For each message who speaks next, the assistant or the user. */
function nextSpeakers(messages: readonly Message[]): readonly string[] {
  const next: string[] = []
  let speaker = ''
  for (let i = messages.length - 1; i >= 0; i--) {
    next[i] = speaker
    const { role, parts } = messages[i]!
    if (role === 'assistant') speaker = 'assistant'
    else if (role === 'user' && !parts.some(({ type }) => type === 'tool-result')) speaker = 'user'
  }
  return next
}
