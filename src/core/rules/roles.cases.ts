import { gemini, anthropic, bedrock, item, assistant, body, call, result, system, user } from '../testing/builders.ts'
import { casesFor, valid } from '../testing/cases-for.ts'
import { firstMessageRole, invalidRole, noUserMessage, rolesMustAlternate, trailingAssistant } from './roles.ts'

export const invalidRoleCases = casesFor(invalidRole, {
  valid: {
    'developer and system': [{ role: 'developer', content: 'x' }, system('y'), user()],
    'user and assistant': anthropic.body([user(), assistant('hi')]),
    'system text beside the messages': anthropic.body([user()], { system: 'x' }),
    'system text in the list is moved when it is written for the other API': valid(
      [system('x'), user(), call('c1'), result('c1')],
      {
        target: 'anthropic',
      },
    ),
  },
  invalid: {
    'words of the other API among contents': {
      input: gemini.body([
        gemini.user(gemini.text('hi')),
        { ...gemini.model(gemini.call()), role: 'assistant' },
        { ...gemini.user(gemini.response()), role: 'tool' },
      ]),
      problems: [
        { messageId: 'unknown', at: 'contents[1].role', severity: 'error' },
        { messageId: 'unknown', at: 'contents[2].role' },
      ],
      fixed: gemini.body([gemini.user(gemini.text('hi')), gemini.model(gemini.call()), gemini.user(gemini.response())]),
    },
    'a tool message among items': {
      input: item.body([item.user(), item.call('c1'), result('c1', 'clear')]),
      problems: [{ messageId: 'unknown', at: 'input[2].role', severity: 'error' }],
      fixed: item.body([item.user(), item.call('c1'), item.output('c1')]),
    },
    'the words of another library': {
      input: [
        { role: 'human', content: 'hi' },
        { role: 'ai', content: 'hello' },
        { role: 'tool', tool_call_id: 'c1', content: 'x' },
      ],
      problems: [
        { messageId: 'unknown', at: '[0].role', severity: 'error' },
        { messageId: 'unknown', at: '[1].role' },
      ],
      fixed: [user('hi'), assistant('hello')],
    },
    'capitals and blanks': {
      input: [{ role: 'User ', content: 'hi' }, system('x')],
      problems: [{ messageId: 'unknown', at: '[0].role' }],
      fixed: [user('hi'), system('x')],
    },
    'a word nobody knows is the user’s': {
      input: [system('x'), { role: 'narrator', content: 'Once upon a time' }],
      problems: [{ messageId: 'unknown', at: '[1].role' }],
      fixed: [system('x'), user('Once upon a time')],
    },
    'a word nobody knows that answers a call is the tool’s': {
      input: [
        user(),
        call('c1'),
        { ...result('c1'), role: 'narrator' },
        user(),
        call('c2'),
        { ...result('c2'), role: 'AI' },
        user(),
        call('c4'),
        { ...result('c4'), role: null },
        user(),
        call('c3'),
        { tool_call_id: 'c3', content: 'sunny' },
      ],
      problems: [
        { messageId: 'unknown', at: '[2].role' },
        { messageId: 'unknown', at: '[5].role' },
        { messageId: 'unknown', at: '[8].role' },
        { messageId: 'missing', at: '[11].role' },
      ],
      fixed: ['c1', 'c2', 'c4', 'c3'].flatMap((id) => [user(), call(id), result(id)]),
    },
    'a word nobody knows that makes calls is the assistant’s': {
      input: [user(), { ...call('c1'), role: 'planner' }, result('c1')],
      problems: [{ messageId: 'unknown', at: '[1].role' }],
      fixed: [user(), call('c1'), result('c1')],
    },
    'no role': {
      input: [system('x'), { content: 'hi' }, user('hello')],
      problems: [{ messageId: 'missing', at: '[1].role' }],
      fixed: [system('x'), user('hi'), user('hello')],
    },
    'a leading system message moves beside the messages': {
      input: anthropic.body([
        system('Be brief.'),
        user(),
        anthropic.says(anthropic.toolUse('t1')),
        anthropic.user(anthropic.result('t1')),
      ]),
      problems: [{ messageId: 'system', at: 'messages[0].role', severity: 'error' }],
      fixed: anthropic.body([user(), anthropic.says(anthropic.toolUse('t1')), anthropic.user(anthropic.result('t1'))], {
        system: 'Be brief.',
      }),
    },
    'a system message further down becomes the user’s': {
      input: anthropic.body([
        user(),
        system('Be brief.'),
        anthropic.says(anthropic.toolUse('t1')),
        anthropic.user(anthropic.result('t1')),
      ]),
      problems: [{ messageId: 'system', at: 'messages[1].role' }],
      fixed: anthropic.body([
        user(),
        user('Be brief.'),
        anthropic.says(anthropic.toolUse('t1')),
        anthropic.user(anthropic.result('t1')),
      ]),
    },
    'one system message is enough for this API': {
      input: body([system('x'), user(), system('Be brief.'), user('and?')], { model: 'MiniMax-M2' }),
      target: 'minimax',
      problems: [{ messageId: 'again', at: 'messages[2].role', severity: 'error' }],
      fixed: body([system('x'), user(), user('Be brief.'), user('and?')], { model: 'MiniMax-M2' }),
    },
    'the place beside the messages is taken': {
      input: anthropic.body([system('Be brief.'), user()], { system: 'You help.' }),
      problems: [{ messageId: 'system', at: 'messages[0].role' }],
      fixed: anthropic.body([user('Be brief.'), user()], { system: 'You help.' }),
    },
  },
})

