import { anthropic, assistant, body, call, result, user, type Value } from '../testing/builders.ts'
import { casesFor } from '../testing/cases-for.ts'
import { thinkingBlockMissing, thinkingBlockModified, thinkingSignatureInvalid, thinkingWhenDisabled } from './thinking.ts'

const { says, text, toolUse } = anthropic
const answer = (id: string): Value => anthropic.user(anthropic.result(id))
const thinking = (signature: unknown = 'c2lnbmVk', words = 'Let me see.'): Value => ({
  type: 'thinking',
  thinking: words,
  signature,
})
const ON = { thinking: { type: 'enabled', budget_tokens: 1024 } }
const OFF = { thinking: { type: 'disabled' } }

const bare = [user(), says(toolUse('t1')), answer('t1')]

export const thinkingBlockMissingCases = casesFor(thinkingBlockMissing, {
  valid: {
    'the turn begins with its thinking': anthropic.body([user(), says(thinking(), toolUse('t1')), answer('t1')], ON),
    'also when what was thought is hidden': anthropic.body(
      [user(), says({ type: 'redacted_thinking', data: 'aGlkZGVu' }, toolUse('t1')), answer('t1')],
      ON,
    ),
    'only the first message of a turn thinks': anthropic.body(
      [user(), says(thinking(), toolUse('t1')), answer('t1'), says(toolUse('t2')), answer('t2')],
      ON,
    ),
    'turns that are over need none': anthropic.body([...bare, assistant('Sunny.'), user('Thanks.')], ON),
    'thinking is off': anthropic.body(bare, OFF),
    'the model thinks when it wants to': anthropic.body(bare, { thinking: { type: 'adaptive' } }),
    'nobody says whether thinking is on': bare,
    'another API': body([user(), call('c1'), result('c1')], ON),
  },
  invalid: {
    'a call comes first': {
      input: anthropic.body(bare, ON),
      problems: [{ messageId: 'missing', at: 'messages[1].content[0].type', severity: 'error' }],
      fixed: anthropic.body(bare, OFF),
    },
    'words come first, late in the turn': {
      input: anthropic.body([...bare, says(text('And'), toolUse('t2')), answer('t2')], ON),
      problems: [{ messageId: 'missing', at: 'messages[3].content[0].type' }],
    },
  },
})

export const thinkingWhenDisabledCases = casesFor(thinkingWhenDisabled, {
  valid: {
    'thinking is on': anthropic.body([user(), says(thinking(), text('Well'))], ON),
    'it is not the last message': anthropic.body([user(), says(thinking(), text('Well')), user()], OFF),
    'an answer by itself': {
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      content: [thinking(), text('Well')],
      stop_reason: 'end_turn',
    },
    'a list by itself': [user(), says(thinking(), text('Well'))],
  },
  invalid: {
    'beside words': {
      input: anthropic.body([user(), says(thinking(), text('Well'))], OFF),
      problems: [{ messageId: 'last', at: 'messages[1].content[0]', severity: 'error' }],
      fixed: anthropic.body([user(), says(text('Well'))], OFF),
    },
    'and nothing else': {
      input: anthropic.body([user(), says(thinking())]),
      problems: [{ messageId: 'last', at: 'messages[1].content[0]' }],
      fixed: anthropic.body([user()]),
    },
  },
})

export const thinkingSignatureInvalidCases = casesFor(thinkingSignatureInvalid, {
  valid: {
    'as the API writes it': [user(), says(thinking('EqoBCkgIARABGAIiQL+a/b=='), text('Well')), user()],
    'shortened, to show it': [user(), says(thinking('EuY...'), text('Well')), user()],
    'an answer that is not over': {
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      content: [{ type: 'thinking', thinking: 'Let' }],
      stop_reason: null,
    },
  },
  invalid: {
    'of another model': {
      input: [user(), says(thinking(''), text('Well')), user()],
      problems: [{ messageId: 'missing', at: '[1].content[0]', severity: 'error' }],
      fixed: [user(), says(text('Well')), user()],
    },
    'made up': {
      input: [user(), says(thinking('no signature!')), user()],
      problems: [{ messageId: 'odd', at: '[1].content[0]' }],
      fixed: [user(), user()],
    },
    'where thinking must come first it stays': {
      input: anthropic.body([user(), says({ type: 'thinking', thinking: 'Hm' }, toolUse('t1')), answer('t1')], ON),
      problems: [{ messageId: 'missing', at: 'messages[1].content[0]' }],
      fixed: anthropic.body([user(), says({ type: 'thinking', thinking: 'Hm' }, toolUse('t1')), answer('t1')], ON),
    },
  },
})

export const thinkingBlockModifiedCases = casesFor(thinkingBlockModified, {
  valid: {
    'each has its own': [
      user(),
      says(thinking('YQ=='), toolUse('t1')),
      answer('t1'),
      says(thinking('Yg=='), text('Sunny.')),
      user(),
    ],
    'turns that are over are not looked at': [
      user(),
      says(thinking('YQ=='), toolUse('t1')),
      answer('t1'),
      says(thinking('YQ=='), toolUse('t2')),
      answer('t2'),
      assistant('Sunny.'),
      user(),
    ],
  },
  invalid: {
    'two texts under one signature': {
      input: [user(), says(thinking('YQ=='), thinking('YQ==', 'Or not.'), toolUse('t1')), answer('t1')],
      problems: [{ messageId: 'twice', at: '[1].content[1]', severity: 'error' }],
    },
  },
})
