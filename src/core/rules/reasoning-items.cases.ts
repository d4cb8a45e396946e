import { item } from '../testing/builders.ts'
import { casesFor } from '../testing/cases-for.ts'
import {
  encryptedContentInvalid,
  functionCallWithoutReasoning,
  reasoningSummaryMissing,
  reasoningWithoutFollowingItem,
} from './reasoning-items.ts'

const { user, says, reasoning, call, output, body } = item
/** Ids of one response begin alike. */
const ONE = '0123456789abcdef00692daa6e82'

export const reasoningSummaryMissingCases = casesFor(reasoningSummaryMissing, {
  valid: { 'an empty summary is one': body([user(), reasoning('rs_1'), says('Hello.')]) },
  invalid: {
    'the summary was left out': {
      input: body([user(), { type: 'reasoning', id: 'rs_1', encrypted_content: 'gAAAA' }, says('Hello.')]),
      problems: [{ messageId: 'missing', at: 'input[1]', severity: 'error' }],
      fixed: body([user(), reasoning('rs_1', { encrypted_content: 'gAAAA' }), says('Hello.')]),
    },
  },
})

export const encryptedContentInvalidCases = casesFor(encryptedContentInvalid, {
  valid: { 'a cipher': body([user(), reasoning('rs_1', { encrypted_content: 'gAAAAAB_x-9=' }), says('Hello.')]) },
  invalid: {
    'a proxy put its own words there': {
      input: body([user(), reasoning('rs_1', { encrypted_content: 'First look at the sky.' }), says('Hello.')]),
      problems: [{ messageId: 'readable', at: 'input[1].encrypted_content', severity: 'warning' }],
    },
  },
})

export const reasoningWithoutFollowingItemCases = casesFor(reasoningWithoutFollowingItem, {
  valid: {
    'a call follows, and a message': body([
      user(),
      reasoning('rs_1'),
      call('c1'),
      output('c1'),
      reasoning('rs_2'),
      says('Clear.'),
    ]),
    'two reasoning items of one answer': body([user(), reasoning('rs_1'), reasoning('rs_2'), says('Hello.')]),
    'without an id nothing is looked up': body([user(), { type: 'reasoning', summary: [] }]),
    'an answer that was cut off': { object: 'response', output: [reasoning('rs_1')] },
  },
  invalid: {
    'a text was cut off in the cipher': {
      input: body([user(), { type: 'reasoning', summary: [], encrypted_content: 'gAAAA' }]),
      problems: [{ messageId: 'last', at: 'input[1]', severity: 'warning' }],
      fixed: body([user()]),
    },
    'the answer behind it is gone': {
      input: body([user(), reasoning('rs_1')]),
      problems: [{ messageId: 'last', at: 'input[1]', severity: 'error' }],
      fixed: body([user()]),
    },
    'the call behind it was filtered out': {
      input: body([user(), reasoning('rs_1'), user('again'), reasoning('rs_2'), output('c1')], {
        previous_response_id: 'resp_1',
      }),
      problems: [
        { messageId: 'other', at: 'input[1]' },
        { messageId: 'other', at: 'input[3]' },
      ],
    },
  },
})

export const functionCallWithoutReasoningCases = casesFor(functionCallWithoutReasoning, {
  valid: {
    'reasoning, its calls, their results': body([
      user(),
      reasoning(`rs_${ONE}1`),
      call('c1', { id: `fc_${ONE}2` }),
      call('c2', { id: `fc_${ONE}3` }),
      output('c1'),
      output('c2'),
    ]),
    'a call of a later response': body([
      user(),
      reasoning('rs_1'),
      call('c1', { id: 'fc_1' }),
      output('c1'),
      call('c2', { id: 'fc_2' }),
      output('c2'),
    ]),
  },
  invalid: {
    'calls and results take turns': {
      input: body([
        user(),
        reasoning(`rs_${ONE}1`),
        call('c1', { id: `fc_${ONE}2` }),
        output('c1'),
        call('c2', { id: `fc_${ONE}3` }),
        output('c2'),
      ]),
      problems: [{ messageId: 'parted', at: 'input[4].id', severity: 'warning' }],
    },
  },
})
