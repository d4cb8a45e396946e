import { call, interrupted, result, user } from '../testing/builders.ts'
import { casesFor } from '../testing/cases-for.ts'
import { mixedSession } from './mixed-session.ts'

const rows = (...messages: readonly (readonly [string, object])[]): string =>
  messages.map(([session_id, message]) => `${JSON.stringify({ session_id, ...message })}\n`).join('')

export const mixedSessionCases = casesFor(mixedSession, {
  valid: {
    'the same id in two sessions, each with its result': rows(
      ['a', call('c1')],
      ['b', call('c1')],
      ['b', result('c1')],
      ['a', result('c1')],
    ),
    'an orphaned result whose call is nowhere': rows(['a', user()], ['b', result('c9')], ['b', user()]),
  },
  invalid: {
    'a result was filed under the wrong session': {
      input: rows(
        ['a', user()],
        ['a', call('c1')],
        ['b', user()],
        ['b', result('c1')],
        ['a', user('well?')],
        ['b', user('well?')],
      ),
      problems: [{ messageId: 'foreign', at: '[3]', severity: 'warning', callId: 'c1' }],
      fixed: rows(
        ['a', user()],
        ['a', call('c1')],
        ['a', interrupted('c1')],
        ['b', user()],
        ['a', user('well?')],
        ['b', user('well?')],
      ),
    },
  },
})
