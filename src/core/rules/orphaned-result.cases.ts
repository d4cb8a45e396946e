import { anthropic, assistant, call, legacyResult, result, toolCall, user } from '../testing/builders.ts'
import { casesFor } from '../testing/cases-for.ts'
import { orphanedHostedResult, orphanedResult } from './orphaned-result.ts'

const { says, text, toolUse } = anthropic
const hostedCall = { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: {} }
const hostedResult = { type: 'web_search_tool_result', tool_use_id: 'srvtoolu_1', content: [] }

export const orphanedResultCases = casesFor(orphanedResult, {
  valid: {
    'its call stands before it': [user(), call('c1'), result('c1')],
    'its call stands long before it': [user(), call('c1'), user('wait'), result('c1')],
    'its call comes later: that is an order': [user(), result('c1'), call('c1')],
  },
  invalid: {
    'other calls were made before it came, where only the last are looked at': {
      input: [user(), call('c1'), call('c2'), result('c1'), result('c2')],
      target: 'litellm',
      problems: [{ messageId: 'passed', at: '[3]', severity: 'error', callId: 'c1' }],
      fixed: [user(), call('c1'), result('c1'), call('c2'), result('c2')],
    },
    'a trimmed history took the call': {
      input: [result('c1'), user('and?')],
      problems: [{ messageId: 'missing', at: '[0]', severity: 'error', callId: 'c1' }],
      fixed: [user('and?')],
    },
    'behind other calls': {
      input: [user(), call('c1'), result('c1'), result('x9', 'what?')],
      problems: [{ messageId: 'missing', at: '[3]', callId: 'x9' }],
      fixed: [user(), call('c1'), result('c1')],
    },
    'kept as words of the user': {
      input: [user(), result('c1', 'sunny'), assistant('Sunny.')],
      options: { orphanedResult: 'text' },
      problems: [{ messageId: 'missing', at: '[1]' }],
      fixed: [user(), user('Result of a tool:\nsunny'), assistant('Sunny.')],
    },
    'with the call it answers, when asked': {
      input: [user(), { ...result('c1', 'sunny'), name: 'weather' }, assistant('Sunny.')],
      options: { orphanedResult: 'add-call' },
      problems: [{ messageId: 'missing', at: '[1]' }],
      fixed: [user(), call('c1', 'weather'), { ...result('c1', 'sunny'), name: 'weather' }, assistant('Sunny.')],
    },
    'a result of the old form': {
      input: [user(), legacyResult('weather'), assistant('Sunny.')],
      problems: [{ messageId: 'missing', at: '[1]' }],
      fixed: [user(), assistant('Sunny.')],
    },
    'a part among others': {
      input: anthropic.body([anthropic.user(anthropic.result('t1'), text('and?'))]),
      problems: [{ messageId: 'missing', at: 'messages[0].content[0]', callId: 't1' }],
      fixed: anthropic.body([anthropic.user(text('and?'))]),
    },
    'a part kept as text': {
      input: anthropic.body([anthropic.user(anthropic.result('t1', 'sunny'), text('and?'))]),
      options: { orphanedResult: 'text' },
      problems: [{ messageId: 'missing', at: 'messages[0].content[0]' }],
      fixed: anthropic.body([anthropic.user(text('Result of a tool:\nsunny'), text('and?'))]),
    },
    'a part with the call it answers': {
      input: anthropic.body([user(), assistant('Hm.'), anthropic.user(anthropic.result('t1', 'sunny'), text('and?'))]),
      options: { orphanedResult: 'add-call' },
      problems: [{ messageId: 'missing', at: 'messages[2].content[0]' }],
      fixed: anthropic.body([
        user(),
        assistant('Hm.'),
        says(toolUse('t1', 'unknown_tool')),
        anthropic.user(anthropic.result('t1', 'sunny'), text('and?')),
      ]),
    },
    'two orphans of one message, with the calls they answer': {
      input: anthropic.body([user(), anthropic.user(anthropic.result('t1', 'one'), anthropic.result('t2', 'two'))]),
      options: { orphanedResult: 'add-call' },
      problems: [
        { messageId: 'missing', at: 'messages[1].content[0]' },
        { messageId: 'missing', at: 'messages[1].content[1]' },
      ],
    },
    'two orphans in a row, with the calls they answer': {
      input: [user(), result('c1', 'one'), result('c2', 'two')],
      options: { orphanedResult: 'add-call' },
      problems: [
        { messageId: 'missing', at: '[1]' },
        { messageId: 'missing', at: '[2]' },
      ],
    },
    'an orphan between results, with the call it answers': {
      input: [user(), assistant(null, toolCall('c1'), toolCall('c2')), result('c1'), result('x9', 'what?'), result('c2')],
      options: { orphanedResult: 'add-call' },
      problems: [{ messageId: 'missing', at: '[3]' }],
      fixed: [
        user(),
        assistant(null, toolCall('c1'), toolCall('c2')),
        result('c1'),
        result('c2'),
        call('x9', 'unknown_tool'),
        result('x9', 'what?'),
      ],
    },
    'an orphan between results, kept as text behind them': {
      input: [user(), assistant(null, toolCall('c1'), toolCall('c2')), result('c1'), result('x9', 'what?'), result('c2')],
      options: { orphanedResult: 'text' },
      problems: [{ messageId: 'missing', at: '[3]' }],
      fixed: [
        user(),
        assistant(null, toolCall('c1'), toolCall('c2')),
        result('c1'),
        result('c2'),
        user('Result of a tool:\nwhat?'),
      ],
    },
    'a part before a result, kept as text behind it': {
      input: anthropic.body([
        user(),
        says(toolUse('t1')),
        anthropic.user(anthropic.result('x9', 'what?'), anthropic.result('t1'), text('and?')),
      ]),
      options: { orphanedResult: 'text' },
      problems: [{ messageId: 'missing', at: 'messages[2].content[0]' }],
      fixed: anthropic.body([
        user(),
        says(toolUse('t1')),
        anthropic.user(anthropic.result('t1'), text('Result of a tool:\nwhat?'), text('and?')),
      ]),
    },
    'a result of the old form, with the call it answers': {
      input: [user(), legacyResult('weather'), assistant('Sunny.')],
      options: { orphanedResult: 'add-call' },
      problems: [{ messageId: 'missing', at: '[1]' }],
      fixed: [user(), call('call_1', 'weather'), result('call_1'), assistant('Sunny.')],
    },
  },
})

export const orphanedHostedResultCases = casesFor(orphanedHostedResult, {
  valid: {
    'with its call': anthropic.body([user(), says(hostedCall, hostedResult, text('Nothing.'))]),
    'its call in the message before': anthropic.body([user(), says(hostedCall), says(hostedResult, text('Nothing.'))]),
  },
  invalid: {
    'a filter took the call': {
      input: anthropic.body([user(), says(hostedResult, text('Nothing.'))]),
      problems: [{ messageId: 'missing', at: 'messages[1].content[0]', severity: 'error', callId: 'srvtoolu_1' }],
      fixed: anthropic.body([user(), says(text('Nothing.'))]),
    },
  },
})
