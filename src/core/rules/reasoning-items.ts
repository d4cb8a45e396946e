/** Reasoning items of the Responses API, which are tied to what followed them when they were made. */
import { get } from '../conversation/facts.ts'
import { ALWAYS, defineRule, isSentAsIs, type Scope } from './rule.ts'

const typeOf = (item: unknown): unknown => get(item, 'type')

export const reasoningSummaryMissing = defineRule({
  meta: {
    id: 'reasoning-summary-missing',
    phase: 'shape',
    severity: 'error',
    what: 'A reasoning item has no `summary`.',
    why: 'The list is required also where it is empty.',
    messages: { missing: 'This reasoning item has no `summary`.', add: 'Add an empty `summary`' },
  },
  checkMessage(message, value, { foreign }, report) {
    if (!foreign && typeOf(value) === 'reasoning' && !Array.isArray(get(value, 'summary')))
      report({ messageId: 'missing', at: { message: message.index, steps: [] } })
  },
  fix: ({ at }) => [
    {
      titleId: 'add',
      safety: 'safe',
      when: ALWAYS,
      edits: [{ type: 'set', at: { ...at, steps: ['summary'] }, json: '[]' }],
    },
  ],
})

export const encryptedContentInvalid = defineRule({
  meta: {
    id: 'encrypted-content-invalid',
    phase: 'contents',
    severity: 'warning',
    what: 'The encrypted content of an item is readable text.',
    why: 'A proxy put its own words in place of what only the provider can read. What another account encrypted cannot be told from here.',
    messages: { readable: 'The encrypted content of this item is not ciphertext: `{head}`.' },
  },
  checkMessage(message, value, { foreign }, report) {
    const text = get(value, 'encrypted_content')
    if (foreign || typeof text !== 'string' || /^[A-Za-z0-9+/_=-]+$/.test(text)) return
    const data = { head: text.slice(0, 4), tail: text.slice(-4) }
    report({ messageId: 'readable', at: { message: message.index, steps: ['encrypted_content'] }, data })
  },
})

export const reasoningWithoutFollowingItem = defineRule({
  meta: {
    id: 'reasoning-without-following-item',
    phase: 'contents',
    severity: 'error',
    what: 'A reasoning item stands alone: what followed it when it was made is gone.',
    why: 'A filter dropped the message or the call it belongs to, or the answer was cut off behind it.',
    messages: {
      last: 'Nothing follows the reasoning `{id}`.',
      other: 'Behind the reasoning `{id}` stands {what}.',
      remove: 'Take the reasoning out',
    },
  },
  checkConversation(scope, report) {
    if (!isSentAsIs(scope)) return
    const items = itemsOf(scope)
    items.forEach(({ item, role, message }, index) => {
      const given = get(item, 'id')
      // Without an id nothing is looked up, unless what is encrypted holds one.
      const isSealed = typeof get(item, 'encrypted_content') === 'string'
      if (typeOf(item) !== 'reasoning' || (typeof given !== 'string' && !isSealed)) return
      const id = typeof given === 'string' ? given : 'without an id'
      const guessed = typeof given === 'string' ? {} : { severity: 'warning' as const, unsaid: true as const }
      const next = items.slice(index + 1).find((other) => typeOf(other.item) !== 'reasoning')
      const at = { message, steps: [] }
      if (!next) report({ messageId: 'last', at, data: { id }, ...guessed })
      else if (next.role === 'user' || next.role === 'system' || next.role === 'tool')
        report({
          messageId: 'other',
          at,
          data: { id, what: next.role === 'tool' ? 'a result' : `a message of the ${next.role}`, role },
          ...guessed,
        })
    })
  },
  fix: ({ at }) => [{ titleId: 'remove', safety: 'destructive', when: ALWAYS, edits: [{ type: 'remove', at }] }],
})

export const functionCallWithoutReasoning = defineRule({
  meta: {
    id: 'function-call-without-reasoning',
    phase: 'contents',
    severity: 'warning',
    what: 'A call was parted from the reasoning it came with.',
    why: 'Reasoning, all its calls, then all results: call, result, call, result looks to the API like a call whose reasoning was dropped.',
    messages: { parted: 'The call `{id}` belongs to the reasoning `{reasoning}`, and results stand between them.' },
  },
  checkConversation(scope, report) {
    if (!isSentAsIs(scope)) return
    let reasoning: { id: string; message: number } | null = null
    let parted = false
    for (const { item, role, message } of itemsOf(scope)) {
      const id = get(item, 'id')
      const type = typeOf(item)
      if (type === 'reasoning') {
        reasoning = typeof id === 'string' ? { id, message } : null
        parted = false
      } else if (role === 'tool') parted = true
      else if (role !== 'assistant') reasoning = null
      else if (type === 'function_call' && parted && reasoning && typeof id === 'string' && isOfOneResponse(id, reasoning.id))
        report({
          messageId: 'parted',
          at: { message, steps: ['id'] },
          data: { id, reasoning: reasoning.id },
          related: [{ message: reasoning.message, steps: ['id'] }],
        })
    }
  },
})

interface Item {
  readonly item: unknown
  readonly role: string
  readonly message: number
}

function itemsOf({ conversation: { messages }, valueOf }: Scope): Item[] {
  return messages.map(({ index, role }) => ({ item: valueOf(index), role, message: index }))
}

/** Ids made in one response begin alike behind their prefix: a random part and the time, up to some seconds. */
function isOfOneResponse(a: string, b: string): boolean {
  const [one, other] = [a, b].map((id) => id.replace(/^[a-z]+_/, '').slice(0, 25))
  return one!.length === 25 && one === other
}
