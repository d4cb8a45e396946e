import { bedrock, gemini } from '../testing/builders.ts'
import { casesFor } from '../testing/cases-for.ts'
import { errorResultEmpty, resultNameMissing, resultNotObject } from './result-shape.ts'

const { user, model, text, call, response } = gemini
const skipped = { thoughtSignature: 'skip_thought_signature_validator' }
const answered = (...parts: readonly unknown[]) => gemini.body([user(text('hi')), model(call()), user(...parts)])
const told = (more: Record<string, unknown>) =>
  bedrock.body([bedrock.user(bedrock.text('hi')), bedrock.says(bedrock.toolUse('t1')), bedrock.user(bedrock.result('t1', more))])

export const resultNameMissingCases = casesFor(resultNameMissing, {
  valid: { 'a result says which function it is of': answered(response()) },
  invalid: {
    'no name': {
      input: answered({ functionResponse: { response: {} } }),
      problems: [{ messageId: 'missing', at: 'contents[2].parts[0].functionResponse', severity: 'error' }],
      fixed: answered(response('weather', {})),
    },
    'no name, and no call it could be of': {
      input: gemini.body([user(text('hi')), user({ functionResponse: { response: { sky: 'clear' } } })]),
      problems: [{ messageId: 'missing', at: 'contents[1].parts[0].functionResponse' }],
      options: { orphanedResult: 'add-call' },
      fixed: gemini.body([
        user(text('hi')),
        model(call('unknown_tool', skipped)),
        user({ functionResponse: { response: { sky: 'clear' }, name: 'unknown_tool' } }),
      ]),
    },
    'an empty name': {
      input: answered(response('')),
      problems: [{ messageId: 'empty', at: 'contents[2].parts[0].functionResponse.name' }],
      fixed: answered(response()),
    },
  },
})

export const resultNotObjectCases = casesFor(resultNotObject, {
  valid: {
    'an object': answered(response()),
    'an object as JSON, and a text': told({ content: [{ json: { sky: 'clear' } }, { text: 'clear' }] }),
  },
  invalid: {
    'a list': {
      input: answered(response('weather', [1, 2])),
      problems: [{ messageId: 'wrong', at: 'contents[2].parts[0].functionResponse.response', severity: 'error' }],
      fixed: answered(response('weather', { output: [1, 2] })),
    },
    'a text': {
      input: answered(response('weather', 'clear')),
      problems: [{ messageId: 'wrong', at: 'contents[2].parts[0].functionResponse.response' }],
      fixed: answered(response('weather', { output: 'clear' })),
    },
    'a list as JSON': {
      input: told({ content: [{ text: 'two' }, { json: [1, 2] }] }),
      problems: [{ messageId: 'wrong', at: 'messages[2].content[0].toolResult.content[1].json' }],
      fixed: told({ content: [{ text: 'two' }, { json: { output: [1, 2] } }] }),
    },
  },
})

export const errorResultEmptyCases = casesFor(errorResultEmpty, {
  valid: {
    'a failure that says what went wrong': told({ status: 'error', content: [{ text: 'timeout' }] }),
    'a tool that worked and gave nothing': told({ status: 'success', content: [] }),
  },
  invalid: {
    'a failure without a word': {
      input: told({ status: 'error', content: [] }),
      problems: [{ messageId: 'empty', at: 'messages[2].content[0].toolResult.content', severity: 'error' }],
      fixed: told({ status: 'error', content: [{ text: '[the tool gave no output]' }] }),
    },
  },
})
