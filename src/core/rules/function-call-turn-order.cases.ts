import { gemini } from '../testing/builders.ts'
import { casesFor } from '../testing/cases-for.ts'
import { functionCallTurnOrder } from './function-call-turn-order.ts'

const { user, model, text, call, response, body } = gemini

export const functionCallTurnOrderCases = casesFor(functionCallTurnOrder, {
  valid: {
    'a call behind the user, one behind a result': body([
      user(text('hi')),
      model(text('Let me look.'), call()),
      user(response()),
      model(call()),
      user(response()),
    ]),
    'an answer alone': { candidates: [{ content: model(call()) }] },
  },
  invalid: {
    'the history was trimmed in front of the call': {
      input: body([model(call()), user(response())], { systemInstruction: { parts: [text('Be brief.')] } }),
      problems: [{ messageId: 'first', at: 'contents[0].parts[0].functionCall', severity: 'error' }],
      fixed: body([user(text('[empty message]')), model(call()), user(response())], {
        systemInstruction: { parts: [text('Be brief.')] },
      }),
    },
    'text and call are kept apart': {
      input: body([user(text('hi')), model(text('Let me look.')), model(call()), user(response())]),
      problems: [{ messageId: 'after', at: 'contents[2].parts[0].functionCall' }],
      fixed: body([user(text('hi')), model(text('Let me look.'), call()), user(response())]),
    },
  },
})
