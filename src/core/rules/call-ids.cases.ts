import { anthropic, assistant, bedrock, call, interrupted, item, result, toolCall, user } from '../testing/builders.ts'
import { casesFor } from '../testing/cases-for.ts'
import {
  callIdEmpty,
  callIdNotString,
  callIdPattern,
  callIdTooLong,
  callIdWhitespace,
  missingCallId,
  missingResultId,
} from './call-ids.ts'

const withoutId = { type: 'function', function: { name: 'weather', arguments: '{}' } }
const pair = (id: unknown): readonly unknown[] => [user(), call(id), result(id)]
const used = (id: unknown, resultId = id): Readonly<Record<string, unknown>> =>
  anthropic.body([user(), anthropic.says(anthropic.toolUse(id)), anthropic.user(anthropic.result(resultId))])

export const missingCallIdCases = casesFor(missingCallId, {
  valid: {
    'ids on both sides': pair('c1'),
    'ids in any script': pair('ид-天气-🌦'),
    'the old form has no ids': [
      user(),
      { role: 'assistant', content: null, function_call: { name: 'weather', arguments: '{}' } },
      { role: 'function', name: 'weather', content: 'sunny' },
    ],
  },
  invalid: {
    'a tool message of LangChain that names no call': {
      input: [
        { type: 'human', content: 'hi' },
        { type: 'ai', content: '', tool_calls: [{ name: 'weather', args: {}, id: 'c1', type: 'tool_call' }] },
        { type: 'tool', content: 'sunny', name: 'weather' },
      ],
      target: 'langgraph',
      problems: [{ messageId: 'result', at: '[2].tool_call_id', severity: 'warning' }],
      fixed: [
        { type: 'human', content: 'hi' },
        { type: 'ai', content: '', tool_calls: [{ name: 'weather', args: {}, id: 'c1', type: 'tool_call' }] },
        { type: 'tool', content: 'sunny', name: 'weather', tool_call_id: 'c1' },
      ],
    },
    'the call has no id and no result': {
      input: [user(), assistant(null, withoutId), user('well?')],
      problems: [{ messageId: 'call', at: '[1].tool_calls[0].id', severity: 'error' }],
      fixed: [user(), assistant(null, { ...withoutId, id: 'call_1_0' }), interrupted('call_1_0'), user('well?')],
    },
    'the call has an empty id': {
      input: [user(), call(''), user('well?')],
      problems: [{ messageId: 'call', at: '[1].tool_calls[0].id' }],
      fixed: [user(), call('call_1_0'), interrupted('call_1_0'), user('well?')],
    },
    'the call takes the id its result names': {
      input: [user(), assistant(null, withoutId), result('c1')],
      problems: [{ messageId: 'call', at: '[1].tool_calls[0].id' }],
      fixed: [user(), assistant(null, { ...withoutId, id: 'c1' }), result('c1')],
    },
    'a made-up id avoids the ids that are there': {
      input: [user(), assistant(null, toolCall('call_1_1'), withoutId), result('call_1_1'), user('well?')],
      problems: [{ messageId: 'call', at: '[1].tool_calls[1].id' }],
      fixed: [
        user(),
        assistant(null, toolCall('call_1_1'), { ...withoutId, id: 'call_1_1_2' }),
        result('call_1_1'),
        interrupted('call_1_1_2'),
        user('well?'),
      ],
    },
    'the result names no call and stands behind one': {
      input: [user(), call('c1'), { role: 'tool', content: 'sunny' }],
      problems: [{ messageId: 'result', at: '[2].tool_call_id', severity: 'error' }],
      fixed: [user(), call('c1'), { role: 'tool', content: 'sunny', tool_call_id: 'c1' }],
    },
    'neither side has an id': {
      input: [user(), assistant(null, withoutId), { role: 'tool', content: 'sunny' }],
      problems: [
        { messageId: 'call', at: '[1].tool_calls[0].id' },
        { messageId: 'result', at: '[2].tool_call_id' },
      ],
      fixed: [
        user(),
        assistant(null, { ...withoutId, id: 'call_1_0' }),
        { role: 'tool', content: 'sunny', tool_call_id: 'call_1_0' },
      ],
    },
    'the result names no call and there is none': {
      input: [user(), { role: 'tool', content: 'sunny' }, user('well?')],
      problems: [{ messageId: 'result', at: '[1].tool_call_id' }],
      fixed: [user(), user('well?')],
    },
    'a use of a tool without an id': {
      input: anthropic.body([
        user(),
        anthropic.says({ type: 'tool_use', name: 'weather', input: {} }),
        anthropic.user(anthropic.result('t1')),
      ]),
      problems: [{ messageId: 'call', at: 'messages[1].content[0].id' }],
      fixed: used('t1'),
    },
  },
})

