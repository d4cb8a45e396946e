import { anthropic, assistant, body, call, result, system, user } from '../testing/builders.ts'
import { casesFor } from '../testing/cases-for.ts'
import { emptyMessages, imageNotAllowedForRole, tooManyCacheMarks, tooManyTools, wrongEndpoint } from './request.ts'

const tools = (n: number): readonly unknown[] =>
  Array.from({ length: n }, (_, i) => ({ type: 'function', function: { name: `tool_${i}`, parameters: { type: 'object' } } }))
const marked = (text: string): object => ({ type: 'text', text, cache_control: { type: 'ephemeral' } })
const IMAGE = { type: 'image_url', image_url: { url: 'https://example.org/a.png' } }

export const emptyMessagesCases = casesFor(emptyMessages, {
  valid: { 'one message': body([user()], { tools: tools(1) }) },
  invalid: {
    'no message': {
      input: body([], { tools: tools(1) }),
      problems: [{ messageId: 'empty', at: 'messages', severity: 'error' }],
      fixed: body([], { tools: tools(1) }),
    },
  },
})

export const tooManyToolsCases = casesFor(tooManyTools, {
  valid: { 'as many as it takes': body([user()], { tools: tools(128) }) },
  invalid: {
    'one too many': {
      input: body([user()], { tools: tools(129) }),
      problems: [{ messageId: 'many', at: 'tools', severity: 'error' }],
    },
  },
})

export const tooManyCacheMarksCases = casesFor(tooManyCacheMarks, {
  valid: {
    'four marks': anthropic.body([anthropic.user(...['a', 'b', 'c', 'd'].map(marked))]),
    'the other API knows none': body([system('x'), user(['a', 'b', 'c', 'd', 'e'].map(marked))]),
  },
  invalid: {
    'the last four stay': {
      input: anthropic.body([anthropic.user(...['a', 'b', 'c', 'd', 'e', 'f'].map(marked))]),
      problems: [{ messageId: 'many', at: 'messages[0].content[0].cache_control', severity: 'error' }],
      fixed: anthropic.body([anthropic.user(anthropic.text('a'), anthropic.text('b'), ...['c', 'd', 'e', 'f'].map(marked))]),
    },
    'those of the system count': {
      input: anthropic.body([anthropic.user(...['a', 'b'].map(marked))], { system: ['x', 'y', 'z'].map(marked) }),
      problems: [{ messageId: 'many', at: 'messages[0].content[0].cache_control' }],
      fixed: anthropic.body([anthropic.user(anthropic.text('a'), marked('b'))], { system: ['x', 'y', 'z'].map(marked) }),
    },
  },
})

export const wrongEndpointCases = casesFor(wrongEndpoint, {
  valid: { 'messages alone': body([user(), call('c1'), result('c1')]) },
  invalid: {
    'messages and input': {
      input: body([user(), call('c1'), result('c1')], { input: 'hi' }),
      problems: [{ messageId: 'both', at: 'input', severity: 'error' }],
      fixed: body([user(), call('c1'), result('c1')]),
    },
  },
})

export const imageNotAllowedForRoleCases = casesFor(imageNotAllowedForRole, {
  valid: { 'the user shows an image': [system('x'), user([IMAGE])] },
  invalid: {
    'the assistant shows one': {
      input: [system('x'), user(), assistant([IMAGE])],
      problems: [{ messageId: 'image', at: '[2].content[0]', severity: 'error' }],
    },
  },
})
