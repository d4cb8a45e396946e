import { assistant, body, call, result, user } from '../testing/builders.ts'
import { casesFor, valid } from '../testing/cases-for.ts'
import { reasoningContentMissing } from './reasoning-content-missing.ts'

const thought = (id: string): object => ({ ...call(id), reasoning_content: 'I look it up.' })
const noted = (id: string): object => ({ ...call(id), reasoning_content: '[the reasoning was not recorded]' })

export const reasoningContentMissingCases = casesFor(reasoningContentMissing, {
  valid: {
    'each call has its reasoning': valid(body([user(), thought('c1'), result('c1')], { model: 'deepseek-v4' }), {
      target: 'deepseek',
    }),
    'thinking is off': valid(body([user(), call('c1'), result('c1')], { model: 'deepseek-v4', thinking: { type: 'disabled' } }), {
      target: 'deepseek',
    }),
    'a model that does not think': valid(body([user(), call('c1'), result('c1')], { model: 'deepseek-chat' }), {
      target: 'deepseek',
    }),
    'no calls, no reasoning': valid(body([user(), assistant('hi'), user()], { model: 'kimi-k3' }), { target: 'moonshot' }),
  },
  invalid: {
    'the model thinks': {
      input: body([user(), call('c1'), result('c1')], { model: 'deepseek-v4-pro' }),
      target: 'deepseek',
      problems: [{ messageId: 'missing', at: 'messages[1].reasoning_content', severity: 'error' }],
      fixed: body([user(), noted('c1'), result('c1')], { model: 'deepseek-v4-pro' }),
    },
    'the request asks to think': {
      input: body([user(), call('c1'), result('c1'), call('c2'), result('c2')], {
        model: 'moonshot-v1',
        thinking: { type: 'enabled' },
      }),
      target: 'moonshot',
      problems: [{ messageId: 'several', at: 'messages[1].reasoning_content', severity: 'error' }],
    },
    'only one of two has it, and nothing says more': {
      input: [user(), thought('c1'), result('c1'), call('c2'), result('c2')],
      target: 'deepseek',
      problems: [{ messageId: 'missing', at: '[3].reasoning_content', severity: 'warning' }],
    },
  },
})
