import { get } from '../conversation/facts.ts'
import { defineRule } from './rule.ts'

/** Source: provider-rules.md §9: version 1 of Cohere's API, which has the new message beside the history. */
export const messageWithToolResults = defineRule({
  meta: {
    id: 'message-with-tool-results',
    phase: 'request',
    severity: 'error',
    what: 'A new message comes together with tool results.',
    why: 'The results have to be answered before the user speaks again.',
    messages: {
      both: 'The request has a `message` beside `tool_results`.',
      history: 'The request has a `message`, and its history ends with tool results.',
    },
  },
  checkConversation({ conversation: { body, messages }, foreign }, report) {
    const message = get(body, 'message')
    if (foreign || typeof message !== 'string' || message === '') return
    const at = { message: null, steps: ['message'] }
    const results = get(body, 'tool_results')
    const last = messages.at(-1)
    if (Array.isArray(results) && results.length > 0) report({ messageId: 'both', at, data: { both: 1 } })
    else if (last?.parts.some(({ type }) => type === 'tool-result'))
      report({ messageId: 'history', at, related: [{ message: last.index, steps: [] }] })
  },
})
