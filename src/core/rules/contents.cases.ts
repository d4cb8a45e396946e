import { EMPTY_RESULT, EMPTY_TEXT } from '../conversation/synthetic.ts'
import { anthropic, assistant, bedrock, body, call, item, result, system, toolCall, user } from '../testing/builders.ts'
import { casesFor } from '../testing/cases-for.ts'
import {
  contentPartType,
  emptyMessageContent,
  emptyResult,
  emptyTextBlock,
  missingContent,
  missingPartType,
  nullContent,
  resultContentNotString,
  trailingWhitespace,
  whitespaceTextBlock,
} from './contents.ts'

const { text, toolUse } = anthropic
const IMAGE = { type: 'image_url', image_url: { url: 'https://example.org/a.png' } }

export const nullContentCases = casesFor(nullContent, {
  valid: {
    'an assistant that makes calls may say nothing': [user(), call('c1'), result('c1')],
    'a refusal is words enough': [system('x'), user(), { role: 'assistant', content: null, refusal: 'No.' }],
    'a result that is null is told as an empty one': [user(), call('c1'), result('c1', null)],
  },
  invalid: {
    'of the user': {
      input: [system('x'), user(null)],
      problems: [{ messageId: 'null', at: '[1].content', severity: 'error' }],
      fixed: [system('x'), user(EMPTY_TEXT)],
    },
    'of an assistant that makes no calls: the message said nothing': {
      input: [system('x'), user(), assistant(null), user('well?')],
      problems: [{ messageId: 'null', at: '[2].content' }],
      fixed: [system('x'), user(), user('well?')],
    },
    'where calls are parts of the content': {
      input: anthropic.body([user(null), assistant('hi')]),
      problems: [{ messageId: 'null', at: 'messages[0].content' }],
      fixed: anthropic.body([user(EMPTY_TEXT), assistant('hi')]),
    },
  },
})

export const missingContentCases = casesFor(missingContent, {
  valid: {
    'calls without content': [user(), { role: 'assistant', tool_calls: [toolCall('c1')] }, result('c1')],
    'an empty content is a content': [system(''), user()],
  },
  invalid: {
    'of the user': {
      input: [system('x'), { role: 'user' }],
      problems: [{ messageId: 'missing', at: '[1].content', severity: 'error' }],
      fixed: [system('x'), user(EMPTY_TEXT)],
    },
    'of a result': {
      input: [user(), call('c1'), { role: 'tool', tool_call_id: 'c1' }],
      problems: [{ messageId: 'missing', at: '[2].content' }],
      fixed: [user(), call('c1'), result('c1', EMPTY_RESULT)],
    },
    'of the assistant: the message said nothing': {
      input: [system('x'), user(), { role: 'assistant' }, user('well?')],
      problems: [{ messageId: 'missing', at: '[2].content' }],
      fixed: [system('x'), user(), user('well?')],
    },
  },
})

export const emptyResultCases = casesFor(emptyResult, {
  valid: {
    'an output': [user(), call('c1'), result('c1', '0')],
    'a use that was answered by a hosted search without hits': anthropic.body([
      user(),
      anthropic.says(
        { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: {} },
        { type: 'web_search_tool_result', tool_use_id: 'srvtoolu_1', content: [] },
        text('Nothing.'),
      ),
    ]),
  },
  invalid: {
    'an empty text is an answer and stays': {
      input: [user(), call('c1'), result('c1', '')],
      problems: [{ messageId: 'empty', at: '[2].content', severity: 'info', callId: 'c1' }],
      fixed: [user(), call('c1'), result('c1', '')],
    },
    'null is none the API takes': {
      input: [user(), call('c1'), result('c1', null)],
      problems: [{ messageId: 'null', at: '[2].content', severity: 'error' }],
      fixed: [user(), call('c1'), result('c1', EMPTY_RESULT)],
    },
    'an empty list neither': {
      input: [user(), call('c1'), result('c1', [])],
      problems: [{ messageId: 'null', at: '[2].content', severity: 'error' }],
      fixed: [user(), call('c1'), result('c1', EMPTY_RESULT)],
    },
  },
})

