import { anthropic, assistant, body, call, result, storedCall, toolCall, user, gemini } from '../testing/builders.ts'
import { casesFor } from '../testing/cases-for.ts'
import {
  argumentsEmpty,
  argumentsInvalidJson,
  argumentsNotObject,
  argumentsNotString,
  argumentsTruncated,
  missingArguments,
} from './arguments.ts'

const withoutArguments = { id: 'c1', type: 'function', function: { name: 'now' } }
const around = (...args: Parameters<typeof toolCall>): readonly unknown[] => [user(), call(...args), result(args[0])]
const used = (input: unknown): Readonly<Record<string, unknown>> =>
  anthropic.body([user(), anthropic.says(anthropic.toolUse('t1', 'weather', input)), anthropic.user(anthropic.result('t1'))])

/** A call of Gemini, answered. */
const called = (args: unknown) =>
  gemini.body([
    gemini.user(gemini.text('hi')),
    gemini.model({ functionCall: { name: 'weather', args } }),
    gemini.user(gemini.response()),
  ])

export const missingArgumentsCases = casesFor(missingArguments, {
  valid: {
    'a tool without parameters has empty arguments': around('c1', 'now', '{}'),
    'an empty input is an input': used({}),
    'a custom tool has its text under another key': [
      user(),
      assistant(null, { id: 'c1', type: 'custom', custom: { name: 'sql', input: 'select 1' } }),
      result('c1'),
    ],
  },
  invalid: {
    'a call that lost its arguments': {
      input: [user(), assistant(null, withoutArguments), result('c1')],
      problems: [{ messageId: 'missing', at: '[1].tool_calls[0].function.arguments', severity: 'error' }],
      fixed: around('c1', 'now', '{}'),
    },
    'a use of a tool that lost its input': {
      input: anthropic.body([
        user(),
        anthropic.says({ type: 'tool_use', id: 't1', name: 'weather' }),
        anthropic.user(anthropic.result('t1')),
      ]),
      problems: [{ messageId: 'missing', at: 'messages[1].content[0].input', severity: 'error' }],
      fixed: used({}),
    },
  },
})

export const argumentsNotStringCases = casesFor(argumentsNotString, {
  valid: {
    'JSON in a string': around('c1', 'weather', '{"city":"Oslo"}'),
    'a string that is no JSON is another matter': around('c1', 'weather', 'Oslo'),
    'the other API wants an object': used({ city: 'Oslo' }),
    'a stored record is turned into a call first': [user(), assistant('', storedCall('c1'))],
  },
  invalid: {
    'an object is written as JSON text': {
      input: [
        user(),
        assistant(null, { ...toolCall('c1'), function: { name: 'weather', arguments: { city: 'Oslo' } } }),
        result('c1'),
      ],
      problems: [{ messageId: 'wrong', at: '[1].tool_calls[0].function.arguments', severity: 'error', callId: 'c1' }],
      fixed: around('c1', 'weather', '{"city":"Oslo"}'),
    },
    'numbers keep their digits, and keys their order': {
      input:
        '[{"role":"user","content":"hi"},{"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"pay","arguments":{"b": 1450.00, "a": 12345678901234567890}}}]},{"role":"tool","tool_call_id":"c1","content":"ok"}]',
      problems: [{ messageId: 'wrong', at: '[1].tool_calls[0].function.arguments' }],
      fixed:
        '[{"role":"user","content":"hi"},{"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"pay","arguments":"{\\"b\\":1450.00,\\"a\\":12345678901234567890}"}}]},{"role":"tool","tool_call_id":"c1","content":"ok"}]',
    },
    'null says that there are none': {
      input: [user(), assistant(null, { ...toolCall('c1'), function: { name: 'now', arguments: null } }), result('c1')],
      problems: [{ messageId: 'wrong', at: '[1].tool_calls[0].function.arguments' }],
      fixed: around('c1', 'now', '{}'),
    },
    'a list becomes the value of an object': {
      input: [user(), assistant(null, { ...toolCall('c1'), function: { name: 'add', arguments: [1, 2] } }), result('c1')],
      problems: [{ messageId: 'wrong', at: '[1].tool_calls[0].function.arguments' }],
      fixed: around('c1', 'add', '{"value":[1,2]}'),
    },
  },
})

export const argumentsEmptyCases = casesFor(argumentsEmpty, {
  valid: {
    'an empty object': around('c1', 'now', '{}'),
    'an empty object with a space in it': around('c1', 'now', '{ }'),
  },
  invalid: {
    'an empty text': {
      input: around('c1', 'now', ''),
      problems: [{ messageId: 'empty', at: '[1].tool_calls[0].function.arguments', severity: 'warning' }],
      fixed: around('c1', 'now', '{}'),
    },
    'a text of blanks': {
      input: around('c1', 'now', ' \n '),
      problems: [{ messageId: 'empty', at: '[1].tool_calls[0].function.arguments' }],
      fixed: around('c1', 'now', '{}'),
    },
    'an empty text where an object is due': {
      input: used(''),
      problems: [{ messageId: 'empty', at: 'messages[1].content[0].input' }],
      fixed: used({}),
    },
  },
})

