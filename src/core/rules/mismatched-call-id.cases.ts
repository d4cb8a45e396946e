import { anthropic, assistant, call, interrupted, result, toolCall, user } from '../testing/builders.ts'
import { casesFor } from '../testing/cases-for.ts'
import { mismatchedCallId } from './mismatched-call-id.ts'

export const mismatchedCallIdCases = casesFor(mismatchedCallId, {
  valid: {
    'ids agree': [user(), call('c1'), result('c1')],
    'ids agree but for padding': [user(), call('c1'), result(' c1 ')],
    'counts differ: nothing is guessed': [user(), assistant(null, toolCall('c1'), toolCall('c2')), result('x1')],
    'names differ: nothing is guessed': [user(), call('c1', 'weather'), { ...result('x1'), name: 'search' }],
    'a copy is a copy': [user(), assistant(null, toolCall('c1'), toolCall('c2')), result('c1', 'one'), result('c1', 'one')],
    'one more than there are calls': [
      user(),
      assistant(null, toolCall('c1'), toolCall('c2')),
      result('c1', 'one'),
      result('c1', 'two'),
      result('c1', 'three'),
    ],
    'what stands in for the answer': [
      user(),
      assistant(null, toolCall('c1'), toolCall('c2')),
      interrupted('c1'),
      result('c1', 'one'),
    ],
    'something stands between: nothing is guessed': [user(), call('c1'), user('well?'), result('x1')],
  },
  invalid: {
    'one result behind one call': {
      input: [user(), call('c1'), result('x1')],
      problems: [{ messageId: 'other', at: '[2].tool_call_id', severity: 'error', callId: 'c1' }],
      fixed: [user(), call('c1'), result('c1')],
    },
    'exact ids first, the rest by position': {
      input: [
        user(),
        assistant(null, toolCall('c1'), toolCall('c2'), toolCall('c3')),
        result('x1', 'one'),
        result('c2', 'two'),
        result('x3', 'three'),
      ],
      problems: [
        { messageId: 'other', at: '[2].tool_call_id', callId: 'c1' },
        { messageId: 'other', at: '[4].tool_call_id', callId: 'c3' },
      ],
      fixed: [
        user(),
        assistant(null, toolCall('c1'), toolCall('c2'), toolCall('c3')),
        result('c1', 'one'),
        result('c2', 'two'),
        result('c3', 'three'),
      ],
    },
    'the id of its neighbour, which has another answer': {
      input: [user(), assistant(null, toolCall('c1'), toolCall('c2')), result('c1', 'one'), result('c1', 'two')],
      problems: [{ messageId: 'other', at: '[3].tool_call_id', callId: 'c2' }],
      fixed: [user(), assistant(null, toolCall('c1'), toolCall('c2')), result('c1', 'one'), result('c2', 'two')],
    },
    'the id of the neighbour behind it': {
      input: [user(), assistant(null, toolCall('c1'), toolCall('c2')), result('c2', 'one'), result('c2', 'two')],
      problems: [{ messageId: 'other', at: '[2].tool_call_id', callId: 'c1' }],
      fixed: [user(), assistant(null, toolCall('c1'), toolCall('c2')), result('c1', 'one'), result('c2', 'two')],
    },
    'the id of its neighbour, in parts': {
      input: anthropic.body([
        user(),
        anthropic.says(anthropic.toolUse('t1'), anthropic.toolUse('t2')),
        anthropic.user(anthropic.result('t1', 'one'), anthropic.result('t1', 'two')),
      ]),
      problems: [{ messageId: 'other', at: 'messages[2].content[1].tool_use_id', callId: 't2' }],
      fixed: anthropic.body([
        user(),
        anthropic.says(anthropic.toolUse('t1'), anthropic.toolUse('t2')),
        anthropic.user(anthropic.result('t1', 'one'), anthropic.result('t2', 'two')),
      ]),
    },
    'who drops what does not pair does not guess': {
      input: [user(), call('c1'), result('x1'), user('well?')],
      options: { strategy: 'drop' },
      problems: [{ messageId: 'other', at: '[2].tool_call_id' }],
      fixed: [user(), user('well?')],
    },
    'in parts': {
      input: anthropic.body([user(), anthropic.says(anthropic.toolUse('t1')), anthropic.user(anthropic.result('x1'))]),
      problems: [{ messageId: 'other', at: 'messages[2].content[0].tool_use_id' }],
      fixed: anthropic.body([user(), anthropic.says(anthropic.toolUse('t1')), anthropic.user(anthropic.result('t1'))]),
    },
    'the block is the next messages only': {
      input: [user(), call('c1'), result('x1'), user('and?'), call('c2'), user('well?')],
      problems: [{ messageId: 'other', at: '[2].tool_call_id' }],
      fixed: [user(), call('c1'), result('c1'), user('and?'), call('c2'), interrupted('c2'), user('well?')],
    },
  },
})