export const resultContentNotStringCases = casesFor(resultContentNotString, {
  valid: {
    'a text': [user(), call('c1'), result('c1')],
    'text parts': [user(), call('c1'), result('c1', [text('a'), text('b')])],
    'an image in a result': anthropic.body([
      user(),
      anthropic.says(toolUse('t1')),
      anthropic.user(
        anthropic.result('t1', [{ type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AA==' } }]),
      ),
    ]),
    'no content at all where it may be left out': anthropic.body([
      user(),
      anthropic.says(toolUse('t1')),
      anthropic.user({ type: 'tool_result', tool_use_id: 't1' }),
    ]),
  },
  invalid: {
    'an object': {
      input: [user(), call('c1'), result('c1', { temp: 4, city: 'Oslo' })],
      problems: [{ messageId: 'wrong', at: '[2].content', severity: 'error', callId: 'c1' }],
      fixed: [user(), call('c1'), result('c1', '{"temp":4,"city":"Oslo"}')],
    },
    'a number keeps its digits': {
      input:
        '[{"role":"user","content":"hi"},{"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"price","arguments":"{}"}}]},{"role":"tool","tool_call_id":"c1","content":1450.00}]',
      problems: [{ messageId: 'wrong', at: '[2].content' }],
      fixed: [user(), call('c1', 'price'), result('c1', '1450.00')],
    },
    true: {
      input: [user(), call('c1'), result('c1', true)],
      problems: [{ messageId: 'wrong', at: '[2].content' }],
      fixed: [user(), call('c1'), result('c1', 'true')],
    },
    'a list of texts becomes one text': {
      input: [user(), call('c1'), result('c1', ['one', 'two'])],
      problems: [{ messageId: 'wrong', at: '[2].content[0].type' }],
      fixed: [user(), call('c1'), result('c1', 'one\ntwo')],
    },
    'rows of a table': {
      input: [user(), call('c1'), result('c1', [{ id: 1 }, { id: 2 }])],
      problems: [{ messageId: 'wrong', at: '[2].content[0].type' }],
      fixed: [user(), call('c1'), result('c1', '[{"id":1},{"id":2}]')],
    },
    'in a part': {
      input: anthropic.body([user(), anthropic.says(toolUse('t1')), anthropic.user(anthropic.result('t1', { temp: 4 }))]),
      problems: [{ messageId: 'wrong', at: 'messages[2].content[0].content' }],
      fixed: anthropic.body([user(), anthropic.says(toolUse('t1')), anthropic.user(anthropic.result('t1', '{"temp":4}'))]),
    },
  },
})

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

const SOUND = { type: 'input_audio', input_audio: { data: 'AA==', format: 'wav' } }
const used = [bedrock.says(bedrock.toolUse('t1')), bedrock.user(bedrock.result('t1'))]

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

export const emptyTextBlockCases = casesFor(emptyTextBlock, {
  valid: {
    'an assistant that makes calls may say an empty text': [user(), assistant('', toolCall('c1')), result('c1')],
    'an empty result is told elsewhere': [user(), call('c1'), result('c1', '')],
    'an empty message of the assistant is told as one': [system('x'), user(), assistant(''), user('well?')],
  },
  invalid: {
    'of the user': {
      input: [system('x'), user('')],
      problems: [{ messageId: 'empty', at: '[1].content', severity: 'warning' }],
      fixed: [system('x'), user(EMPTY_TEXT)],
    },
    'a part beside another one goes': {
      input: [system('x'), user([text('a'), text('')])],
      problems: [{ messageId: 'empty', at: '[1].content[1].text' }],
      fixed: [system('x'), user([text('a')])],
    },
    'a part before a call goes': {
      input: anthropic.body([user(), anthropic.says(text(''), toolUse('t1')), anthropic.user(anthropic.result('t1'))]),
      problems: [{ messageId: 'empty', at: 'messages[1].content[0].text', severity: 'error' }],
      fixed: anthropic.body([user(), anthropic.says(toolUse('t1')), anthropic.user(anthropic.result('t1'))]),
    },
    'the only part of a message': {
      input: anthropic.body([{ role: 'user', content: [text('')] }]),
      problems: [{ messageId: 'empty', at: 'messages[0].content[0].text' }],
      fixed: anthropic.body([{ role: 'user', content: [text(EMPTY_TEXT)] }]),
    },
  },
})

export const whitespaceTextBlockCases = casesFor(whitespaceTextBlock, {
  valid: {
    'blanks around words': anthropic.body([{ role: 'user', content: [text('  hi  ')] }]),
    'the other API takes blanks': [system('x'), user('hi'), assistant(null, toolCall('c1')), result('c1', '  ')],
  },
  invalid: {
    'a blank part before a call goes': {
      input: anthropic.body([user(), anthropic.says(text('\n\n'), toolUse('t1')), anthropic.user(anthropic.result('t1'))]),
      problems: [{ messageId: 'blank', at: 'messages[1].content[0].text', severity: 'error' }],
      fixed: anthropic.body([user(), anthropic.says(toolUse('t1')), anthropic.user(anthropic.result('t1'))]),
    },
    'the only part of a message': {
      input: anthropic.body([{ role: 'user', content: [text('  ')] }]),
      problems: [{ messageId: 'blank', at: 'messages[0].content[0].text' }],
      fixed: anthropic.body([{ role: 'user', content: [text(EMPTY_TEXT)] }]),
    },
  },
})

export const emptyMessageContentCases = casesFor(emptyMessageContent, {
  valid: {
    'the last word of the assistant may be empty': anthropic.body([user(), assistant('')]),
    'an empty text beside calls': [user(), assistant('', toolCall('c1')), result('c1')],
  },
  invalid: {
    'an empty list beside calls': {
      input: [user(), { ...call('c1'), content: [] }, result('c1')],
      problems: [{ messageId: 'besideCalls', at: '[1].content', severity: 'error' }],
      fixed: [user(), { ...call('c1'), content: null }, result('c1')],
    },
    'an empty message of the assistant goes': {
      input: [system('x'), user(), assistant(''), user('well?')],
      problems: [{ messageId: 'empty', at: '[2].content', severity: 'warning' }],
      fixed: [system('x'), user(), user('well?')],
    },
    'an empty list': {
      input: [system('x'), user([])],
      problems: [{ messageId: 'empty', at: '[1].content', severity: 'error' }],
      fixed: [system('x'), user(EMPTY_TEXT)],
    },
    'an empty message of the user': {
      input: anthropic.body([user(''), assistant('hi')]),
      problems: [{ messageId: 'empty', at: 'messages[0].content', severity: 'error' }],
      fixed: anthropic.body([user(EMPTY_TEXT), assistant('hi')]),
    },
    'an empty message of the assistant in the middle': {
      input: anthropic.body([user(), { role: 'assistant', content: [] }, user('well?')]),
      problems: [{ messageId: 'empty', at: 'messages[1].content' }],
      fixed: anthropic.body([user(), user('well?')]),
    },
  },
})

export const trailingWhitespaceCases = casesFor(trailingWhitespace, {
  valid: {
    'words to the end': anthropic.body([user(), assistant('The answer is')]),
    'blanks at the end of the user': anthropic.body([user('hi ')]),
    'blanks at the end of an earlier answer': anthropic.body([user(), assistant('yes '), user('and?')]),
    'the other API takes it': body([system('x'), user(), assistant('The answer is ')]),
  },
  invalid: {
    'a prefill that ends in a blank': {
      input: anthropic.body([user(), assistant('The answer is ')]),
      problems: [{ messageId: 'blanks', at: 'messages[1].content', severity: 'error' }],
      fixed: anthropic.body([user(), assistant('The answer is')]),
    },
    'in the last part': {
      input: anthropic.body([user(), anthropic.says(text('a\n'), text('b\n'))]),
      problems: [{ messageId: 'blanks', at: 'messages[1].content[1].text' }],
      fixed: anthropic.body([user(), anthropic.says(text('a\n'), text('b'))]),
    },
  },
})
