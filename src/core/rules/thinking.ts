import { get, isObject } from '../conversation/facts.ts'
import { valueAt } from '../conversation/value-at.ts'
import { ALWAYS, defineRule, type Scope } from './rule.ts'
import type { Edit, Place } from '../conversation/edit.ts'
import type { Message, Part } from '../conversation/message.ts'

/** Only a request says whether thinking is on; a list of messages by itself, or an answer, does not. */
const isRequest = ({ conversation: { kind, body, logged }, format, foreign }: Scope): boolean =>
  kind === 'request' && isObject(body) && logged !== true && format.resultsIn === 'next-message' && !foreign

const thinkingType = ({ conversation: { body } }: Scope): unknown => get(get(body, 'thinking'), 'type')
const isCall = (part: Part): boolean => part.type === 'tool-call' && part.style === 'plain'
const hasResults = (message: Message): boolean => message.parts.some(({ type }) => type === 'tool-result')

/** The messages of the assistant since a user last spoke, while results of its calls are being sent; else none. */
function openTurn({ conversation: { messages } }: Scope): Message[] {
  const last = messages.at(-1)
  if (last?.role !== 'user' || !hasResults(last)) return []
  const turn: Message[] = []
  for (let i = messages.length - 2; i >= 0; i--) {
    const message = messages[i]!
    if (message.role === 'assistant') turn.unshift(message)
    else if (!hasResults(message)) break
  }
  return turn
}

export const thinkingBlockMissing = defineRule({
  meta: {
    id: 'thinking-block-missing',
    phase: 'request',
    severity: 'error',
    what: 'Thinking is on, and the turn that made the calls does not begin with its thinking.',
    why: 'The model goes on thinking where it stopped: its thinking has to come back unchanged, before the calls. Clients that keep text and calls alone lose it.',
    messages: {
      missing: 'Thinking is on, but this message begins with `{type}`.',
      turnOff: 'Turn thinking off for this request',
    },
  },
  checkConversation(scope, report) {
    // With `adaptive` the API asks for no thinking in what has been said.
    if (!isRequest(scope) || thinkingType(scope) !== 'enabled') return
    const turn = openTurn(scope)
    const last = turn.at(-1)
    const [first] = last?.parts ?? []
    // One turn may be several messages, of which the first alone has its thinking.
    if (!last || !first || !last.parts.some(isCall) || turn.some(({ parts }) => parts[0]?.type === 'reasoning')) return
    const steps = [...last.base, 'content', 0, 'type']
    const type = valueAt(scope.valueOf(last.index), steps)
    if (typeof type === 'string') report({ messageId: 'missing', at: { message: last.index, steps }, data: { type } })
  },
  // Thinking cannot be made up: it is signed.
  fix: (_finding) => [
    {
      titleId: 'turnOff',
      safety: 'review',
      when: ALWAYS,
      edits: [{ type: 'set', at: { message: null, steps: ['thinking'] }, json: '{"type":"disabled"}' }],
    },
  ],
})

export const thinkingWhenDisabled = defineRule({
  meta: {
    id: 'thinking-when-disabled',
    phase: 'request',
    severity: 'error',
    what: 'The last message holds thinking, and thinking is off.',
    why: 'A last message of the assistant is where the model goes on, and it may not go on from thinking it was told not to do.',
    messages: { last: 'Thinking is off, but the last message holds some.', remove: 'Take the thinking out' },
  },
  checkConversation(scope, report) {
    if (!isRequest(scope)) return
    const type = thinkingType(scope)
    const last = scope.conversation.messages.at(-1)
    if (type === 'enabled' || type === 'adaptive' || last?.role !== 'assistant') return
    const thinking = last.parts.find((part) => part.type === 'reasoning')
    if (thinking) report({ messageId: 'last', at: { message: last.index, steps: thinking.steps } })
  },
  fix({ at }, { scope }) {
    const message = scope.conversation.messages[at.message ?? -1]
    return message ? [{ titleId: 'remove', safety: 'destructive', when: ALWAYS, edits: withoutThinking(message) }] : []
  },
})

function withoutThinking({ index, parts }: Message): Edit[] {
  const thinking = parts.filter((part) => part.type === 'reasoning')
  if (thinking.length === parts.length) return [{ type: 'remove', at: { message: index, steps: [] } }]
  return thinking.map(({ steps }) => ({ type: 'remove', at: { message: index, steps } }))
}

/** What a signature is written in; what it says only the API can read. Dots stand where somebody has shortened it to show it. */
const BASE64 = /^[A-Za-z0-9+/_-]+(?:=*|\.\.\.|…)$/

export const thinkingSignatureInvalid = defineRule({
  meta: {
    id: 'thinking-signature-invalid',
    phase: 'contents',
    severity: 'error',
    what: 'The signature of a thinking part is not one.',
    why: 'The API signs its thinking and takes back only what it signed. Other models, and converters, leave the field out or write their own.',
    messages: {
      missing: 'This thinking has no signature.',
      odd: 'The signature of this thinking is not one the API writes.',
      remove: 'Take the thinking out',
    },
  },
  passesPlain: true,
  checkMessage(message, value, scope, report) {
    const { format, foreign, conversation } = scope
    if (format.resultsIn !== 'next-message' || foreign || conversation.kind === 'response' || message.role !== 'assistant') return
    for (const part of message.parts) {
      if (part.type !== 'reasoning') continue
      const signed = signatureOf(valueAt(value, part.steps))
      if (signed === undefined || signed === null || signed === '')
        report({ messageId: 'missing', at: { message: message.index, steps: part.steps } })
      else if (typeof signed !== 'string' || !BASE64.test(signed))
        report({ messageId: 'odd', at: { message: message.index, steps: part.steps } })
    }
  },
  fix({ at }, { scope }) {
    const message = scope.conversation.messages[at.message ?? -1]
    // Where thinking has to come first, one part less is another error: that is for somebody to decide.
    if (!message || (thinkingType(scope) === 'enabled' && openTurn(scope).includes(message))) return []
    const isAlone = message.parts.length === 1
    const place: Place = isAlone ? { message: message.index, steps: [] } : at
    return [{ titleId: 'remove', safety: 'destructive', when: ALWAYS, edits: [{ type: 'remove', at: place }] }]
  },
})

function signatureOf(part: unknown): unknown {
  return get(part, get(part, 'type') === 'redacted_thinking' ? 'data' : 'signature')
}

export const thinkingBlockModified = defineRule({
  meta: {
    id: 'thinking-block-modified',
    phase: 'request',
    severity: 'error',
    what: 'A thinking part of the last message of the assistant is not what the model wrote.',
    why: 'A signature covers one thinking in one place. What can be seen without the key: one signature that stands under two parts.',
    messages: { twice: 'This thinking has the signature of another one.' },
  },
  checkConversation(scope, report) {
    const { conversation, valueOf, format, foreign } = scope
    if (format.resultsIn !== 'next-message' || foreign) return
    const last = conversation.messages.findLast(({ role }) => role === 'assistant')
    if (!last?.parts.some(({ type }) => type === 'reasoning')) return
    const signed = new Map<string, Place>()
    for (const message of conversation.messages) {
      if (message.role !== 'assistant') continue
      for (const part of message.parts) {
        if (part.type !== 'reasoning') continue
        const signature = get(valueAt(valueOf(message.index), part.steps), 'signature')
        if (typeof signature !== 'string' || signature === '') continue
        const at = { message: message.index, steps: part.steps }
        const before = signed.get(signature)
        if (before && message === last) report({ messageId: 'twice', at, related: [before] })
        signed.set(signature, at)
      }
    }
  },
})
