import { assistant, result, toolCall, user } from '../testing/builders.ts'
import { casesFor } from '../testing/cases-for.ts'
import { resultsCombined } from './results-combined.ts'

const two = assistant(null, toolCall('c1'), toolCall('c2'))

export const resultsCombinedCases = casesFor(resultsCombined, {
  valid: { 'a message for each': [user(), two, result('c1'), result('c2')] },
  invalid: {
    'one message for both': {
      input: [
        user(),
        two,
        {
          role: 'tool',
          tool_calls: [
            { tool_call_id: 'c1', content: 'one' },
            { tool_call_id: 'c2', content: { n: 2 } },
          ],
        },
      ],
      problems: [{ messageId: 'combined', at: '[2].tool_calls', severity: 'error' }],
      fixed: [user(), two, result('c1', 'one'), result('c2', '{"n":2}')],
    },
    'as AutoGen 0.2 keeps them, with a copy as text': {
      input: [
        user(),
        two,
        {
          role: 'tool',
          content: 'one\n\ntwo',
          tool_responses: [
            { tool_call_id: 'c1', role: 'tool', content: 'one' },
            { tool_call_id: 'c2', role: 'tool', content: 'two' },
          ],
        },
      ],
      problems: [{ messageId: 'combined', at: '[2].tool_responses', severity: 'error' }],
      fixed: [user(), two, result('c1', 'one'), result('c2', 'two')],
    },
  },
})
