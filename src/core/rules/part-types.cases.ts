import { anthropic, bedrock, body, call, item, result, system, user } from '../testing/builders.ts'
import { casesFor } from '../testing/cases-for.ts'
import { missingPartType, contentPartType } from './part-types.ts'

const { text } = anthropic
const IMAGE = { type: 'image_url', image_url: { url: 'https://example.org/a.png' } }
const SOUND = { type: 'input_audio', input_audio: { data: 'AA==', format: 'wav' } }
const used = [bedrock.says(bedrock.toolUse('t1')), bedrock.user(bedrock.result('t1'))]

export const missingPartTypeCases = casesFor(missingPartType, {
  valid: {
    'parts with types': [system('x'), user([text('a'), IMAGE])],
    'the content of a result is told elsewhere': [user(), call('c1'), result('c1', [{ id: 1 }])],
  },
  invalid: {
    'a text without a type is a text': {
      input: [system('x'), user([{ text: 'a' }])],
      problems: [{ messageId: 'missing', at: '[1].content[0].type', severity: 'error' }],
      fixed: [system('x'), user([text('a')])],
    },
    'a bare text in a list': {
      input: [system('x'), user(['a', text('b')])],
      problems: [{ messageId: 'missing', at: '[1].content[0]' }],
      fixed: [system('x'), user([text('a'), text('b')])],
    },
    'anything else is kept as JSON': {
      input: [system('x'), user([{ city: 'Oslo' }])],
      problems: [{ messageId: 'missing', at: '[1].content[0].type' }],
      fixed: [system('x'), user([text('{"city":"Oslo"}')])],
    },
  },
})

export const contentPartTypeCases = casesFor(contentPartType, {
  valid: {
    'text, image and file': [system('x'), user([text('a'), IMAGE, { type: 'file', file: { file_id: 'f' } }])],
    'sound for a model that hears': body([user([SOUND])], { model: 'gpt-4o-audio-preview' }),
  },
  invalid: {
    'sound, which few models take': {
      input: [system('x'), user([SOUND])],
      problems: [{ messageId: 'media', at: '[1].content[0]', severity: 'warning' }],
    },
    'a part of another API is kept as text': {
      input: [system('x'), user([text('a'), { type: 'video_url', url: 'v' }])],
      problems: [{ messageId: 'unknown', at: '[1].content[1]', severity: 'error' }],
      fixed: [system('x'), user([text('a'), text('{"type":"video_url","url":"v"}')])],
    },
    'a text of the other side among items': {
      input: item.body([item.user(), { ...item.says('Hello.'), content: [{ type: 'input_text', text: 'Hello.' }] }]),
      problems: [{ messageId: 'unknown', at: 'input[1].content[0].type' }],
      fixed: item.body([item.user(), item.says('Hello.')]),
    },
    'a refusal that stands with the user': {
      input: item.body([item.user([{ type: 'refusal', refusal: 'No.' }]), item.call('c1'), item.output('c1')]),
      problems: [{ messageId: 'unknown', at: 'input[0].content[0].type' }],
      fixed: item.body([item.user([{ type: 'input_text', text: 'No.' }]), item.call('c1'), item.output('c1')]),
    },
    'a type beside the key that says what it is': {
      input: bedrock.body([bedrock.user({ type: 'text', text: 'hi' }), ...used]),
      problems: [{ messageId: 'unknown', at: 'messages[0].content[0]' }],
      fixed: bedrock.body([bedrock.user(bedrock.text('hi')), ...used]),
    },
  },
})
