import { describe, expect, test } from 'vitest'
import { judgeSource } from '../judge-source.ts'
import { applyTextEdits } from '../source/text-edit.ts'
import { decode, encode } from '../source/source.ts'
import { anthropic, assistant, bedrock, body, call, item, result, storedCall, toolCall, user } from '../testing/builders.ts'
import { openWhole } from '../whole-bench.ts'
import type { Workbench } from '../workbench.ts'
import type { TimelineRow } from '../timeline/row.ts'

const pretty = (value: unknown): string => JSON.stringify(value, null, 2)

const open = (source: string, target?: string): Workbench =>
  openWhole(judgeSource(source, target === undefined ? {} : { target }))

function rowWith(bench: Workbench, type: TimelineRow['type'], callId: string): number {
  const found = bench.rows(0, bench.rowCount).find((row) => row.type === type && 'callId' in row && row.callId === callId)
  if (!found) throw new Error(`there is no ${type} ${callId}`)
  return found.index
}

function renamed(source: string, bench: Workbench, row: number, id: string): string {
  const { edits } = bench.proposeEdit(row, { type: 'rename-id', id })!
  return decode(applyTextEdits(encode(source), edits))
}

const lc = (copies: boolean) => [
  { type: 'human', content: 'hi' },
  {
    type: 'ai',
    content: copies
      ? [
          { type: 'text', text: 'c1' },
          { type: 'tool_use', id: 'c1', name: 'weather', input: {} },
        ]
      : '',
    additional_kwargs: copies
      ? { tool_calls: [{ id: 'c1', type: 'function', function: { name: 'weather', arguments: '{}' } }] }
      : {},
    tool_calls: [{ name: 'weather', args: {}, id: 'c1', type: 'tool_call' }],
  },
  { type: 'tool', content: 'clear', tool_call_id: 'c1' },
]

/** Sources in which the id c1 stands nowhere but where it is to be renamed: text that holds it too is written `C1`. */
const pairs: Record<string, unknown> = {
  'chat completions': body([user('hi'), call('c1'), result('c1'), user('thanks')]),
  'messages of Anthropic': anthropic.body([
    user('hi'),
    anthropic.says(anthropic.text('Looking.'), anthropic.toolUse('c1')),
    anthropic.user(anthropic.result('c1'), anthropic.text('and?')),
  ]),
  'contents of Gemini': {
    contents: [
      { role: 'user', parts: [{ text: 'hi' }] },
      { role: 'model', parts: [{ functionCall: { id: 'c1', name: 'weather', args: {} } }] },
      { role: 'user', parts: [{ functionResponse: { id: 'c1', name: 'weather', response: { output: 'clear' } } }] },
    ],
  },
  'Bedrock Converse': bedrock.body([
    bedrock.user(bedrock.text('hi')),
    bedrock.says(bedrock.toolUse('c1')),
    bedrock.user(bedrock.result('c1')),
  ]),
  'items of Responses, whose own ids stay': item.body([item.user(), item.call('c1', { id: 'fc_1' }), item.output('c1')]),
  'model messages of the AI SDK': {
    messages: [
      user('hi'),
      {
        role: 'assistant',
        content: [
          { type: 'tool-call', toolCallId: 'c1', toolName: 'weather', input: {} },
          { type: 'tool-approval-request', approvalId: 'a1', toolCallId: 'c1' },
        ],
      },
      {
        role: 'tool',
        content: [{ type: 'tool-result', toolCallId: 'c1', toolName: 'weather', output: { type: 'text', value: 'clear' } }],
      },
    ],
  },
  'messages of LangChain': { messages: lc(false) },
  'events of ADK': {
    id: 's',
    appName: 'app',
    userId: 'u',
    events: [
      { author: 'user', content: { role: 'user', parts: [{ text: 'hi' }] } },
      {
        author: 'agent',
        longRunningToolIds: ['c1'],
        content: { role: 'model', parts: [{ functionCall: { id: 'c1', name: 'weather', args: {} } }] },
      },
      {
        author: 'agent',
        content: { role: 'user', parts: [{ functionResponse: { id: 'c1', name: 'weather', response: { output: 'clear' } } }] },
      },
    ],
  },
  'records an application keeps': [user('hi'), assistant('', storedCall('c1', 'search', {}, { result: 'x' }))],
  'stored calls without messages': [storedCall('c1', 'search', {}, { result: 'x' }), storedCall('c2')],
}

