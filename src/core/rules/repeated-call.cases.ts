import { anthropic, assistant, call, result, user, type Value } from '../testing/builders.ts'
import { casesFor } from '../testing/cases-for.ts'
import { repeatedCall, retriedCall } from './repeated-call.ts'

const again = (id: string): readonly unknown[] => [call(id, 'search', { q: 'x' }), result(id, 'nothing')]
const failed = (id: string): Value => ({ ...anthropic.result(id, 'no network'), is_error: true })

export const repeatedCallCases = casesFor(repeatedCall, {
  valid: {
    'twice may be needed': [user(), ...again('c1'), ...again('c2')],
    'with another input': [user(), ...again('c1'), ...again('c2'), call('c3', 'search', { q: 'y' }), result('c3')],
    'it looks again until something has changed': [
      user(),
      ...['waiting', 'running', 'done'].flatMap((state, i) => [call(`c${i}`, 'status'), result(`c${i}`, state)]),
      assistant('Done.'),
    ],
    'because the user asked again': [user(), ...again('c1'), user('again'), ...again('c2'), user('again'), ...again('c3')],
  },
  invalid: {
    'three times the same': {
      input: [user(), ...again('c1'), ...again('c2'), ...again('c3'), assistant('Nothing.')],
      problems: [{ messageId: 'loop', at: '[1].tool_calls[0]', severity: 'info', callId: 'c1' }],
    },
    'in parts': {
      input: anthropic.body([
        user(),
        ...['t1', 't2', 't3'].flatMap((id) => [anthropic.says(anthropic.toolUse(id)), anthropic.user(anthropic.result(id))]),
        assistant('Nothing.'),
      ]),
      problems: [{ messageId: 'loop', at: 'messages[1].content[0]' }],
    },
    'whatever it is answered': {
      input: [user(), ...Array.from({ length: 10 }, (_, i) => [call(`c${i}`, 'status'), result(`c${i}`, `${i} %`)]).flat()],
      problems: [{ messageId: 'long', at: '[1].tool_calls[0]' }],
    },
  },
})

export const retriedCallCases = casesFor(retriedCall, {
  valid: {
    'each was answered': [user(), ...again('c1'), ...again('c2')],
    'another call': [user(), call('c1', 'a'), call('c2', 'b'), result('c2')],
    'something was done in between': [
      user(),
      ...[anthropic.says(anthropic.toolUse('t1', 'test')), anthropic.user(failed('t1'))],
      ...[anthropic.says(anthropic.toolUse('t2', 'edit', { line: 1 })), anthropic.user(anthropic.result('t2'))],
      ...[anthropic.says(anthropic.toolUse('t3', 'test')), anthropic.user(anthropic.result('t3'))],
    ],
    'nobody tried again': [user(), anthropic.says(anthropic.toolUse('t1')), anthropic.user(failed('t1'))],
  },
  invalid: {
    'the first got no answer': {
      input: [user(), call('c1'), call('c2'), result('c2')],
      problems: [
        { messageId: 'attempt', at: '[1].tool_calls[0]', severity: 'info', callId: 'c1' },
        { messageId: 'attempt', at: '[2].tool_calls[0]', callId: 'c2' },
      ],
    },
    'the first failed': {
      input: [
        user(),
        anthropic.says(anthropic.toolUse('t1')),
        anthropic.user(failed('t1')),
        anthropic.says(anthropic.toolUse('t2')),
        anthropic.user(anthropic.result('t2')),
      ],
      problems: [
        { messageId: 'attempt', at: '[1].content[0]', callId: 't1' },
        { messageId: 'attempt', at: '[3].content[0]', callId: 't2' },
      ],
    },
  },
})
