import { get, isObject } from '../conversation/facts.ts'
import type { Message, ToolCallPart } from '../conversation/message.ts'
import { valueAt } from '../conversation/value-at.ts'
import type { Steps } from '../json/path.ts'
import { ALWAYS, defineRule, isSentAsIs, type Scope } from './rule.ts'

const KEYS = ['thoughtSignature', 'thought_signature']
/** Gemini 3 and later sign the first call of each message and want the signature back. */
const SIGNING = /gemini-(?:[3-9]|\d\d)/
/** Values the documentation gives for histories that come from another model. */
const STAND_INS = /^(?:skip_thought_signature_validator|context_engineering_is_the_way_to_go)$/
/** Either alphabet, padded or not. */
const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/

/** The signature beside a part, and where it stands. */
function signatureOf(value: unknown, part: Steps): { value: unknown; steps: Steps } | null {
  const outer = valueAt(value, part)
  const key = KEYS.find((name) => get(outer, name) !== undefined && get(outer, name) !== null)
  return key === undefined ? null : { value: get(outer, key), steps: [...part, key] }
}

export const thoughtSignatureMissing = defineRule({
  meta: {
    id: 'thought-signature-missing',
    phase: 'contents',
    severity: 'error',
    what: 'The first call of a message came back without its thought signature.',
    why: 'Gemini 3 and later sign it and ask for the signature in the turn that is going on; proxies and frameworks drop it.',
    messages: {
      missing: 'The call to `{name}` has no thought signature, which {who} asks for in this turn.',
      add: 'Write `{value}` in its place, which Google gives for histories of other models',
    },
  },
  checkConversation(scope, report) {
    if (!isSentAsIs(scope)) return
    const model = get(scope.conversation.body, 'model')
    const named = typeof model === 'string'
    if (named && !SIGNING.test(model)) return
    const calls = scope.conversation.messages.flatMap((message) => firstCall(message, scope))
    // Without the name of a model its signatures in this turn tell that it signs.
    const from = startOfTurn(scope)
    if (!named && !calls.some(({ signed, message }) => signed && message.index >= from)) return
    for (const { message, call, signed } of calls) {
      if (signed || message.index < from) continue
      const data = { name: call.name ?? '', who: named ? model : 'a model that signs its calls' }
      report({
        messageId: 'missing',
        at: { message: message.index, steps: call.steps },
        callId: call.callId,
        data,
        ...(!named && { severity: 'warning' }),
      })
    }
  },
  fix({ at }, { scope }) {
    const outer = at.steps.slice(0, -1)
    const key = signatureOf(scope.valueOf(at.message ?? 0), outer)?.steps.at(-1) ?? keyLike(String(at.steps.at(-1)))
    const set = { type: 'set' as const, at: { ...at, steps: [...outer, key] }, json: JSON.stringify(STAND_IN) }
    return [{ titleId: 'add', data: { value: STAND_IN }, safety: 'review', when: ALWAYS, edits: [set] }]
  },
})

const STAND_IN = 'skip_thought_signature_validator'
const keyLike = (call: string): string => (call.includes('_') ? 'thought_signature' : 'thoughtSignature')

function firstCall(message: Message, { valueOf }: Scope): { message: Message; call: ToolCallPart; signed: boolean }[] {
  if (message.role !== 'assistant') return []
  const call = message.parts.find((part) => part.type === 'tool-call' && part.style === 'plain')
  if (call?.type !== 'tool-call') return []
  const signature = signatureOf(valueOf(message.index), call.steps.slice(0, -1))
  return [{ message, call, signed: signature !== null && signature.value !== '' }]
}

/** The turn begins with the last words of the user: results go on with it. */
function startOfTurn({ conversation: { messages } }: Scope): number {
  const last = messages.findLast(({ role, parts }) => role === 'user' && parts.some(({ type }) => type !== 'tool-result'))
  return last?.index ?? 0
}

export const thoughtSignatureInvalid = defineRule({
  meta: {
    id: 'thought-signature-invalid',
    phase: 'shape',
    severity: 'error',
    what: 'A thought signature is not base64.',
    why: 'It was cut, joined from pieces, encoded again, or made by another model; the API decodes it before anything else.',
    messages: {
      odd: 'The thought signature is not base64: `{head}`.',
      empty: 'The thought signature is empty.',
      skip: 'Write `{value}` in its place, which Google gives for histories of other models',
      remove: 'Leave the signature out',
    },
  },
  checkMessage(message, value, scope, report) {
    const parts = get(value, 'parts')
    if (scope.foreign || !Array.isArray(parts)) return
    parts.forEach((_, index) => {
      const found = signatureOf(value, ['parts', index])
      if (!found) return
      const at = { message: message.index, steps: found.steps }
      const text = typeof found.value === 'string' ? found.value : JSON.stringify(found.value)
      // An empty text is base64 of nothing: it is taken as a signature that is not there.
      if (text === '') report({ messageId: 'empty', at, severity: 'info' })
      else if (typeof found.value !== 'string' || !isBase64(text))
        report({ messageId: 'odd', at, data: { head: text.slice(0, 20) } })
    })
  },
  fix({ messageId, at }, { scope }) {
    if (messageId === 'empty') return []
    const outer = valueAt(scope.valueOf(at.message ?? 0), at.steps.slice(0, -1))
    // Only calls are asked for one.
    if (!isObject(get(outer, 'functionCall')) && !isObject(get(outer, 'function_call')))
      return [{ titleId: 'remove', safety: 'destructive', when: ALWAYS, edits: [{ type: 'remove', at }] }]
    const set = { type: 'set' as const, at, json: JSON.stringify(STAND_IN) }
    return [{ titleId: 'skip', data: { value: STAND_IN }, safety: 'destructive', when: ALWAYS, edits: [set] }]
  },
})

function isBase64(text: string): boolean {
  if (STAND_INS.test(text)) return true
  const signs = text.replace(/=+$/, '').length
  return BASE64.test(text) && signs % 4 !== 1
}
