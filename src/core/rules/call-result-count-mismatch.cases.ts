import {
  assistant,
  bedrock,
  call as chatCall,
  gemini,
  interrupted,
  result,
  toolCall,
  user as chatUser,
} from '../testing/builders.ts'
import { casesFor, valid } from '../testing/cases-for.ts'
import { callResultCountMismatch } from './call-result-count-mismatch.ts'

const { user, model, text, call, response } = gemini
const asked = user(text('Rome and Oslo?'))
const two = assistant('', toolCall('abcDEF123'), toolCall('abcDEF124'))

export const callResultCountMismatchCases = casesFor(callResultCountMismatch, {
  valid: {
    'Mistral: two calls, two results': valid([chatUser(), two, result('abcDEF123'), result('abcDEF124')], { target: 'mistral' }),
    'Mistral: nobody has answered yet': valid([chatUser(), two], { target: 'mistral' }),
    'an API that compares ids is told about those': valid([chatUser(), two, result('abcDEF123')], { target: 'openai-chat' }),
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
    'Mistral: one of two calls is answered': {
      input: [chatUser(), two, result('abcDEF123'), assistant('Sunny.'), chatUser()],
      target: 'mistral',
      problems: [{ messageId: 'fewer', at: '[2]', severity: 'info' }],
      fixed: [chatUser(), two, result('abcDEF123'), interrupted('abcDEF124'), assistant('Sunny.'), chatUser()],
    },
    'Mistral: two results for one call': {
      input: [chatUser(), chatCall('abcDEF123'), result('abcDEF123'), result('xyzDEF123'), assistant('Sunny.'), chatUser()],
      target: 'mistral',
      problems: [{ messageId: 'more', at: '[2]', severity: 'info' }],
      fixed: [chatUser(), chatCall('abcDEF123'), result('abcDEF123'), assistant('Sunny.'), chatUser()],
    },
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
