/** What the Responses API asks of each item by itself, besides the call or the message that it is. */
import { get, isObject } from '../conversation/facts.ts'
import { ALWAYS, defineRule, isSentAsIs, type Finding, type Fix } from './rule.ts'

const typeOf = (item: unknown): unknown => get(item, 'type')

/** The beginnings that were seen asked for. */
const PREFIXES: Readonly<Record<string, string>> = { message: 'msg', function_call: 'fc', reasoning: 'rs' }

export const missingItemType = defineRule({
  meta: {
    id: 'missing-item-type',
    phase: 'shape',
    severity: 'error',
    what: 'An item has no `type`.',
    why: 'Only a message may leave it out; anything else cannot be told without it.',
    messages: {
      missing: 'This item has neither a `type` nor a `role`.',
      write: 'Write its type: `{type}`',
      remove: 'Leave the item out',
    },
  },
  checkMessage(message, value, { foreign }, report) {
    if (!foreign && isObject(value) && typeOf(value) === undefined && get(value, 'role') === undefined)
      report({ messageId: 'missing', at: { message: message.index, steps: [] } })
  },
  fix({ at }, { scope }) {
    const item = scope.valueOf(at.message ?? 0)
    const has = (...keys: string[]): boolean => keys.every((key) => get(item, key) !== undefined)
    const type = has('call_id', 'output')
      ? 'function_call_output'
      : has('call_id', 'name')
        ? 'function_call'
        : has('encrypted_content') || has('summary')
          ? 'reasoning'
          : null
    if (type === null) return [{ titleId: 'remove', safety: 'destructive', when: ALWAYS, edits: [{ type: 'remove', at }] }]
    const set = { type: 'set' as const, at: { ...at, steps: ['type'] }, json: JSON.stringify(type) }
    return [{ titleId: 'write', data: { type }, safety: 'safe', when: ALWAYS, edits: [set] }]
  },
})

/** An item needs no id of its own. */
function removeId<M extends string>({ at }: Finding, titleId: M): Fix<M>[] {
  return [{ titleId, safety: 'safe', when: ALWAYS, edits: [{ type: 'remove', at: { ...at, steps: ['id'] } }] }]
}

export const itemIdCharacters = defineRule({
  meta: {
    id: 'item-id-characters',
    phase: 'shape',
    severity: 'error',
    what: 'The id of an item is empty or holds characters the API does not take.',
    why: 'Converters make item ids of their own; one that is not known is better left out.',
    messages: {
      odd: 'The item id `{id}` holds characters the API does not take.',
      empty: 'The item id is empty.',
      remove: 'Leave the id of the item out',
    },
  },
  checkMessage(message, value, { foreign }, report) {
    const id = get(value, 'id')
    if (foreign || typeof id !== 'string' || /^[A-Za-z0-9_-]+$/.test(id)) return
    report({ messageId: id === '' ? 'empty' : 'odd', at: { message: message.index, steps: ['id'] }, data: { id } })
  },
  fix: (finding) => removeId(finding, 'remove'),
})

export const itemIdPrefix = defineRule({
  meta: {
    id: 'item-id-prefix',
    phase: 'shape',
    severity: 'error',
    what: 'The id of an item begins with another prefix than items of its kind have.',
    why: 'The id was made by a library or by another provider, or the call id stands in its place.',
    messages: {
      wrong: 'The item id `{id}` does not begin with `{prefix}`.',
      remove: 'Leave the id of the item out',
    },
  },
  checkMessage(message, value, scope, report) {
    const id = get(value, 'id')
    const type = typeOf(value) ?? (typeof get(value, 'role') === 'string' ? 'message' : '')
    const prefix = typeof type === 'string' && Object.hasOwn(PREFIXES, type) ? PREFIXES[type]! : null
    if (!isSentAsIs(scope) || prefix === null || typeof id !== 'string' || !/^[A-Za-z0-9_-]+$/.test(id)) return
    if (!id.startsWith(prefix))
      report({ messageId: 'wrong', at: { message: message.index, steps: ['id'] }, data: { id, prefix } })
  },
  fix: (finding) => removeId(finding, 'remove'),
})

/** Items a response consists of; the others are the user's own. */
const MADE_BY_MODEL = /^(?:reasoning|function_call|custom_tool_call|message)$/

export const duplicateItem = defineRule({
  meta: {
    id: 'duplicate-item',
    phase: 'contents',
    severity: 'error',
    what: 'One item is sent twice.',
    why: 'Items are kept by id on the server: sent again, in one request or beside the response they came from, they are refused.',
    messages: {
      twice: 'The item `{id}` stands here for the second time.',
      stored: 'The item `{id}` is part of what `{key}` brings in already.',
      removeId: 'Leave the id of the item out',
      removeItem: 'Leave the item out, which is there already',
    },
  },
  checkConversation(scope, report) {
    if (!isSentAsIs(scope)) return
    const { conversation, valueOf } = scope
    const seen = new Map<string, number>()
    const key = ['previous_response_id', 'conversation'].find((name) => {
      const named = get(conversation.body, name)
      return named !== undefined && named !== null
    })
    for (const { index } of conversation.messages) {
      const item = valueOf(index)
      const id = get(item, 'id')
      if (typeof id !== 'string' || id === '') continue
      const at = { message: index, steps: ['id'] }
      const first = seen.get(id)
      seen.set(id, first ?? index)
      if (first !== undefined) report({ messageId: 'twice', at, data: { id }, related: [{ message: first, steps: ['id'] }] })
      else if (key !== undefined && MADE_BY_MODEL.test(String(typeOf(item))) && /^(?:rs|fc|msg|ctc)_/.test(id))
        report({ messageId: 'stored', at, data: { id, key } })
    }
  },
  fix(finding, { scope }) {
    const index = finding.at.message ?? 0
    if (finding.messageId === 'stored')
      return [
        {
          titleId: 'removeItem',
          safety: 'destructive',
          when: ALWAYS,
          edits: [{ type: 'remove', at: { message: index, steps: [] } }],
        },
      ]
    const first = finding.related?.[0]?.message
    const isCopy = first != null && scope.textAt(index, []) === scope.textAt(first, [])
    if (!isCopy) return removeId(finding, 'removeId')
    return [
      { titleId: 'removeItem', safety: 'review', when: ALWAYS, edits: [{ type: 'remove', at: { message: index, steps: [] } }] },
    ]
  },
})
