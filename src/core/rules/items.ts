/** What the Responses API asks of each item by itself, besides the call or the message that it is. */
import { get, isObject } from '../conversation/facts.ts'
import { defineRule, isSentAsIs } from './rule.ts'

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
    messages: { missing: 'This item has neither a `type` nor a `role`.' },
  },
  checkMessage(message, value, { foreign }, report) {
    if (!foreign && isObject(value) && typeOf(value) === undefined && get(value, 'role') === undefined)
      report({ messageId: 'missing', at: { message: message.index, steps: [] } })
  },
})

export const itemIdCharacters = defineRule({
  meta: {
    id: 'item-id-characters',
    phase: 'shape',
    severity: 'error',
    what: 'The id of an item is empty or holds characters the API does not take.',
    why: 'Converters make item ids of their own; one that is not known is better left out.',
    messages: { odd: 'The item id `{id}` holds characters the API does not take.', empty: 'The item id is empty.' },
  },
  checkMessage(message, value, { foreign }, report) {
    const id = get(value, 'id')
    if (foreign || typeof id !== 'string' || /^[A-Za-z0-9_-]+$/.test(id)) return
    report({ messageId: id === '' ? 'empty' : 'odd', at: { message: message.index, steps: ['id'] }, data: { id } })
  },
})

export const itemIdPrefix = defineRule({
  meta: {
    id: 'item-id-prefix',
    phase: 'shape',
    severity: 'error',
    what: 'The id of an item begins with another prefix than items of its kind have.',
    why: 'The id was made by a library or by another provider, or the call id stands in its place.',
    messages: { wrong: 'The item id `{id}` does not begin with `{prefix}`.' },
  },
  checkMessage(message, value, scope, report) {
    const id = get(value, 'id')
    const type = typeOf(value) ?? (typeof get(value, 'role') === 'string' ? 'message' : '')
    const prefix = typeof type === 'string' && Object.hasOwn(PREFIXES, type) ? PREFIXES[type]! : null
    if (!isSentAsIs(scope) || prefix === null || typeof id !== 'string' || !/^[A-Za-z0-9_-]+$/.test(id)) return
    if (!id.startsWith(prefix))
      report({ messageId: 'wrong', at: { message: message.index, steps: ['id'] }, data: { id, prefix } })
  },
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
})
