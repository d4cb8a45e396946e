import { anthropic, bedrock, user } from '../testing/builders.ts'
import { casesFor } from '../testing/cases-for.ts'
import { toolsRequired } from './tools-required.ts'

const { text, toolUse, result } = bedrock
const messages = [bedrock.user(text('hi')), bedrock.says(toolUse('t1')), bedrock.user(result('t1'))]

export const toolsRequiredCases = casesFor(toolsRequired, {
  valid: {
    'tools are defined': bedrock.body(messages),
    'a history without calls needs none': { messages: [bedrock.user(text('hi'))], inferenceConfig: {} },
    'messages by themselves are no request': messages,
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
    'Anthropic takes it since 2025': {
      input: anthropic.body([user(), anthropic.says(anthropic.toolUse('t1')), anthropic.user(anthropic.result('t1'))]),
      problems: [{ messageId: 'none', at: 'messages[1].content[0]', severity: 'info' }],
    },
  },
})
