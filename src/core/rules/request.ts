import { get, isObject } from '../conversation/facts.ts'
import { valueAt } from '../conversation/value-at.ts'
import { ALWAYS, defineRule } from './rule.ts'

export const emptyMessages = defineRule({
  meta: {
    id: 'empty-messages',
    phase: 'request',
    severity: 'error',
    what: 'The list of messages is empty.',
    why: 'There is nothing to answer.',
    messages: { empty: 'There are no messages.' },
  },
  checkConversation({ conversation }, report) {
    if (conversation.messages.some(({ role, base }) => role !== 'system' || base.length > 0)) return
    const key = ['contents', 'input'].find((name) => get(conversation.body, name) !== undefined) ?? 'messages'
    // System text that stands beside the list is no message in it.
    if (conversation.messages.length === 0 || isEmptyList(get(conversation.body, key)))
      report({ messageId: 'empty', at: { message: null, steps: [key] } })
  },
})

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0

export const tooManyTools = defineRule({
  meta: {
    id: 'too-many-tools',
    phase: 'request',
    severity: 'error',
    what: 'The request defines more tools than the API takes.',
    why: 'Connected servers add their tools to one list.',
    messages: { many: 'The request defines {n} tools; the API takes {max}.' },
  },
  checkConversation({ conversation: { body }, target: { maxTools } }, report) {
    const tools = get(body, 'tools')
    if (maxTools !== undefined && Array.isArray(tools) && tools.length > maxTools)
      report({ messageId: 'many', at: { message: null, steps: ['tools'] }, data: { n: tools.length, max: maxTools } })
  },
})

export const tooManyCacheMarks = defineRule({
  meta: {
    id: 'too-many-cache-marks',
    phase: 'request',
    severity: 'error',
    what: 'More parts carry a cache mark than the API takes.',
    why: 'At most four marks over system text, tools and messages together.',
    messages: { many: '{n} parts carry `cache_control`; the API takes {max}.', remove: 'Keep the last four marks' },
  },
  checkConversation({ conversation: { body, messages }, valueOf, format }, report) {
    if (format.resultsIn !== 'next-message') return
    const marked = messages.flatMap(({ index, base }) => {
      const content = get(valueAt(valueOf(index), base), 'content')
      return Array.isArray(content)
        ? content.flatMap((part, j) =>
            isObject(get(part, 'cache_control')) ? [{ message: index, steps: [...base, 'content', j, 'cache_control'] }] : [],
          )
        : []
    })
    const inBody = ['system', 'tools']
      .flatMap((key) => (Array.isArray(get(body, key)) ? (get(body, key) as unknown[]) : []))
      .filter((entry) => isObject(get(entry, 'cache_control'))).length
    const n = marked.length + inBody
    const surplus = Math.min(n - 4, marked.length)
    if (n > 4 && marked[0]) report({ messageId: 'many', at: marked[0], data: { n, max: 4, surplus }, related: marked.slice(1) })
  },
  fix({ at, related = [], data }) {
    const surplus = [at, ...related].slice(0, Number(data?.['surplus'] ?? 0))
    return [
      {
        titleId: 'remove',
        safety: 'review',
        when: ALWAYS,
        edits: surplus.map((place) => ({ type: 'remove' as const, at: place })),
      },
    ]
  },
})

export const wrongEndpoint = defineRule({
  meta: {
    id: 'wrong-endpoint',
    phase: 'request',
    severity: 'error',
    what: 'The body is written for another endpoint.',
    why: 'Chat Completions takes `messages`, Responses takes `input`.',
    messages: {
      both: 'The body has `input` beside `messages`; Chat Completions takes only `messages`.',
      remove: 'Leave `input` out',
    },
  },
  checkConversation({ conversation: { body }, format }, report) {
    if (format.resultsIn === 'next-messages' && isObject(body) && body['input'] !== undefined)
      report({ messageId: 'both', at: { message: null, steps: ['input'] }, data: { name: 'input' } })
  },
  fix: ({ at }) => [{ titleId: 'remove', safety: 'destructive', when: ALWAYS, edits: [{ type: 'remove', at }] }],
})

export const imageNotAllowedForRole = defineRule({
  meta: {
    id: 'image-not-allowed-for-role',
    phase: 'contents',
    severity: 'error',
    what: 'An image stands in a message that is not of the user.',
    why: 'Only the user may show images.',
    messages: { image: 'A message of role `{role}` holds an image.' },
  },
  passesPlain: true,
  checkMessage(message, value, { format }, report) {
    if (format.resultsIn !== 'next-messages' || message.role === 'user' || message.malformed !== null) return
    const content = get(valueAt(value, message.base), 'content')
    if (!Array.isArray(content)) return
    content.forEach((part, j) => {
      if (get(part, 'type') === 'image_url')
        report({
          messageId: 'image',
          at: { message: message.index, steps: [...message.base, 'content', j] },
          data: { role: message.roleWord },
        })
    })
  },
})
