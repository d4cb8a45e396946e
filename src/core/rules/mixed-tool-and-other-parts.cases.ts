import { EMPTY_TEXT } from '../conversation/synthetic.ts'
import { bedrock, gemini } from '../testing/builders.ts'
import { casesFor } from '../testing/cases-for.ts'
import { mixedToolAndOtherParts } from './mixed-tool-and-other-parts.ts'

const { text, toolUse, result } = bedrock
const history = [
  bedrock.user(text('hi')),
  bedrock.says(text('Let me look.'), toolUse('t1')),
  bedrock.user(result('t1'), text('And in Oslo?')),
]

export const mixedToolAndOtherPartsCases = casesFor(mixedToolAndOtherParts, {
  valid: {
    'text beside a call of Gemini': gemini.body([
      gemini.user(gemini.text('hi')),
      gemini.model(gemini.text('Let me look.'), gemini.call()),
      gemini.user(gemini.response()),
    ]),
    'Claude takes text beside calls and results': bedrock.body(history, { modelId: 'anthropic.claude-sonnet-4-5' }),
  },
  invalid: {
    'call and response share a content': {
      input: gemini.body([gemini.user(gemini.text('hi'), gemini.call(), gemini.response())]),
      problems: [{ messageId: 'both', at: 'contents[0].parts[2].functionResponse', severity: 'error' }],
    },
    'text beside a result, for a model that is not named': {
      input: bedrock.body(history),
      problems: [{ messageId: 'text', at: 'messages[2].content', severity: 'warning' }],
      stays: true,
    },
    'a model that wants them apart': {
      input: bedrock.body(history, { modelId: 'mistral.mistral-large-2402-v1:0' }),
      problems: [
        { messageId: 'text', at: 'messages[1].content', severity: 'error' },
        { messageId: 'text', at: 'messages[2].content' },
      ],
      fixed: bedrock.body(
        [
          bedrock.user(text('hi')),
          bedrock.says(text('Let me look.')),
          bedrock.user(text(EMPTY_TEXT)),
          bedrock.says(toolUse('t1')),
          bedrock.user(result('t1', { content: [text('clear'), text('And in Oslo?')] })),
        ],
        { modelId: 'mistral.mistral-large-2402-v1:0' },
      ),
    },
  },
})
