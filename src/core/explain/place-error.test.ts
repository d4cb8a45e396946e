import { describe, expect, test } from 'vitest'
import { formatPath } from '../json/path.ts'
import type { Answer, Problem } from '../problem.ts'
import { explain } from './explain.ts'
import { bedrock, gemini, item } from '../testing/builders.ts'
import { placeError } from './place-error.ts'
import type { PlaceView } from './place-view.ts'
import { recogniseError } from './recognise-error.ts'

/** A source by its message count, its ids and its problems: all that placing sees. */
interface Shape {
  readonly messages?: number
  readonly list?: string
  readonly systemMessages?: number
  readonly ids?: Readonly<Record<string, string[]>>
  readonly problems?: readonly (Pick<Problem, 'rule' | 'path'> & Partial<Problem>)[]
}

function viewOf({ messages = 20, list = 'messages', systemMessages = 0, ids = {}, problems = [] }: Shape): PlaceView {
  return {
    problems: problems.map(problem),
    checks: (rule) => rule !== 'thinking-signature-invalid',
    pathsOfPart: () => [],
    pathsOfRole: (word) => (word === 'system' ? ['messages[0].role'] : []),
    pathsOfId: (id) => (Object.hasOwn(ids, id) ? (ids[id] ?? []) : []),
    messagePath: (index) => (index < messages ? `${list}[${index}]` : null),
    countedAs: (index) => Math.max(0, index - systemMessages),
    exists: (path) => {
      const index = path.find((step) => typeof step === 'number')
      return index !== undefined && index < messages ? formatPath(path.slice(0, 4)) : null
    },
  }
}

function problem(given: Pick<Problem, 'rule' | 'path'> & Partial<Problem>): Problem {
  const place = { conversation: 0, span: { start: 0, end: 1 }, line: 1, column: 1 }
  return {
    ...place,
    severity: 'error',
    message: 'What is wrong.',
    callId: null,
    providerError: null,
    related: [],
    fixes: [],
    ...given,
  }
}

const UNANSWERED =
  'messages.8: `tool_use` ids were found without `tool_result` blocks immediately after: toolu_1. Each `tool_use` block must have a corresponding `tool_result` block in the next message.'
const NO_CALL =
  "{'message': \"Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.\", 'param': 'messages.[3].role'}"
const NO_TYPE = "Missing required parameter: 'messages[6].tool_calls[0].type'."
const orphan = { rule: 'orphaned-call', callId: 'toolu_1' }

