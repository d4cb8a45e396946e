import { describe, expect, test } from 'vitest'
import { inspect } from '../inspect.ts'
import type { RepairOptions } from '../problem.ts'
import { assistant, body, call, result, storedCall, toolCall, user } from '../testing/builders.ts'
import { repair } from '../repair.ts'

describe('a response has room for its one message', () => {
  const responses = {
    'that calls': call('c1'),
    'that holds nothing but a slip': assistant(null, null, 'junk'),
    'that is empty': assistant(''),
    'that holds a stored record': assistant('', storedCall('s1', 'search', {}, { result: 'x' })),
    'that is of nobody': { role: 'narrator', content: 'x', tool_calls: [toolCall('c1')] },
  }
  test.each(
    Object.entries(responses).flatMap(([name, message]) =>
      (['complete', 'drop', 'flatten'] as const).map((strategy) => [name, strategy, message] as const),
    ),
  )('%s: %s', (_, strategy, message) => {
    const source = JSON.stringify({
      id: 'x',
      choices: [
        { index: 0, message },
        { index: 1, message: assistant('hi') },
      ],
    })
    const { output } = repair(source, { target: 'openai-chat', strategy })
    const value = JSON.parse(output) as { choices: { message: unknown }[] }
    expect(value.choices.map(({ message: left }) => left)).toEqual([
      expect.objectContaining({ role: expect.any(String) as string }),
      assistant('hi'),
    ])
    expect(repair(output, { target: 'openai-chat', strategy })).toMatchObject({ output, changes: [] })
  })
})

describe('who asks oddly gets an answer', () => {
  const source = JSON.stringify([user(), call('c1'), user('well?')])
  test.each<[string, unknown]>([
    ['no options', undefined],
    ['null', null],
    ['a text', 'openai-chat'],
    ['a target nobody knows', { target: 'nobody' }],
    ['a format nobody knows', { target: 'openai-chat', format: 'nobody' }],
  ])('%s: the source stays as it is', (_, options) => {
    const { output, changes } = repair(source, options as RepairOptions)
    expect(output).toBe(source)
    expect(changes).toEqual([])
  })
})

test('a line that has tools and no messages does not make the requests around it stored calls', () => {
  const request = JSON.stringify(body([user('hi'), call('c1'), result('c1')]))
  const tools = [{ type: 'function', function: { name: 'search' } }]
  const source = [request, JSON.stringify({ model: 'm', prompt: 'hi', tools }), request].join('\n')
  expect(repair(source, { target: 'openai-chat' }).output).toBe(source)
})

describe('calls that wait', () => {
  const open = [user(), call('c1'), user('well?'), call('c2')]

  test('are kept when they are named, wherever they stand', () => {
    const { output, remaining } = repair(JSON.stringify(open), { target: 'openai-chat', pendingIds: ['c1', 'c2'] })
    expect(JSON.parse(output)).toEqual(open)
    expect(remaining.filter(({ severity }) => severity !== 'info')).toEqual([])
  })

  test('at the end only, when the end may stay open', () => {
    const { output } = repair(JSON.stringify(open), { target: 'openai-chat', keepTrailingOpen: true, resultText: '-' })
    expect(JSON.parse(output)).toEqual([user(), call('c1'), result('c1', '-'), user('well?'), call('c2')])
  })
})

test('the places of changes are those of the source', () => {
  const source = JSON.stringify(body([user(), call('c1'), user('well?')]))
  const [change] = repair(source, { target: 'openai-chat' }).changes
  const [problem] = inspect(source).problems.filter(({ rule }) => rule === 'orphaned-call')
  expect(change).toMatchObject({
    path: problem?.path,
    span: problem?.span,
    before: null,
    after: '"[no result was recorded for this tool call]"',
  })
})

test('each: only problems of one rule are solved, in the way that was asked for', () => {
  const messages = [user(), call('c1'), user('well?'), call('c2'), user(), result('c9'), user('done?')]
  const source = JSON.stringify(messages)
  const asked = { target: 'openai-chat', each: { rule: 'orphaned-call', fix: 0 } } as const
  const { output, changes, remaining } = repair(source, asked)
  expect(changes.map(({ rule }) => rule)).toEqual(['orphaned-call', 'orphaned-call'])
  expect(remaining.map(({ rule }) => rule)).toContain('orphaned-result')
  expect(remaining.map(({ rule }) => rule)).not.toContain('orphaned-call')
  expect(repair(output, asked)).toMatchObject({ output, changes: [] })
})

test('items of the Responses API hold what the schema of OpenAI asks for', () => {
  const image = { type: 'image_url', image_url: { url: 'https://example.org/a.png' } }
  const text = (own: string) => ({ type: 'text', text: own })
  const source = JSON.stringify([user([text('What is it?'), image]), assistant([text('I look.'), text('A cat.')]), user('Why?')])
  expect(JSON.parse(repair(source, { target: 'openai-responses' }).output)).toEqual([
    user([
      { type: 'input_text', text: 'What is it?' },
      { type: 'input_image', detail: 'auto', image_url: 'https://example.org/a.png' },
    ]),
    assistant('I look.'),
    assistant('A cat.'),
    user('Why?'),
  ])
})