export const firstMessageRoleCases = casesFor(firstMessageRole, {
  valid: {
    'the user, after the system': [system('x'), user(), assistant('hi')],
    'a response': { choices: [{ message: assistant('hi') }] },
  },
  invalid: {
    'the assistant': {
      input: [system('x'), assistant('Hello!'), user()],
      problems: [{ messageId: 'assistant', at: '[1].role', severity: 'info' }],
      fixed: [system('x'), assistant('Hello!'), user()],
      stays: true,
    },
    'the model, where the user has to begin': {
      input: bedrock.body([bedrock.says(bedrock.text('Hello!')), bedrock.user(bedrock.text('hi'))]),
      problems: [{ messageId: 'assistant', at: 'messages[0].role', severity: 'error' }],
      fixed: bedrock.body([
        bedrock.user(bedrock.text('[empty message]')),
        bedrock.says(bedrock.text('Hello!')),
        bedrock.user(bedrock.text('hi')),
      ]),
    },
    'the assistant, where the API wants the user first': {
      input: body([system('x'), assistant('Hello!'), user()]),
      target: 'mistral',
      problems: [{ messageId: 'assistant', at: 'messages[1].role', severity: 'error' }],
      fixed: body([system('x'), user('[empty message]'), assistant('Hello!'), user()]),
    },
  },
})

export const noUserMessageCases = casesFor(noUserMessage, {
  valid: { 'the user speaks': [system('x'), user()], 'a response': { choices: [{ message: assistant('hi') }] } },
  invalid: {
    'nobody but the system': {
      input: [system('x'), assistant('hi')],
      problems: [{ messageId: 'none', at: '[0]', severity: 'info' }],
      fixed: [system('x'), assistant('hi')],
    },
    'a server whose templates look for one': {
      input: body([system('x'), call('c1'), result('c1')], { model: 'qwen3:8b' }),
      target: 'ollama',
      problems: [{ messageId: 'none', at: 'messages[0]', severity: 'error' }],
      fixed: body([system('x'), user('[empty message]'), call('c1'), result('c1')], { model: 'qwen3:8b' }),
    },
  },
})

export const rolesMustAlternateCases = casesFor(rolesMustAlternate, {
  valid: {
    'by turns': anthropic.body([user(), assistant('hi'), user('and?')]),
    'the other API never minded': body([system('x'), user(), user('and?')]),
  },
  invalid: {
    'a model whose template minds': {
      input: body([system('x'), user(), user('and?')], { model: 'google/gemma-2-9b-it' }),
      target: 'vllm',
      problems: [{ messageId: 'twice', at: 'messages[2].role', severity: 'error' }],
    },
    'both sides, where they have to take turns': {
      input: bedrock.body([
        bedrock.user(bedrock.text('hi')),
        bedrock.user(bedrock.text('and?'), bedrock.text('well?')),
        bedrock.says(bedrock.text('Let me look.')),
        bedrock.says(bedrock.toolUse('t1')),
        bedrock.user(bedrock.result('t1')),
        bedrock.user(bedrock.text('Thanks.')),
      ]),
      problems: [{ messageId: 'twice', at: 'messages[1].role', severity: 'error' }],
      fixed: bedrock.body([
        bedrock.user(bedrock.text('hi'), bedrock.text('and?'), bedrock.text('well?')),
        bedrock.says(bedrock.text('Let me look.'), bedrock.toolUse('t1')),
        bedrock.user(bedrock.result('t1'), bedrock.text('Thanks.')),
      ]),
    },
    'the user twice': {
      input: anthropic.body([user(), user('and?'), user('well?')]),
      problems: [{ messageId: 'twice', at: 'messages[1].role', severity: 'info' }],
      fixed: anthropic.body([user(), user('and?'), user('well?')]),
    },
  },
})

export const trailingAssistantCases = casesFor(trailingAssistant, {
  valid: {
    'the user last': anthropic.body([user(), assistant('hi'), user('and?')]),
    'one in a row, where two are refused': valid(body([user(), assistant('First.')]), { target: 'llama-cpp' }),
    'a prefix is meant to be last': valid([user(), { ...assistant('The answer is'), prefix: true }], { target: 'mistral' }),
    'a call last is pending': anthropic.body([user(), anthropic.says(anthropic.toolUse('t1'))]),
    'lines of a data set': [1, 2]
      .map((n) => `${JSON.stringify({ model: 'gpt-4o', messages: [user(), assistant(`${n}`)] })}\n`)
      .join(''),
  },
  invalid: {
    'a prefill, where it is taken': {
      input: anthropic.body([user(), assistant('The answer is')]),
      problems: [{ messageId: 'last', at: 'messages[1]', severity: 'info' }],
      fixed: anthropic.body([user(), assistant('The answer is')]),
    },
    'two in a row, where one is taken': {
      input: body([user(), assistant('First.'), assistant('Second.')], { model: 'gemma-3' }),
      target: 'llama-cpp',
      problems: [{ messageId: 'several', at: 'messages[2]', severity: 'error' }],
    },
    'text behind results, which newer models of Gemini take for a turn': {
      input: gemini.body([
        gemini.user(gemini.text('hi')),
        gemini.model(gemini.call()),
        gemini.user(gemini.response(), gemini.text('And Oslo?')),
      ]),
      problems: [{ messageId: 'afterResults', at: 'contents[2].parts[1].text', severity: 'warning' }],
    },
    'a model of Gemini that ends no request': {
      input: gemini.body([gemini.user(gemini.text('hi')), gemini.model(gemini.text('Well'))], { model: 'gemini-3.6-flash' }),
      problems: [{ messageId: 'last', at: 'contents[1]', severity: 'error' }],
    },
    'a prefill, where it is refused': {
      input: anthropic.body([user(), assistant('The answer is')], { model: 'claude-opus-4-6' }),
      problems: [{ messageId: 'last', at: 'messages[1]', severity: 'error' }],
    },
  },
})
