import { bedrock, gemini } from '../testing/builders.ts'
import { casesFor } from '../testing/cases-for.ts'
import { callResultCountMismatch } from './call-result-count-mismatch.ts'

const { user, model, text, call, response } = gemini
const asked = user(text('Rome and Oslo?'))

export const callResultCountMismatchCases = casesFor(callResultCountMismatch, {
  valid: {
    'as many results as calls': gemini.body([asked, model(call(), call()), user(response(), response())]),
    'results in a content of the older role': gemini.body([asked, model(call()), { role: 'function', parts: [response()] }]),
    'the calls are still open': gemini.body([asked, model(call(), call())]),
    'what the provider ran itself is not counted': gemini.body([
      asked,
      model({ executableCode: { code: '1+1' } }, { codeExecutionResult: { outcome: 'OUTCOME_OK', output: '2' } }),
      user(text('And 2+2?')),
    ]),
    'Bedrock tells too few by their ids': bedrock.body([
      bedrock.user(bedrock.text('hi')),
      bedrock.says(bedrock.toolUse('t1'), bedrock.toolUse('t2')),
      bedrock.user(bedrock.result('t1')),
    ]),
  },
  invalid: {
    'results of parallel calls are spread over contents': {
      input: gemini.body([asked, model(call(), call()), user(response()), user(response())]),
      problems: [{ messageId: 'fewer', at: 'contents[2]', severity: 'error' }],
    },
    'words stand where the result should be': {
      input: gemini.body([asked, model(call()), user(text('well?'))]),
      problems: [{ messageId: 'fewer', at: 'contents[1]' }],
    },
    'one result too many': {
      input: gemini.body([asked, model(call()), user(response(), response())]),
      problems: [{ messageId: 'more', at: 'contents[2]' }],
    },
    'the message before has no calls': {
      input: bedrock.body([
        bedrock.user(bedrock.text('hi')),
        bedrock.says(bedrock.text('Hello.')),
        bedrock.user(bedrock.result('t1')),
      ]),
      problems: [{ messageId: 'more', at: 'messages[2]' }],
    },
  },
})
