import { anthropic, assistant, call, gemini, interrupted, result, toolCall, user } from '../testing/builders.ts'
import { casesFor } from '../testing/cases-for.ts'
import { resultBeforeCall, resultNotAdjacent, resultNotFirst, resultsOutOfOrder, resultsSplit } from './misplaced-result.ts'

const asked = gemini.user(gemini.text('hi'))
const called = gemini.model(gemini.call('a'), gemini.call('b'))
const two = assistant(null, toolCall('c1'), toolCall('c2'))
const { says, text, toolUse } = anthropic
const twoUses = says(toolUse('t1'), toolUse('t2'))
const one = anthropic.result('t1', 'one')
const other = anthropic.result('t2', 'two')

/** Messages of the AI SDK. */
const model = {
  says: (text: string) => ({ role: 'assistant', content: [{ type: 'text', text }] }),
  call: (toolCallId: string) => ({
    role: 'assistant',
    content: [{ type: 'tool-call', toolCallId, toolName: 'weather', input: {} }],
  }),
  result: (toolCallId: string) => ({
    role: 'tool',
    content: [{ type: 'tool-result', toolCallId, toolName: 'weather', output: { type: 'text', value: 'sunny' } }],
  }),
}

export const resultBeforeCallCases = casesFor(resultBeforeCall, {
  valid: {
    'behind its call': [user(), call('c1'), result('c1')],
    'results of two calls in another order': [user(), two, result('c2'), result('c1')],
  },
  invalid: {
    'directly before': {
      input: [user(), result('c1'), call('c1'), user('well?')],
      problems: [{ messageId: 'early', at: '[1]', severity: 'error', callId: 'c1' }],
      fixed: [user(), call('c1'), result('c1'), user('well?')],
    },
    'long before': {
      input: [result('c1'), user(), assistant('Hm.'), call('c1')],
      problems: [{ messageId: 'early', at: '[0]' }],
      fixed: [user(), assistant('Hm.'), call('c1'), result('c1')],
    },
    'in a message of parts': {
      input: anthropic.body([anthropic.user(one, text('hi')), says(toolUse('t1')), user('well?')]),
      problems: [{ messageId: 'early', at: 'messages[0].content[0]' }],
      fixed: anthropic.body([anthropic.user(text('hi')), says(toolUse('t1')), anthropic.user(one, text('well?'))]),
    },
  },
})

export const resultNotAdjacentCases = casesFor(resultNotAdjacent, {
  valid: {
    'tool messages in a row': [user(), two, result('c1'), result('c2')],
    'an orphaned result between them is another matter': [user(), two, result('c1'), result('x9'), result('c2')],
    'both results in the next message': anthropic.body([user(), twoUses, anthropic.user(one, other)]),
  },
  invalid: {
    'the user spoke in between': {
      input: [user(), call('c1'), user('well?'), result('c1')],
      problems: [{ messageId: 'apart', at: '[3]', severity: 'error', callId: 'c1' }],
      fixed: [user(), call('c1'), result('c1'), user('well?')],
    },
    'a client that looks before the user speaks finds it': {
      input: [user(), model.call('c1'), model.says('One moment.'), model.result('c1')],
      target: 'vercel-ai-sdk',
      problems: [{ messageId: 'apart', at: '[3].content[0]', severity: 'warning', callId: 'c1' }],
      fixed: [user(), model.call('c1'), model.result('c1'), model.says('One moment.')],
    },
    'and not behind what the user says': {
      input: [user(), model.call('c1'), user('well?'), model.result('c1')],
      target: 'vercel-ai-sdk',
      problems: [{ messageId: 'apart', at: '[3].content[0]', severity: 'error', callId: 'c1' }],
      fixed: [user(), model.call('c1'), model.result('c1'), user('well?')],
    },
    'the second of two results is late': {
      input: [user(), two, result('c1', 'one'), assistant('One is there.'), result('c2', 'two')],
      problems: [{ messageId: 'apart', at: '[4]', callId: 'c2' }],
      fixed: [user(), two, result('c1', 'one'), result('c2', 'two'), assistant('One is there.')],
    },
    'the first of two results is late': {
      input: [user(), two, result('c2', 'two'), assistant('One is there.'), result('c1', 'one')],
      problems: [{ messageId: 'apart', at: '[4]', callId: 'c1' }],
      fixed: [user(), two, result('c1', 'one'), result('c2', 'two'), assistant('One is there.')],
    },
    'results of two messages behind both': {
      input: [user(), call('c1'), call('c2'), result('c1', 'one'), result('c2', 'two')],
      problems: [{ messageId: 'apart', at: '[3]' }],
      fixed: [user(), call('c1'), result('c1', 'one'), call('c2'), result('c2', 'two')],
    },
    'one is late and one is missing': {
      input: [user(), two, user('well?'), result('c2', 'two')],
      problems: [{ messageId: 'apart', at: '[3]' }],
      fixed: [user(), two, interrupted('c1'), result('c2', 'two'), user('well?')],
    },
    'an answer came before the result': {
      input: anthropic.body([user(), says(toolUse('t1')), assistant('Hm.'), anthropic.user(one)]),
      problems: [{ messageId: 'apart', at: 'messages[3].content[0]' }],
      fixed: anthropic.body([user(), says(toolUse('t1')), anthropic.user(one), assistant('Hm.')]),
    },
    'its message keeps what else it says': {
      input: anthropic.body([
        user(),
        says(toolUse('t1')),
        anthropic.user(text('wait')),
        assistant('Yes?'),
        anthropic.user(one, text('go')),
      ]),
      problems: [{ messageId: 'apart', at: 'messages[4].content[0]' }],
      fixed: anthropic.body([
        user(),
        says(toolUse('t1')),
        anthropic.user(one, text('wait')),
        assistant('Yes?'),
        anthropic.user(text('go')),
      ]),
    },
  },
})