describe('an id is renamed on both sides, and nothing else is', () => {
  test.each(
    Object.entries(pairs).flatMap(([name, value]) =>
      (['call', 'result'] as const).flatMap((side) => [
        [name, side, pretty(value)] as const,
        [name, side, JSON.stringify(value)] as const,
      ]),
    ),
  )('%s, asked at the %s', (_, side, source) => {
    const bench = open(source)
    const row = rowWith(bench, side, 'c1')
    expect(bench.editable(row)?.refusals.rename).toBeUndefined()
    const after = renamed(source, bench, row, 'call_new')
    expect(after).toBe(source.replaceAll('"c1"', '"call_new"'))
    const back = open(after)
    expect(renamed(after, back, rowWith(back, side, 'call_new'), 'c1')).toBe(source)
  })

  test('lines of requests: that of the line, not that of another one', () => {
    const lines = [pairs['chat completions'], pairs['chat completions']].map((value) => JSON.stringify(value))
    const source = `${lines.join('\n')}\n`
    const bench = open(source)
    const after = renamed(source, bench, rowWith(bench, 'call', 'c1'), 'n')
    expect(after).toBe(`${lines[0]!.replaceAll('"c1"', '"n"')}\n${lines[1]!}\n`)
  })

  test('rows of a log', () => {
    const rows = [user('hi'), call('c1'), result('c1')].map((message) => JSON.stringify({ session_id: 's', ...message }))
    const source = rows.join('\n')
    const bench = open(source)
    expect(renamed(source, bench, rowWith(bench, 'call', 'c1'), 'n')).toBe(source.replaceAll('"c1"', '"n"'))
  })

  test('the copies LangChain keeps of a call follow, and a text that is the same does not', () => {
    const source = pretty({ messages: lc(true) })
    const bench = open(source)
    const after = renamed(source, bench, rowWith(bench, 'result', 'c1'), 'n')
    expect(after).toBe(source.replaceAll('"c1"', '"n"').replace('"text": "n"', '"text": "c1"'))
    expect(open(after).inspection.problems).toEqual(open(source).inspection.problems)
  })

  test('a second answer follows too', () => {
    const source = JSON.stringify([user(), call('c1'), result('c1'), result('c1', 'again')])
    const bench = open(source)
    expect(renamed(source, bench, rowWith(bench, 'call', 'c1'), 'n')).toBe(source.replaceAll('"c1"', '"n"'))
  })

  test('of an id used twice only this pair is renamed, and that is said', () => {
    const once = [call('c1'), result('c1')]
    const source = JSON.stringify([user(), ...once, user('more'), ...once])
    const bench = open(source)
    const row = rowWith(bench, 'call', 'c1')
    expect(bench.editable(row)?.id).toMatchObject({ id: 'c1', others: 1, halves: [{ type: 'call' }, { type: 'result' }] })
    expect(renamed(source, bench, row, 'n')).toBe(JSON.stringify([user(), call('n'), result('n'), user('more'), ...once]))
  })

  test('a call that never had an id gets one with its result', () => {
    const source = JSON.stringify({
      contents: [
        { role: 'user', parts: [{ text: 'hi' }] },
        { role: 'model', parts: [{ functionCall: { name: 'weather', args: {} } }] },
        { role: 'user', parts: [{ functionResponse: { name: 'weather', response: {} } }] },
      ],
    })
    const bench = open(source)
    const row = bench.rows(0, bench.rowCount).find(({ type }) => type === 'call')!.index
    const after = renamed(source, bench, row, 'n')
    expect(after).toContain('{"functionCall":{"name":"weather","args":{},"id":"n"}}')
    expect(after).toContain('{"functionResponse":{"name":"weather","response":{},"id":"n"}}')
  })
})