export const argumentsInvalidJsonCases = casesFor(argumentsInvalidJson, {
  valid: {
    'spaces and line breaks between tokens are JSON': around('c1', 'weather', '{ "city" :\n "Oslo" }'),
    'keys that look dangerous are keys': around('c1', 'weather', '{"__proto__":{"admin":true},"constructor":1}'),
    'what is cut off is told apart': around('c1', 'weather', '{"city":"Os'),
  },
  invalid: {
    'single quotes and Python words are mended': {
      input: around('c1', 'weather', "{'city': 'Oslo', 'now': True, 'days': None}"),
      problems: [{ messageId: 'broken', at: '[1].tool_calls[0].function.arguments', severity: 'warning', callId: 'c1' }],
      fixed: around('c1', 'weather', '{"city": "Oslo", "now": true, "days": null}'),
    },
    'a comma too many and a bracket too many go': {
      input: around('c1', 'weather', '{"city":"Oslo",}}'),
      problems: [{ messageId: 'broken', at: '[1].tool_calls[0].function.arguments' }],
      fixed: around('c1', 'weather', '{"city":"Oslo"}'),
    },
    'a raw line break in a text is escaped': {
      input: around('c1', 'write', '{"text":"a\nb"}'),
      problems: [{ messageId: 'broken', at: '[1].tool_calls[0].function.arguments' }],
      fixed: around('c1', 'write', '{"text":"a\\nb"}'),
    },
    'plain words are kept, not guessed at': {
      input: around('c1', 'weather', 'Oslo, please'),
      problems: [{ messageId: 'broken', at: '[1].tool_calls[0].function.arguments' }],
      fixed: around('c1', 'weather', '{"raw_arguments":"Oslo, please"}'),
    },
    'words behind an object keep the whole text': {
      input: around('c1', 'weather', '{"city":"Oslo"} and {"city":"Bergen"}'),
      problems: [{ messageId: 'broken', at: '[1].tool_calls[0].function.arguments' }],
      fixed: around('c1', 'weather', JSON.stringify({ raw_arguments: '{"city":"Oslo"} and {"city":"Bergen"}' })),
    },
    'a broken text where an object is due': {
      input: used("{'city': 'Oslo'}"),
      problems: [{ messageId: 'broken', at: 'messages[1].content[0].input', severity: 'error' }],
      fixed: used({ city: 'Oslo' }),
    },
  },
})

export const argumentsTruncatedCases = casesFor(argumentsTruncated, {
  valid: {
    'a bracket in a text is no open bracket': around('c1', 'weather', '{"city":"Oslo ["}'),
    'a bracket too many is broken, not cut': around('c1', 'weather', '{"city":"Oslo"}}'),
  },
  invalid: {
    'cut inside a text': {
      input: around('c1', 'weather', '{"city":"Osl'),
      problems: [{ messageId: 'cut', at: '[1].tool_calls[0].function.arguments', severity: 'warning' }],
      fixed: around('c1', 'weather', '{"city":"Osl"}'),
    },
    'cut inside a list': {
      input: around('c1', 'weather', '{"cities":["Oslo","Bergen"'),
      problems: [{ messageId: 'cut', at: '[1].tool_calls[0].function.arguments' }],
      fixed: around('c1', 'weather', '{"cities":["Oslo","Bergen"]}'),
    },
    'nothing is left but a bracket': {
      input: around('c1', 'weather', '{'),
      problems: [{ messageId: 'cut', at: '[1].tool_calls[0].function.arguments' }],
      fixed: around('c1', 'weather', '{"raw_arguments":"{"}'),
    },
  },
})

export const argumentsNotObjectCases = casesFor(argumentsNotObject, {
  valid: {
    'an object in a string': around('c1', 'weather', '{"city":"Oslo"}'),
    'an empty text is another matter': around('c1', 'now', ''),
    'an input that is an object': used({ city: 'Oslo' }),
  },
  invalid: {
    'encoded twice': {
      input: around('c1', 'weather', JSON.stringify('{"n":12345678901234567890}')),
      problems: [{ messageId: 'twice', at: '[1].tool_calls[0].function.arguments', severity: 'warning' }],
      fixed: around('c1', 'weather', '{"n":12345678901234567890}'),
    },
    'a list': {
      input: around('c1', 'weather', '["Oslo"]'),
      problems: [{ messageId: 'wrong', at: '[1].tool_calls[0].function.arguments' }],
      fixed: around('c1', 'weather', '{"value":["Oslo"]}'),
    },
    'the word null': {
      input: around('c1', 'now', 'null'),
      problems: [{ messageId: 'wrong', at: '[1].tool_calls[0].function.arguments' }],
      fixed: around('c1', 'now', '{}'),
    },
    'the input is JSON text of an object': {
      input: used('{"city":"Oslo"}'),
      problems: [{ messageId: 'text', at: 'messages[1].content[0].input', severity: 'error' }],
      fixed: used({ city: 'Oslo' }),
    },
    'the input is a list': {
      input: used(['Oslo']),
      problems: [{ messageId: 'wrong', at: 'messages[1].content[0].input' }],
      fixed: used({ value: ['Oslo'] }),
    },
    'the input is an empty text': {
      input: called(''),
      problems: [{ messageId: 'text', at: 'contents[1].parts[0].functionCall.args', severity: 'error' }],
      fixed: called({}),
    },
    'the input is plain words': {
      input: called('Oslo, please'),
      problems: [{ messageId: 'text', at: 'contents[1].parts[0].functionCall.args' }],
      fixed: called({ raw_arguments: 'Oslo, please' }),
    },
    'the input is a text that is cut': {
      input: called('{"city":"Os'),
      problems: [{ messageId: 'text', at: 'contents[1].parts[0].functionCall.args' }],
      fixed: called({ raw_arguments: '{"city":"Os' }),
    },
    'the input is null': {
      input: used(null),
      problems: [{ messageId: 'wrong', at: 'messages[1].content[0].input' }],
      fixed: used({}),
    },
    'in the body of a request': {
      input: body(around('c1', 'weather', '7')),
      problems: [{ messageId: 'wrong', at: 'messages[1].tool_calls[0].function.arguments' }],
      fixed: body(around('c1', 'weather', '{"value":7}')),
    },
  },
})
