import { get } from '../conversation/facts.ts'
import { callsOf } from '../conversation/pairing.ts'
import { valueAt } from '../conversation/value-at.ts'
import { elementSteps } from '../conversation/element.ts'
import { assistantWord } from '../conversation/writing.ts'
import { ALWAYS, defineRule, type Fix, type Scope } from './rule.ts'
import type { Message } from '../conversation/message.ts'
import type { Edit } from '../conversation/edit.ts'

export const callInWrongRole = defineRule({
  meta: {
    id: 'call-in-wrong-role',
    phase: 'shape',
    severity: 'error',
    what: 'A call, a result or reasoning stands in a message of a role that cannot have it.',
    why: 'Only the assistant calls and reasons; results come from outside.',
    messages: {
      call: 'A message of role `{role}` calls `{tool}`; only the assistant can.',
      result: 'The result for `{callId}` stands in a message of the assistant.',
      reasoning: 'Reasoning stands in a message of role `{role}`.',
      toAssistant: 'Make it a message of the assistant',
      apart: 'Give the call a message of the assistant',
      removeCall: 'Take the call out',
      removeBoth: 'Take the call and its result out',
      move: 'Move the result to the next message of the user',
      removeReasoning: 'Take the reasoning out',
    },
  },
  passesPlain: true,
  passesSound: true,
  checkMessage(message, _value, { format }, report) {
    const inParts = format.resultsIn === 'next-message'
    if (message.role === 'assistant' || message.malformed !== null || message.roleWord === '') return
    for (const part of message.parts) {
      if (part.type !== 'tool-call' && part.type !== 'reasoning') continue
      const at = { message: message.index, steps: part.steps }
      // What has neither a name nor an id is no call that would say whose message it is: `malformed-entry`.
      if (part.type === 'tool-call' && part.name === null && part.callId === null) continue
      // An unknown role is told by `invalid-role`; what it stands for decides.
      if (part.type === 'tool-call' && part.style !== 'hosted' && message.role !== 'unknown') {
        report({
          messageId: 'call',
          at,
          callId: part.callId,
          data: { role: message.roleWord, tool: part.name ?? '', callId: part.callId ?? '' },
        })
      }
      if (part.type === 'reasoning' && inParts) report({ messageId: 'reasoning', at, data: { role: message.roleWord } })
    }
  },
  checkConversation({ conversation: { messages }, pairing, format }, report) {
    if (format.resultsIn !== 'next-message') return
    pairing.results.forEach(({ message, result, call }, index) => {
      if (result.style !== 'plain' || messages[message]?.role !== 'assistant') return
      if (call === null) return // told by `orphaned-result`
      report({
        messageId: 'result',
        at: { message, steps: result.steps },
        result: index,
        callId: result.callId,
        data: { callId: result.callId ?? '', role: 'assistant' },
      })
    })
  },
  fix({ messageId, at, result }, { scope }) {
    const { conversation, pairing, format } = scope
    const index = at.message ?? 0
    const message = conversation.messages[index]
    if (!message) return []
    if (messageId === 'reasoning')
      return [
        {
          titleId: 'removeReasoning',
          safety: 'destructive',
          when: ALWAYS,
          edits: [{ type: 'remove', at: { ...at, steps: elementSteps(at, message) } }],
        },
      ]
    if (messageId === 'result') {
      const found = pairing.results[result ?? -1]
      const call = found?.call == null ? undefined : pairing.calls[found.call]
      if (!found || !call || found.duplicate) return []
      return [
        {
          titleId: 'move',
          safety: 'review',
          when: ALWAYS,
          edits: [
            {
              type: 'move-result',
              result: { message: found.message, part: found.part },
              call: { message: call.message, part: call.part },
            },
          ],
        },
      ]
    }
    const part = message.parts.findIndex(({ steps }) => steps === at.steps)
    const results = callsOf(pairing, index).find((found) => found.part === part)?.results ?? []
    const remove: Fix<'removeCall' | 'removeBoth'> = {
      titleId: results.length > 0 ? 'removeBoth' : 'removeCall',
      safety: 'destructive',
      when: { strategy: ['drop'] },
      edits: [
        { type: 'remove-call', call: { message: index, part } },
        ...results.map((other): Edit => {
          const { message: at, part: of } = pairing.results[other]!
          return { type: 'remove-result', result: { message: at, part: of } }
        }),
      ],
    }
    if (message.parts.some(({ type }) => type === 'tool-result')) {
      // Results stay with the user: the call gets a message of its own, before those that answer it.
      const json = format.resultsIn === 'next-message' ? ownMessage(message, part, scope) : null
      if (json === null) return [{ ...remove, when: ALWAYS }]
      const isAnswered = results.some((other) => pairing.results[other]!.message === index)
      const edits: Edit[] = [
        { type: 'insert-message', before: isAnswered ? index : index + 1, json, like: index },
        { type: 'remove-call', call: { message: index, part } },
      ]
      return [{ titleId: 'apart', safety: 'review', when: { strategy: ['complete', 'flatten'] }, edits }, remove]
    }
    const role: Edit = {
      type: 'set',
      at: { message: index, steps: [...message.base, 'role'] },
      json: JSON.stringify(assistantWord(scope.format)),
    }
    const content = get(valueAt(scope.valueOf(index), message.base), 'content')
    const nothingElse =
      content === undefined || content === null || content === '' || message.parts.every(({ type }) => type === 'tool-call')
    // With nothing but calls in it the message was the assistant's; with text it may be the user's, so dropping is offered.
    return [
      {
        titleId: 'toAssistant',
        safety: 'review',
        when: nothingElse ? ALWAYS : { strategy: ['complete', 'flatten'] },
        edits: [role],
      },
      remove,
    ]
  },
})

/** A message of the assistant with this part and nothing else. */
function ownMessage(message: Message, part: number, { format, textAt }: Scope): string | null {
  const own = message.parts[part]
  const text = own ? textAt(message.index, elementSteps(own, message)) : null
  return text === null ? null : `{"role":${JSON.stringify(assistantWord(format))},"${format.partsKey}":[${text}]}`
}