export const resultsSplitCases = casesFor(resultsSplit, {
  valid: {
    'all in one message': anthropic.body([user(), twoUses, anthropic.user(one, other)]),
    'one message for each is the other API’s way': [user(), two, result('c1'), result('c2')],
  },
  invalid: {
    'one message for each': {
      input: anthropic.body([user(), twoUses, anthropic.user(one), anthropic.user(other)]),
      problems: [{ messageId: 'split', at: 'messages[3].content[0]', severity: 'warning', callId: 't2' }],
      fixed: anthropic.body([user(), twoUses, anthropic.user(one, other)]),
    },
    'one is late and one is missing': {
      input: anthropic.body([user(), twoUses, user('wait'), anthropic.user(other, text('go'))]),
      problems: [{ messageId: 'split', at: 'messages[3].content[0]' }],
      fixed: anthropic.body([
        user(),
        twoUses,
        anthropic.user(anthropic.interrupted('t1'), other, text('wait')),
        anthropic.user(text('go')),
      ]),
    },
  },
})

export const resultNotFirstCases = casesFor(resultNotFirst, {
  valid: {
    'results first, words after': anthropic.body([user(), says(toolUse('t1')), anthropic.user(one, text('and?'))]),
  },
  invalid: {
    'words before the result': {
      input: anthropic.body([user(), says(toolUse('t1')), anthropic.user(text('Here:'), one)]),
      problems: [{ messageId: 'after', at: 'messages[2].content[1]', severity: 'error', callId: 't1' }],
      fixed: anthropic.body([user(), says(toolUse('t1')), anthropic.user(one, text('Here:'))]),
    },
    'words between two results': {
      input: anthropic.body([user(), twoUses, anthropic.user(one, text('and'), other)]),
      problems: [{ messageId: 'after', at: 'messages[2].content[2]' }],
      fixed: anthropic.body([user(), twoUses, anthropic.user(one, other, text('and'))]),
    },
  },
})

export const resultsOutOfOrderCases = casesFor(resultsOutOfOrder, {
  valid: {
    'in the order of the calls': [user(), two, result('c1'), result('c2')],
    'one result each': [user(), call('c1'), result('c1'), call('c2'), result('c2')],
  },
  invalid: {
    'the second tool was faster': {
      input: [user(), two, result('c2', 'two'), result('c1', 'one')],
      problems: [{ messageId: 'order', at: '[2]', severity: 'info' }],
      fixed: [user(), two, result('c2', 'two'), result('c1', 'one')],
    },
    'where pairs are tied by order too': {
      input: gemini.body([asked, called, gemini.user(gemini.response('b', { n: 2 }), gemini.response('a', { n: 1 }))]),
      problems: [{ messageId: 'order', at: 'contents[2].parts[0].functionResponse' }],
      fixed: gemini.body([asked, called, gemini.user(gemini.response('a', { n: 1 }), gemini.response('b', { n: 2 }))]),
    },
  },
})
