import { gemini } from '../testing/builders.ts'
import { casesFor } from '../testing/cases-for.ts'
import { thoughtSignatureInvalid, thoughtSignatureMissing } from './thought-signatures.ts'

const { user, model, text, call, response, body } = gemini
const signed = { thoughtSignature: 'AbCdEf0123456789' }
const three = { model: 'gemini-3-pro-preview' }
const skipped = { thoughtSignature: 'skip_thought_signature_validator' }
const asked = user(text('hi'))

export const thoughtSignatureMissingCases = casesFor(thoughtSignatureMissing, {
  valid: {
    'the first of two calls is signed': body(
      [asked, model(call('a', signed), call('b')), user(response('a'), response('b'))],
      three,
    ),
    'a turn that is over': body([asked, model(call()), user(response()), model(text('Clear.')), user(text('Thanks.'))], three),
    'a model that does not ask for it': body([asked, model(call()), user(response())], { model: 'gemini-2.5-flash' }),
    'no model is named and no call is signed': body([asked, model(call()), user(response())]),
    'the value for histories of other models': body(
      [asked, model(call('a', { thoughtSignature: 'skip_thought_signature_validator' })), user(response('a'))],
      three,
    ),
  },
  invalid: {
    'the signature was dropped': {
      input: body([asked, model(text('Let me look.'), call()), user(response())], three),
      problems: [{ messageId: 'missing', at: 'contents[1].parts[1].functionCall', severity: 'error' }],
      fixed: body([asked, model(text('Let me look.'), call('weather', skipped)), user(response())], three),
    },
    'another call of this turn is signed': {
      input: body([asked, model(call('a', signed)), user(response('a')), model(call('b')), user(response('b'))]),
      problems: [{ messageId: 'missing', at: 'contents[3].parts[0].functionCall', severity: 'warning' }],
    },
  },
})

export const thoughtSignatureInvalidCases = casesFor(thoughtSignatureInvalid, {
  valid: {
    'base64 of either alphabet': body([
      asked,
      model(call('a', { thoughtSignature: 'Ab+/dEf=' }), call('b', { thought_signature: 'Ab-_dEf=' })),
      user(response('a'), response('b')),
    ]),
    'the value for histories of other models': body([
      asked,
      model(call('a', { thoughtSignature: 'skip_thought_signature_validator' })),
      user(response('a')),
    ]),
  },
  invalid: {
    'two signatures were joined': {
      input: body([asked, model(call('a', { thoughtSignature: 'Ab+/dEf=Ab+/dEf=' })), user(response('a'))]),
      problems: [{ messageId: 'odd', at: 'contents[1].parts[0].thoughtSignature', severity: 'error' }],
      fixed: body([asked, model(call('a', skipped)), user(response('a'))]),
    },
    'beside a text': {
      input: body([asked, model({ text: 'Clear.', thoughtSignature: 'no base64' }), asked]),
      problems: [{ messageId: 'odd', at: 'contents[1].parts[0].thoughtSignature' }],
      fixed: body([asked, model(text('Clear.')), asked]),
    },
    'an empty text': {
      input: body([asked, model(call('a', { thoughtSignature: '' })), user(response('a'))]),
      problems: [{ messageId: 'empty', at: 'contents[1].parts[0].thoughtSignature', severity: 'info' }],
    },
  },
})