describe('what is said before', () => {
  const source = JSON.stringify(body([user(), call('c1'), result('c1'), call('c2'), user('?'), result('c3'), user('ok')]))

  test('one half, and the ids that would make it whole', () => {
    const bench = open(source)
    const open_ = bench.editable(rowWith(bench, 'call', 'c2'))?.id
    expect(open_).toMatchObject({ id: 'c2', halves: [{ type: 'call', tool: 'weather' }], candidates: [{ id: 'c3' }] })
    const lost = bench.editable(rowWith(bench, 'result', 'c3'))?.id
    expect(lost).toMatchObject({ id: 'c3', halves: [{ type: 'result', summary: 'sunny' }], candidates: [{ id: 'c2' }] })
    expect(bench.editable(rowWith(bench, 'result', 'c1'))?.id).toMatchObject({
      halves: [
        { type: 'call', path: 'messages[1].tool_calls[0]', number: 1 },
        { type: 'result', path: 'messages[2]', number: 2 },
      ],
      candidates: [],
    })
  })

  test('taking the id of the other half makes a pair of the two', () => {
    const bench = open(source)
    const row = rowWith(bench, 'result', 'c3')
    expect(bench.checkEdit(row, { type: 'rename-id', id: 'c2' })).toMatchObject({
      isUnchanged: false,
      idFault: null,
      takenBy: { type: 'call', ties: true },
    })
    const { before, after, title, added } = bench.proposeEdit(row, { type: 'rename-id', id: 'c2' })!
    expect(title).toBe('Rename c3 to c2')
    expect(after.errors).toBeLessThan(before.errors)
    expect(added.map(({ rule }) => rule)).toEqual(['result-not-adjacent'])
  })

  test('a pair whose ids differ shows both, and one of them may be written on both sides', () => {
    const mismatched = JSON.stringify([user(), call('c2'), result('c3'), user('ok')])
    const bench = open(mismatched)
    const row = rowWith(bench, 'result', 'c3')
    expect(bench.editable(row)?.id).toMatchObject({ id: 'c2', halves: [{ id: 'c2' }, { id: 'c3' }], candidates: [] })
    expect(bench.checkEdit(row, { type: 'rename-id', id: 'c2' })).toMatchObject({ isUnchanged: false, takenBy: null })
    expect(bench.proposeEdit(row, { type: 'rename-id', id: 'c2' })?.title).toBe('Write c2 on both sides')
    expect(renamed(mismatched, bench, row, 'c2')).toBe(mismatched.replace('c3', 'c2'))
  })

  test.each([
    ['c1', { isUnchanged: true, idFault: null, takenBy: null }],
    ['c2', { takenBy: { type: 'call', ties: false, row: 5 } }],
    ['', { idFault: { type: 'empty' } }],
    [' n', { idFault: { type: 'padded' } }],
    ['x'.repeat(65), { idFault: { type: 'too-long', length: 65, max: 64, refused: true } }],
    ['x'.repeat(41), { idFault: { type: 'too-long', length: 41, max: 40, refused: false } }],
  ])('of the new id %j', (id, expected) => {
    const bench = open(source)
    expect(bench.checkEdit(rowWith(bench, 'call', 'c1'), { type: 'rename-id', id })).toMatchObject(expected)
  })

  test.each([
    ['anthropic', 'a.b', { type: 'characters', pattern: 'a-zA-Z0-9_-' }],
    ['mistral', 'abc', { type: 'exact-length', length: 9 }],
    ['mistral', 'abcdefgh9', null],
  ])('for %s: %s', (target, id, idFault) => {
    const bench = open(source, target)
    expect(bench.checkEdit(rowWith(bench, 'call', 'c1'), { type: 'rename-id', id })).toMatchObject({ idFault })
  })

  test('what cannot be renamed says why', () => {
    const why = (text: string, type: TimelineRow['type']) => {
      const bench = open(text)
      return bench.editable(bench.rows(0, bench.rowCount).find((row) => row.type === type)!.index)?.refusals.rename
    }
    const legacy = [user(), { role: 'assistant', content: null, function_call: { name: 'weather', arguments: '{}' } }]
    expect(why(JSON.stringify(legacy), 'call')).toBe('no-id')
    expect(why(JSON.stringify([user()]), 'message')).toBe('no-id')
    expect(why(`${JSON.stringify([user(), call('c1'), result('c1')]).slice(0, -1)},]`, 'call')).toBe('rewritten')
    const log = [
      { type: 'user', uuid: '1', sessionId: 's', message: user('hi') },
      { type: 'assistant', uuid: '2', sessionId: 's', message: anthropic.says(anthropic.toolUse('t1')) },
    ]
    expect(why(log.map((line) => JSON.stringify(line)).join('\n'), 'call')).toBe('log')
  })

  test('there is no such row', () => {
    const bench = open(source)
    expect(bench.editable(99)).toBeNull()
    expect(bench.proposeEdit(-1, { type: 'rename-id', id: 'n' })).toBeNull()
  })

  test('a chat message may hold calls of its own beside', () => {
    const two = JSON.stringify([user(), assistant(null, toolCall('a'), toolCall('b')), result('b'), result('a')])
    const bench = open(two)
    const after = renamed(two, bench, rowWith(bench, 'call', 'b'), 'n')
    expect(after).toBe(two.replaceAll('"b"', '"n"'))
  })
})
