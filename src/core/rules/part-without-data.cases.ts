import { gemini } from '../testing/builders.ts'
import { casesFor } from '../testing/cases-for.ts'
import { partWithoutData } from './part-without-data.ts'

const { user, model, text, body } = gemini

export const partWithoutDataCases = casesFor(partWithoutData, {
  valid: {
    'an empty text is a text': body([user(text('hi')), model(text(''))]),
    'a signature by itself': body([user(text('hi')), model({ thoughtSignature: 'AbCd' }, text('Hello.'))]),
  },
  invalid: {
    'an empty object': {
      input: body([user(text('hi')), model({}), user(text('well?'))]),
      problems: [{ messageId: 'empty', at: 'contents[1].parts[0]', severity: 'error' }],
      fixed: body([user(text('hi')), user(text('well?'))]),
    },
    'an empty object of the user': {
      input: body([user(text('hi')), model(text('Hello.')), user({})]),
      problems: [{ messageId: 'empty', at: 'contents[2].parts[0]' }],
      fixed: body([user(text('hi')), model(text('Hello.')), user(text('[empty message]'))]),
    },
    'every key of the library is null': {
      input: body([user(text('hi')), model({ text: null, function_call: null, thought: true }, text('Hello.'))]),
      problems: [{ messageId: 'empty', at: 'contents[1].parts[0]' }],
      fixed: body([user(text('hi')), model(text('Hello.'))]),
    },
  },
})
