import { item } from '../testing/builders.ts'
import { casesFor } from '../testing/cases-for.ts'
import { duplicateItem, itemIdCharacters, itemIdPrefix, missingItemType } from './items.ts'

const { user, says, call, output, body } = item
const answered = [call('c1', { id: 'fc_1' }), output('c1')]

export const missingItemTypeCases = casesFor(missingItemType, {
  valid: { 'a message may leave it out': body([user(), ...answered]) },
  invalid: {
    'an output that only names its call': {
      input: body([user(), call('c1'), { call_id: 'c1', output: 'clear' }, output('c1')]),
      problems: [{ messageId: 'missing', at: 'input[2]', severity: 'error' }],
      fixed: body([user(), call('c1'), { call_id: 'c1', output: 'clear', type: 'function_call_output' }]),
    },
    'nothing says what it is': {
      input: body([user(), { call_id: 'c1' }, call('c1'), output('c1')]),
      problems: [{ messageId: 'missing', at: 'input[1]' }],
      fixed: body([user(), call('c1'), output('c1')]),
    },
    'a call and the reasoning before it': {
      input: body([user(), { id: 'rs_1', summary: [] }, { call_id: 'c1', name: 'weather', arguments: '{}' }, output('c1')]),
      problems: [
        { messageId: 'missing', at: 'input[1]' },
        { messageId: 'missing', at: 'input[2]' },
      ],
      fixed: body([
        user(),
        { id: 'rs_1', summary: [], type: 'reasoning' },
        { call_id: 'c1', name: 'weather', arguments: '{}', type: 'function_call' },
        output('c1'),
      ]),
    },
  },
})

export const itemIdCharactersCases = casesFor(itemIdCharacters, {
  valid: { 'ids as the API makes them, and none': body([user(), ...answered, says('Clear.')]) },
  invalid: {
    'the id of another system': {
      input: body([user(), call('c1', { id: 'fc_1|2' }), output('c1')]),
      problems: [{ messageId: 'odd', at: 'input[1].id', severity: 'error' }],
      fixed: body([user(), call('c1'), output('c1')]),
    },
    'an empty id': {
      input: body([user(), call('c1', { id: '' }), output('c1')]),
      problems: [{ messageId: 'empty', at: 'input[1].id' }],
    },
  },
})

export const itemIdPrefixCases = casesFor(itemIdPrefix, {
  valid: {
    'each kind with its prefix': body([user(), ...answered, says('Clear.', { id: 'msg_1' })]),
    'kinds whose prefix was not seen asked for': body([
      user(),
      { type: 'custom_tool_call', id: 'x_1', call_id: 'c1', name: 'sql', input: 'select 1' },
      { type: 'custom_tool_call_output', call_id: 'c1', output: '1' },
    ]),
  },
  invalid: {
    'the call id in its place': {
      input: body([user(), call('c1', { id: 'call_1' }), output('c1'), says('Clear.', { id: 'run-1' })]),
      problems: [
        { messageId: 'wrong', at: 'input[1].id', severity: 'error' },
        { messageId: 'wrong', at: 'input[3].id' },
      ],
      fixed: body([user(), call('c1'), output('c1'), says('Clear.')]),
    },
  },
})

export const duplicateItemCases = casesFor(duplicateItem, {
  valid: {
    'each item once': body([user(), ...answered]),
    'only what is new beside an earlier response': body([output('c1')], { previous_response_id: 'resp_1' }),
  },
  invalid: {
    'one answer written down twice': {
      input: body([user(), says('One.', { id: 'msg_1' }), says('Two.', { id: 'msg_1' })]),
      problems: [{ messageId: 'twice', at: 'input[2].id', severity: 'error' }],
      fixed: body([user(), says('One.', { id: 'msg_1' }), says('Two.')]),
    },
    'one item as it stands, twice': {
      input: body([user(), says('One.', { id: 'msg_1' }), says('One.', { id: 'msg_1' })]),
      problems: [{ messageId: 'twice', at: 'input[2].id' }],
      fixed: body([user(), says('One.', { id: 'msg_1' })]),
    },
    'the call again beside the response that made it': {
      input: body(answered, { previous_response_id: 'resp_1' }),
      problems: [{ messageId: 'stored', at: 'input[0].id', severity: 'error' }],
      fixed: body([output('c1')], { previous_response_id: 'resp_1' }),
    },
  },
})
