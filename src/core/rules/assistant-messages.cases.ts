import { assistant, body, call, result, toolCall, user } from '../testing/builders.ts'
import { casesFor, valid } from '../testing/cases-for.ts'
import { contentAndToolCalls, emptyAssistantMessage, singleCallOnly } from './assistant-messages.ts'

export const emptyAssistantMessageCases = casesFor(emptyAssistantMessage, {
  valid: {
    'calls and no text': valid([user(), call('abcDEF123'), result('abcDEF123')], { target: 'mistral' }),
    'a refusal': valid([user(), { role: 'assistant', content: null, refusal: 'No.' }, user()], { target: 'zhipu-glm' }),
    'OpenAI lets an empty text pass': [user(), assistant(''), user()],
  },
  invalid: {
    'an empty text': {
      input: [user(), assistant(''), user('and?')],
      target: 'mistral',
      problems: [{ messageId: 'empty', at: '[1].content', severity: 'error' }],
      fixed: [user(), user('and?')],
    },
    'null and no calls': {
      input: body([user(), assistant(null), user('and?')], { model: 'glm-4.6' }),
      target: 'zhipu-glm',
      problems: [{ messageId: 'empty', at: 'messages[1].content', severity: 'error' }],
    },
  },
})

export const contentAndToolCallsCases = casesFor(contentAndToolCalls, {
  valid: {
    'calls and an empty text': valid([user(), assistant('', toolCall('abcDEF123')), result('abcDEF123')], { target: 'mistral' }),
    'OpenAI takes both': [user(), assistant('One moment.', toolCall('c1')), result('c1')],
  },
  invalid: {
    'a text beside a call': {
      input: [user(), assistant('One moment.', toolCall('abcDEF123')), result('abcDEF123')],
      target: 'mistral',
      problems: [{ messageId: 'both', at: '[1]', severity: 'info' }],
    },
  },
})

export const singleCallOnlyCases = casesFor(singleCallOnly, {
  valid: {
    'one call': valid(body([user(), call('c1'), result('c1')], { model: 'llama-3.1-8b' }), { target: 'vllm' }),
  },
  invalid: {
    'two calls, and a model that takes one': {
      input: body([user(), assistant('', toolCall('c1'), toolCall('c2')), result('c1'), result('c2')], {
        model: 'meta-llama/Llama-3.1-8B-Instruct',
      }),
      target: 'vllm',
      problems: [{ messageId: 'several', at: 'messages[1].tool_calls', severity: 'error' }],
    },
    'an empty list': {
      input: body([user(), { ...assistant('hi'), tool_calls: [] }, user()], { model: 'meta-llama/Llama-3.1-8B-Instruct' }),
      target: 'vllm',
      problems: [{ messageId: 'none', at: 'messages[1].tool_calls', severity: 'error' }],
      fixed: body([user(), assistant('hi'), user()], { model: 'meta-llama/Llama-3.1-8B-Instruct' }),
    },
    'another model': {
      input: body([user(), assistant('', toolCall('c1'), toolCall('c2')), result('c1'), result('c2')], { model: 'qwen3' }),
      target: 'vllm',
      problems: [{ messageId: 'several', at: 'messages[1].tool_calls', severity: 'info' }],
    },
  },
})
