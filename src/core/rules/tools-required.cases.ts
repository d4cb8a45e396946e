import { anthropic, bedrock, user } from '../testing/builders.ts'
import { casesFor } from '../testing/cases-for.ts'
import { toolsRequired } from './tools-required.ts'

const { text, toolUse, result } = bedrock
const messages = [bedrock.user(text('hi')), bedrock.says(toolUse('t1')), bedrock.user(result('t1'))]

const history = [user(), anthropic.says(anthropic.toolUse('t1')), anthropic.user(anthropic.result('t1'))]

export const toolsRequiredCases = casesFor(toolsRequired, {
  valid: {
    'tools are defined': bedrock.body(messages),
    'a history without calls needs none': { messages: [bedrock.user(text('hi'))], inferenceConfig: {} },
    'messages by themselves are no request': messages,
    'Anthropic takes it since 2025': anthropic.body(history),
  },
  invalid: {
    'a summary of a history with calls': {
      input: { messages, inferenceConfig: { maxTokens: 100 } },
      problems: [{ messageId: 'none', at: 'toolConfig', severity: 'error' }],
    },
    'perhaps a part of a request only': {
      input: { messages },
      problems: [{ messageId: 'none', at: 'toolConfig', severity: 'warning' }],
    },
    'a summary is asked of Claude, over a cloud': {
      input: anthropic.body(history, { anthropic_version: 'vertex-2023-10-16' }),
      problems: [{ messageId: 'none', at: 'messages[1].content[0]', severity: 'info' }],
    },
  },
})