export const missingResultIdCases = casesFor(missingResultId, {
  valid: {
    'the id is there': pair('c1'),
    'the field is missing: told by `missing-call-id`': [user(), call('c1'), { role: 'tool', content: 'sunny' }],
    'what the provider ran itself has no id': item.body([
      item.user(),
      { type: 'tool_search_call', execution: 'server', call_id: null, status: 'completed', arguments: {} },
      { type: 'tool_search_output', execution: 'server', call_id: null, status: 'completed', tools: [] },
    ]),
  },
  invalid: {
    'the id is empty': {
      input: [user(), call('c1'), result('')],
      problems: [{ messageId: 'empty', at: '[2].tool_call_id', severity: 'error' }],
      fixed: pair('c1'),
    },
    'the id is null': {
      input: [user(), call('c1'), result(null)],
      problems: [{ messageId: 'wrong', at: '[2].tool_call_id' }],
      fixed: pair('c1'),
    },
    'the id is empty and no call waits': {
      input: [user(), result('  '), user('well?')],
      problems: [{ messageId: 'empty', at: '[1].tool_call_id' }],
      fixed: [user(), user('well?')],
    },
    'an item names null': {
      input: item.body([item.user(), item.call('c1'), item.output(null)]),
      problems: [{ messageId: 'wrong', at: 'input[2].call_id', severity: 'error' }],
      fixed: item.body([item.user(), item.call('c1'), item.output('c1')]),
    },
    'both ids are empty': {
      input: [user(), call(''), result('')],
      problems: [{ messageId: 'empty', at: '[2].tool_call_id' }],
      fixed: [user(), call('call_1_0'), result('call_1_0')],
    },
  },
})

export const callIdWhitespaceCases = casesFor(callIdWhitespace, {
  valid: {
    'a space inside is part of the id': pair('call 1'),
    'no padding': pair('c1'),
  },
  invalid: {
    'padding on one side does not split the pair': {
      input: [user(), call(' c1\n'), result('c1')],
      problems: [{ messageId: 'padded', at: '[1].tool_calls[0].id', severity: 'error', callId: ' c1\n' }],
      fixed: pair('c1'),
    },
    'padding on both sides': {
      input: [user(), call(' c1'), result('c1 ')],
      problems: [
        { messageId: 'padded', at: '[1].tool_calls[0].id' },
        { messageId: 'padded', at: '[2].tool_call_id' },
      ],
      fixed: pair('c1'),
    },
    'in parts': {
      input: used('t1', 't1 '),
      problems: [{ messageId: 'padded', at: 'messages[2].content[0].tool_use_id' }],
      fixed: used('t1'),
    },
  },
})

export const callIdNotStringCases = casesFor(callIdNotString, {
  valid: { 'digits in a text': pair('42') },
  invalid: {
    'numbers on both sides': {
      input: pair(42),
      problems: [
        { messageId: 'number', at: '[1].tool_calls[0].id', severity: 'error', callId: '42' },
        { messageId: 'number', at: '[2].tool_call_id' },
      ],
      fixed: pair('42'),
    },
    'a number on one side is the same id': {
      input: [user(), call(42), result('42')],
      problems: [{ messageId: 'number', at: '[1].tool_calls[0].id' }],
      fixed: pair('42'),
    },
    'a number no computer holds keeps its digits': {
      input:
        '[{"role":"user","content":"hi"},{"role":"assistant","content":null,"tool_calls":[{"id":12345678901234567890,"type":"function","function":{"name":"weather","arguments":"{}"}}]},{"role":"tool","tool_call_id":12345678901234567890,"content":"sunny"}]',
      problems: [
        { messageId: 'number', at: '[1].tool_calls[0].id' },
        { messageId: 'number', at: '[2].tool_call_id' },
      ],
      fixed: pair('12345678901234567890'),
    },
  },
})