const cases: Record<string, [error: string, shape: Shape, answer: Answer, paths: string[]]> = {
  'the call that the id names, where the index says': [
    UNANSWERED,
    { ids: { toolu_1: ['messages[8].content[1]'] }, problems: [{ ...orphan, path: 'messages[8].content[1]' }] },
    'found',
    ['messages[8].content[1]'],
  ],
  'the message after the call may be named as well': [
    UNANSWERED,
    { ids: { toolu_1: ['messages[7].content[0]'] }, problems: [{ ...orphan, path: 'messages[7].content[0]' }] },
    'found',
    ['messages[7].content[0]', 'messages[8]'],
  ],
  'what stands between a call and its result': [
    "{'message': \"An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: call_1\"}",
    {
      ids: { call_1: ['messages[1].tool_calls[0]', 'messages[3]'] },
      problems: [
        {
          rule: 'result-not-adjacent',
          callId: 'call_1',
          path: 'messages[3]',
          related: [{ path: 'messages[1].tool_calls[0]', span: { start: 0, end: 1 } }],
        },
      ],
    },
    'found',
    ['messages[3]', 'messages[1].tool_calls[0]', 'messages[2]'],
  ],
  'a message whose role the text complains of': [
    'messages: Unexpected role "system". The Messages API accepts a top-level `system` parameter, not "system" as an input message role.',
    {},
    'found',
    ['messages[0].role'],
  ],
  'a sentence of former years about a message that is there': [
    "'content' is a required property - 'messages.2'",
    {},
    'found',
    ['messages[2]'],
  ],
  'a system message moved out': [
    UNANSWERED,
    {
      systemMessages: 1,
      ids: { toolu_1: ['messages[9].tool_calls[0]'] },
      problems: [{ ...orphan, path: 'messages[9].tool_calls[0]' }],
    },
    'shifted',
    ['messages[9].tool_calls[0]'],
  ],
  'messages were merged on the way': [
    UNANSWERED,
    { ids: { toolu_1: ['messages[10].content[0]'] }, problems: [{ ...orphan, path: 'messages[10].content[0]' }] },
    'shifted',
    ['messages[10].content[0]'],
  ],
  'the id is somewhere else': [
    UNANSWERED,
    { ids: { toolu_1: ['messages[2].content[0]'] }, problems: [{ ...orphan, path: 'messages[2].content[0]' }] },
    'elsewhere',
    ['messages[2].content[0]'],
  ],
  'the id is worth more than a problem at the index': [
    UNANSWERED,
    {
      ids: { toolu_1: ['messages[15].content[0]'] },
      problems: [
        { rule: 'orphaned-call', callId: 'toolu_other', path: 'messages[8].content[0]' },
        { ...orphan, path: 'messages[15].content[0]' },
      ],
    },
    'elsewhere',
    ['messages[15].content[0]'],
  ],
  'a typo seen as such is the same trouble': [
    UNANSWERED,
    {
      ids: { toolu_1: ['messages[8].content[0]'] },
      problems: [{ rule: 'mismatched-call-id', callId: 'toolu_1', path: 'messages[9].content[0].tool_use_id' }],
    },
    'found',
    ['messages[9].content[0]', 'messages[8].content[0]'],
  ],
  'nobody has the id': [
    UNANSWERED,
    { problems: [{ ...orphan, callId: 'toolu_2', path: 'messages[8].content[0]' }] },
    'not-in-source',
    [],
  ],
  'the id is answered by now': [UNANSWERED, { ids: { toolu_1: ['messages[8].content[0]'] } }, 'not-violated', []],
  'an id that was blacked out is none': [
    'The following tool_call_ids did not have response messages: call_xxxx',
    { problems: [{ rule: 'orphaned-call', callId: 'call_9', path: 'messages[1].tool_calls[0]' }] },
    'found',
    ['messages[1].tool_calls[0]'],
  ],
  'by index alone': [NO_CALL, { problems: [{ rule: 'orphaned-result', path: 'messages[3]' }] }, 'found', ['messages[3]']],
  'by index, among several': [
    NO_CALL,
    {
      problems: [
        { rule: 'orphaned-result', path: 'messages[1]' },
        { rule: 'orphaned-result', path: 'messages[3]' },
      ],
    },
    'found',
    ['messages[3]'],
  ],
  'the only one of its kind, close by': [
    NO_CALL,
    { problems: [{ rule: 'orphaned-result', path: 'messages[4]' }] },
    'shifted',
    ['messages[4]'],
  ],
  'the nearest of several comes first': [
    NO_CALL,
    {
      problems: [
        { rule: 'orphaned-result', path: 'messages[19]' },
        { rule: 'orphaned-result', path: 'messages[9]' },
      ],
    },
    'elsewhere',
    ['messages[9]', 'messages[19]'],
  ],
  'a bare list has other paths': [
    NO_TYPE,
    { list: '', problems: [{ rule: 'missing-call-type', path: '[6].tool_calls[0]' }] },
    'found',
    ['[6].tool_calls[0]'],
  ],
  'the precise call among those of one message': [
    "Missing required parameter: 'messages[6].tool_calls[1].type'.",
    {
      problems: [
        { rule: 'missing-call-type', path: 'messages[6].tool_calls[0]' },
        { rule: 'missing-call-type', path: 'messages[6].tool_calls[1]' },
      ],
    },
    'found',
    ['messages[6].tool_calls[1]'],
  ],
  'an index beyond the end': [NO_TYPE, { messages: 4 }, 'not-in-source', []],
  'a rule nothing breaks': [NO_TYPE, {}, 'not-violated', []],
  'what no source can show is still placed': [
    'messages.5.content.2: Invalid `signature` in `thinking` block',
    {},
    'found',
    ['messages[5].content[2]'],
  ],
  'without any number all that break the rule': [
    'messages: text content blocks must be non-empty',
    {
      problems: [
        { rule: 'empty-text-block', path: 'messages[0].content[0]' },
        { rule: 'empty-text-block', path: 'messages[4].content[1]' },
      ],
    },
    'found',
    ['messages[0].content[0]', 'messages[4].content[1]'],
  ],
  'a list beside the messages': [
    "Invalid 'tools[2].function.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.",
    {
      problems: [
        { rule: 'function-name-pattern', path: 'messages[2].tool_calls[0].function.name' },
        { rule: 'function-name-pattern', path: 'tools[2].function.name' },
      ],
    },
    'found',
    ['tools[2].function.name'],
  ],
  'a text nobody knows, with an id of this source': [
    'upstream said no because of call_Ab1 somewhere',
    { ids: { call_Ab1: ['messages[1].tool_calls[0]', 'messages[2]'] } },
    'found',
    ['messages[1].tool_calls[0]', 'messages[2]'],
  ],
  'a text nobody knows, with a place': ['bad thing at messages[3].content', {}, 'found', ['messages[3].content']],
  'a text nobody knows, with nothing': ['Hello', {}, 'not-in-source', []],
}

