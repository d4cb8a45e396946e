import { assistant, body, call, result, system, user } from '../testing/builders.ts'
import { casesFor, valid } from '../testing/cases-for.ts'
import { roleOrder, systemMessagePosition } from './message-order.ts'

export const roleOrderCases = casesFor(roleOrder, {
  valid: {
    'a result is answered by the assistant': valid(
      [user(), call('abcDEF123'), result('abcDEF123'), assistant('Sunny.'), user()],
      {
        target: 'mistral',
      },
    ),
    'a user after a user': valid([system('x'), user(), user('and?')], { target: 'mistral' }),
    'other APIs take a user after a result': [user(), call('c1'), result('c1'), user('and?')],
  },
  invalid: {
    'the user speaks right after a result, which most hosts take by now': {
      input: [user(), call('abcDEF123'), result('abcDEF123'), user('and?')],
      target: 'mistral',
      problems: [{ messageId: 'after', at: '[3].role', severity: 'info' }],
      fixed: [user(), call('abcDEF123'), result('abcDEF123'), user('and?')],
      stays: true,
    },
    'system text right after a result': {
      input: [user(), call('abcDEF123'), result('abcDEF123'), system('Be brief.')],
      target: 'mistral',
      problems: [{ messageId: 'after', at: '[3].role', severity: 'error' }],
      fixed: [user(), call('abcDEF123'), result('abcDEF123'), assistant('[empty message]'), system('Be brief.')],
    },
    'a result after a user': {
      input: [system('x'), user(), result('abcDEF123')],
      target: 'mistral',
      problems: [{ messageId: 'after', at: '[2].role', severity: 'error' }],
      fixed: [system('x'), user()],
    },
  },
})

export const systemMessagePositionCases = casesFor(systemMessagePosition, {
  valid: {
    'the system first': valid(body([system('x'), user()]), { target: 'llama-cpp' }),
    'OpenAI takes it anywhere': body([user(), system('x')]),
  },
  invalid: {
    'the system speaks again': {
      input: { messages: [system('x'), user(), assistant('hi'), system('Be brief.'), user('and?')] },
      target: 'llama-cpp',
      problems: [{ messageId: 'later', at: 'messages[3].role', severity: 'error' }],
      fixed: { messages: [system('x'), user(), assistant('hi'), user('Be brief.'), user('and?')] },
    },
    'a model whose template is not known to mind': {
      input: body([user(), system('x')], { model: 'gpt-oss-20b' }),
      target: 'llama-cpp',
      problems: [{ messageId: 'later', at: 'messages[1].role', severity: 'info' }],
    },
  },
})
