import { EMPTY_TEXT } from '../conversation/synthetic.ts'
import { anthropic, assistant, body, call, result, system, toolCall, user } from '../testing/builders.ts'
import { casesFor } from '../testing/cases-for.ts'
import { emptyTextBlock, whitespaceTextBlock, trailingWhitespace } from './empty-texts.ts'

const { text, toolUse } = anthropic

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