test.each(Object.entries(cases))('%s', (_, [error, shape, answer, paths]) => {
  const placed = placeError(recogniseError(error), viewOf(shape))
  expect(placed).toMatchObject({ answer, paths })
  expect(placed.message).toMatch(/^\S.*\.$/)
})

test('names of Object.prototype are ids like others', () => {
  const error = 'The following tool_call_ids did not have response messages: __proto__, constructor'
  expect(explain(error, 'x', {}, () => viewOf({})).answer).toBe('not-in-source')
})

describe('explain', () => {
  test('without a source says what it is about', () => {
    const told = explain(UNANSWERED)
    expect(told).toMatchObject({
      recognised: true,
      api: 'anthropic',
      rule: 'orphaned-call',
      ids: ['toolu_1'],
      paths: [],
      answer: 'no-source',
    })
    expect(told.message).toContain('toolu_1')
  })

  test('lets the API that spoke judge the source', () => {
    const asked: unknown[] = []
    explain(UNANSWERED, '{}', { target: 'openai-chat' }, (_, options) => {
      asked.push(options)
      return null
    })
    explain('Hello', '{}', { target: 'openai-chat', format: 'openai-chat' }, (_, options) => {
      asked.push(options)
      return null
    })
    expect(asked).toEqual([{ target: 'anthropic' }, { target: 'openai-chat', format: 'openai-chat' }])
  })

  test.each([undefined, null, 5, {}])('takes %s for an error', (error) => {
    expect(explain(error as unknown as string, error as unknown as string)).toMatchObject({
      recognised: false,
      answer: 'no-source',
    })
  })
})

describe('explain finds the place in requests of other shapes', () => {
  const asked = gemini.user(gemini.text('hi'))
  const table: Record<string, [error: string, source: unknown, paths: string[]]> = {
    'a sentence of Gemini that names no place': [
      'Please ensure that function call turn comes immediately after a user turn or after a function response turn.',
      gemini.body([gemini.model(gemini.call()), gemini.user(gemini.response())]),
      ['contents[0].parts[0].functionCall'],
    ],
    'snake case in the error, camel case in the source': [
      '* GenerateContentRequest.contents[2].parts[0].function_response.name: Name cannot be empty.',
      gemini.body([asked, gemini.model(gemini.call()), gemini.user(gemini.response(''))]),
      ['contents[2].parts[0].functionResponse.name'],
    ],
    'a member counted from 1': [
      "Value at 'messages.2.member.content.1.member.toolUse.name' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_-]+",
      bedrock.body([
        bedrock.user(bedrock.text('hi')),
        bedrock.says(bedrock.toolUse('t1', 'look up')),
        bedrock.user(bedrock.result('t1')),
      ]),
      ['messages[1].content[0].toolUse.name'],
    ],
    'a field beside the messages': [
      'The toolConfig field must be defined when using toolUse and toolResult content blocks.',
      {
        messages: [bedrock.user(bedrock.text('hi')), bedrock.says(bedrock.toolUse('t1')), bedrock.user(bedrock.result('t1'))],
        inferenceConfig: {},
      },
      ['toolConfig'],
    ],
    'an item by its own id': [
      "Item 'rs_q3' of type 'reasoning' was provided without its required following item.",
      item.body([item.user(), item.reasoning('rs_q3'), item.user('again')]),
      ['input[1]'],
    ],
    'an item that the source does not show to be wrong': [
      "Item 'fc_q4' of type 'function_call' was provided without its required 'reasoning' item: 'rs_q4'.",
      item.body([item.user(), item.call('c1', { id: 'fc_q4' }), item.output('c1')]),
      ['input[1]'],
    ],
  }

  test.each(Object.entries(table))('%s', (_, [error, source, paths]) => {
    expect(explain(error, JSON.stringify(source))).toMatchObject({ answer: 'found', paths })
  })
})
