import { anthropic, assistant, call, interrupted, result, toolCall, user } from '../testing/builders.ts'
import { casesFor } from '../testing/cases-for.ts'
import { duplicateCallId, reusedCallId } from './duplicate-call-id.ts'

const OSLO = { city: 'Oslo' }
const BERGEN = { city: 'Bergen' }
const { toolUse } = anthropic

export const duplicateCallIdCases = casesFor(duplicateCallId, {
  valid: {
    'an id used again in a later turn is taken here': [
      user(),
      call('c1', 'weather', OSLO),
      result('c1'),
      call('c1', 'weather', BERGEN),
      result('c1', 'rain'),
    ],
    'one id for each call': [user(), assistant(null, toolCall('c1'), toolCall('c2')), result('c1'), result('c2')],
  },
  invalid: {
    'two calls of one message': {
      input: [
        user(),
        assistant(null, toolCall('c1', 'weather', OSLO), toolCall('c1', 'weather', BERGEN)),
        result('c1', 'sun'),
        result('c1', 'rain'),
      ],
      problems: [{ messageId: 'same', at: '[1].tool_calls[1].id', severity: 'error', callId: 'c1' }],
      fixed: [
        user(),
        assistant(null, toolCall('c1', 'weather', OSLO), toolCall('c1_2', 'weather', BERGEN)),
        result('c1', 'sun'),
        result('c1_2', 'rain'),
      ],
    },
    'a call written down again': {
      input: [user(), call('c1'), assistant('Working on it.', toolCall('c1')), result('c1')],
      problems: [{ messageId: 'again', at: '[1].tool_calls[0].id', callId: 'c1' }],
      fixed: [user(), assistant('Working on it.', toolCall('c1')), result('c1')],
    },
    'any reuse, where ids must be unique': {
      input: anthropic.body([
        user(),
        anthropic.says(toolUse('t1', 'weather', OSLO)),
        anthropic.user(anthropic.result('t1', 'sun')),
        anthropic.says(toolUse('t1', 'weather', BERGEN)),
        anthropic.user(anthropic.result('t1', 'rain')),
      ]),
      problems: [{ messageId: 'same', at: 'messages[3].content[0].id', severity: 'error' }],
      fixed: anthropic.body([
        user(),
        anthropic.says(toolUse('t1', 'weather', OSLO)),
        anthropic.user(anthropic.result('t1', 'sun')),
        anthropic.says(toolUse('t1_2', 'weather', BERGEN)),
        anthropic.user(anthropic.result('t1_2', 'rain')),
      ]),
    },
    'neither was answered': {
      input: [user(), assistant(null, toolCall('c1', 'weather', OSLO), toolCall('c1', 'weather', BERGEN)), user('well?')],
      problems: [{ messageId: 'same', at: '[1].tool_calls[1].id' }],
      fixed: [
        user(),
        assistant(null, toolCall('c1', 'weather', OSLO), toolCall('c1_2', 'weather', BERGEN)),
        interrupted('c1'),
        interrupted('c1_2'),
        user('well?'),
      ],
    },
  },
})

export const reusedCallIdCases = casesFor(reusedCallId, {
  valid: {
    'each id once': [user(), call('c1'), result('c1'), call('c2'), result('c2')],
    'twice in one message is an error, not a reuse': [
      user(),
      assistant(null, toolCall('c1', 'weather', OSLO), toolCall('c1', 'weather', BERGEN)),
      result('c1', 'sun'),
      result('c1', 'rain'),
    ],
  },
  invalid: {
    'ids that start again in each turn': {
      input: [
        user(),
        call('call_0', 'weather', OSLO),
        result('call_0', 'sun'),
        user('Bergen?'),
        call('call_0', 'weather', BERGEN),
        result('call_0', 'rain'),
      ],
      problems: [{ messageId: 'reused', at: '[4].tool_calls[0].id', severity: 'info', callId: 'call_0' }],
      fixed: [
        user(),
        call('call_0', 'weather', OSLO),
        result('call_0', 'sun'),
        user('Bergen?'),
        call('call_0', 'weather', BERGEN),
        result('call_0', 'rain'),
      ],
    },
  },
})
