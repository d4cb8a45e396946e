import { anthropic, assistant, user } from '../testing/builders.ts'
import { casesFor } from '../testing/cases-for.ts'
import { cacheControlOnEmptyText } from './cache-control-on-empty-text.ts'

const marked = (text: string): Record<string, unknown> => ({ type: 'text', text, cache_control: { type: 'ephemeral' } })

export const cacheControlOnEmptyTextCases = casesFor(cacheControlOnEmptyText, {
  valid: {
    'there is something to keep': anthropic.body([anthropic.user(marked('hi'))], { system: [marked('Be kind.')] }),
    'an empty text without a mark': anthropic.body([anthropic.user(anthropic.text(''))]),
  },
  invalid: {
    'the last part of a message': {
      input: anthropic.body([anthropic.user(anthropic.text('hi'), marked('')), assistant('Hi.'), user()]),
      problems: [{ messageId: 'marked', at: 'messages[0].content[1]', severity: 'error' }],
      fixed: anthropic.body([anthropic.user(anthropic.text('hi')), assistant('Hi.'), user()]),
    },
    'the system text': {
      input: anthropic.body([user()], { system: [marked('')] }),
      problems: [{ messageId: 'marked', at: 'system[0]' }],
      fixed: anthropic.body([user()], { system: [anthropic.text('')] }),
    },
  },
})