const LONG = `call_${'x'.repeat(70)}`
const LONGISH = `call_${'x'.repeat(45)}`

export const callIdTooLongCases = casesFor(callIdTooLong, {
  valid: {
    'forty characters': pair('x'.repeat(40)),
    'forty characters that are more units': pair('🌦'.repeat(40)),
    'the other API has no limit': used('t'.repeat(100)),
  },
  invalid: {
    'more than any model takes': {
      input: pair(LONG),
      problems: [{ messageId: 'long', at: '[1].tool_calls[0].id', severity: 'error', callId: LONG }],
    },
    'more than older models take': {
      input: pair(LONGISH),
      problems: [{ messageId: 'long', at: '[1].tool_calls[0].id', severity: 'warning' }],
      stays: true,
    },
  },
})

export const callIdPatternCases = casesFor(callIdPattern, {
  valid: {
    'letters, digits, hyphen and underscore': used('toolu_01-Ab'),
    'the other API takes any text': pair('functions.weather:0'),
    'an empty id is another matter': used(''),
  },
  invalid: {
    'an id of another provider': {
      input: used('functions.weather:0'),
      problems: [{ messageId: 'odd', at: 'messages[1].content[0].id', severity: 'error', callId: 'functions.weather:0' }],
      fixed: used('functions_weather_0'),
    },
    'two ids that would fall together stay apart': {
      input: anthropic.body([
        user(),
        anthropic.says(anthropic.toolUse('a.b'), anthropic.toolUse('a:b')),
        anthropic.user(anthropic.result('a.b', 'one'), anthropic.result('a:b', 'two')),
      ]),
      problems: [
        { messageId: 'odd', at: 'messages[1].content[0].id' },
        { messageId: 'odd', at: 'messages[1].content[1].id' },
      ],
    },
    'the id is changed in a result far away too': {
      input: anthropic.body([
        user(),
        anthropic.says(anthropic.toolUse('a.b')),
        user('wait'),
        anthropic.user(anthropic.result('a.b')),
      ]),
      problems: [{ messageId: 'odd', at: 'messages[1].content[0].id' }],
    },
  },
})

export const callIdEmptyCases = casesFor(callIdEmpty, {
  valid: {
    'ids on both sides': item.body([item.user(), item.call('c1'), item.output('c1')]),
    'elsewhere an empty id is a missing one': pair(''),
  },
  invalid: {
    'a converter lost the ids': {
      input: item.body([item.user(), item.call(''), item.output('')]),
      problems: [
        { messageId: 'call', at: 'input[1].call_id', severity: 'error' },
        { messageId: 'result', at: 'input[2].call_id' },
      ],
      fixed: item.body([item.user(), item.call('call_1_0'), item.output('call_1_0')]),
    },
    'only that of the call': {
      input: item.body([item.user(), item.call(''), item.output('c1')]),
      problems: [{ messageId: 'call', at: 'input[1].call_id' }],
      fixed: item.body([item.user(), item.call('c1'), item.output('c1')]),
    },
    'a result that answers nothing': {
      input: item.body([item.user(), item.output('')]),
      problems: [{ messageId: 'result', at: 'input[1].call_id' }],
      fixed: item.body([item.user()]),
    },
    'only that of the result': {
      input: bedrock.body([
        bedrock.user(bedrock.text('hi')),
        bedrock.says(bedrock.toolUse('t1')),
        bedrock.user(bedrock.result('')),
      ]),
      problems: [{ messageId: 'result', at: 'messages[2].content[0].toolResult.toolUseId' }],
      fixed: bedrock.body([
        bedrock.user(bedrock.text('hi')),
        bedrock.says(bedrock.toolUse('t1')),
        bedrock.user(bedrock.result('t1')),
      ]),
    },
  },
})
