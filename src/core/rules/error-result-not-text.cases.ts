import { anthropic, user, type Value } from '../testing/builders.ts'
import { casesFor } from '../testing/cases-for.ts'
import { errorResultNotText } from './error-result-not-text.ts'

const IMAGE = { type: 'image', source: { type: 'url', url: 'https://example.com/x.png' } }
const answered = (result: Value): Value =>
  anthropic.body([user(), anthropic.says(anthropic.toolUse('t1')), anthropic.user(result)])

export const errorResultNotTextCases = casesFor(errorResultNotText, {
  valid: {
    'an error in words': answered({ ...anthropic.result('t1', [anthropic.text('No such city.')]), is_error: true }),
    'an image of a tool that worked': answered(anthropic.result('t1', [IMAGE])),
    'and says so': answered({ ...anthropic.result('t1', [IMAGE]), is_error: false }),
  },
  invalid: {
    'an image of what went wrong': {
      input: answered({ ...anthropic.result('t1', [anthropic.text('See.'), IMAGE]), is_error: true }),
      problems: [{ messageId: 'other', at: 'messages[2].content[0].content[1]', severity: 'error', callId: 't1' }],
      fixed: answered(anthropic.result('t1', [anthropic.text('See.'), IMAGE])),
    },
  },
})
