import { anthropic, assistant, user } from '../testing/builders.ts'
import { casesFor } from '../testing/cases-for.ts'
import { toolsRequired } from './tools-required.ts'

const history = [user(), anthropic.says(anthropic.toolUse('t1')), anthropic.user(anthropic.result('t1'))]
const tools = [{ name: 'weather', input_schema: { type: 'object' } }]

export const toolsRequiredCases = casesFor(toolsRequired, {
  valid: {
    'the tools are there': anthropic.body(history, { tools }),
    'nobody has called anything': anthropic.body([user(), assistant('Hi.'), user()]),
    'a list by itself': history,
    'Anthropic takes it by now': anthropic.body([...history, assistant('Sunny.'), user('Sum up.')]),
  },
  invalid: {
    'a summary is asked for, over a cloud': {
      input: anthropic.body([...history, assistant('Sunny.'), user('Sum up.')], { anthropic_version: 'vertex-2023-10-16' }),
      problems: [{ messageId: 'none', at: 'messages', severity: 'info' }],
    },
  },
})
