import { body, system, user } from '../testing/builders.ts'
import { casesFor, valid } from '../testing/cases-for.ts'
import { roleUnsupportedByModel } from './role-unsupported-by-model.ts'

export const roleUnsupportedByModelCases = casesFor(roleUnsupportedByModel, {
  valid: {
    'a model that takes all roles': body([system('x'), user()]),
    'its successor takes the system': body([system('x'), user()], { model: 'o1-2024-12-17' }),
    'no model is named': valid({ messages: [system('x'), user()] }, { target: 'azure-openai' }),
  },
  invalid: {
    'an early reasoning model': {
      input: body([system('Be brief.'), user()], { model: 'o1-mini' }),
      problems: [{ messageId: 'unsupported', at: 'messages[0].role', severity: 'error' }],
      fixed: body([user('Be brief.'), user()], { model: 'o1-mini' }),
    },
  },
})
