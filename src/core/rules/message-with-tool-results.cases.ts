import { casesFor, valid } from '../testing/cases-for.ts'
import { messageWithToolResults } from './message-with-tool-results.ts'

const called = { name: 'stock', parameters: { sku: 'A7' } }
const history = [
  { role: 'USER', message: 'Stock?' },
  { role: 'CHATBOT', message: '', tool_calls: [called] },
  { role: 'TOOL', tool_results: [{ call: called, outputs: [{ left: 3 }] }] },
]

export const messageWithToolResultsCases = casesFor(messageWithToolResults, {
  valid: {
    'results and no message': valid({ message: '', chat_history: history }, { target: 'cohere' }),
    'a message after an answer': valid(
      { message: 'and B2?', chat_history: [...history, { role: 'CHATBOT', message: 'Three.' }] },
      { target: 'cohere' },
    ),
  },
  invalid: {
    'the user speaks before the results are answered': {
      input: { message: 'and B2?', chat_history: history },
      target: 'cohere',
      problems: [{ messageId: 'history', at: 'message', severity: 'error' }],
    },
    'both in one request': {
      input: {
        message: 'and B2?',
        chat_history: history.slice(0, 2),
        tool_results: [{ call: called, outputs: [{ left: 3 }] }],
      },
      target: 'cohere',
      problems: [{ messageId: 'both', at: 'message', severity: 'error' }],
    },
  },
})
