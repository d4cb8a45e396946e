import { describe, expect, test } from 'vitest'
import { judgeSource } from '../judge-source.ts'
import { applyTextEdits } from '../source/text-edit.ts'
import { decode, encode } from '../source/source.ts'
import { anthropic, assistant, bedrock, body, call, item, result, storedCall, toolCall, user } from '../testing/builders.ts'
import { openWhole } from '../whole-bench.ts'
import type { TimelineRow } from '../timeline/row.ts'
import type { Workbench } from '../workbench.ts'
import type { InsertRole, RowEdit } from './row-edit.ts'

const open = (source: string): Workbench => openWhole(judgeSource(source))

function edited(source: string, row: number, edit: RowEdit): string {
  const { edits } = open(source).proposeEdit(row, edit)!
  return decode(applyTextEdits(encode(source), edits))
}

/** The `nth` row of a kind. */
function rowOf(source: string, type: TimelineRow['type'], nth = 0): number {
  const bench = open(source)
  return bench.rows(0, bench.rowCount).filter((row) => row.type === type)[nth]!.index
}

interface Written {
  /** Two calls at once, each answered. */
  readonly source: string
  /** What the new text of the first message, the input of the first call and the first output replace. */
  readonly text: readonly [before: string, after: string]
  readonly input: readonly [before: string, after: string]
  readonly output: readonly [before: string, after: string]
  /** Records as they come in, by role; `null`: the system text stands elsewhere. */
  readonly inserted: Readonly<Record<InsertRole, unknown>>
  readonly list: readonly string[]
}

const INPUT = '{\n  "city": "Bergen"\n}'

const chat: Written = {
  source: JSON.stringify(
    body([
      user('hi'),
      assistant(null, toolCall('a', 'weather', { city: 'Oslo' }), toolCall('b')),
      result('a', 'clear'),
      result('b', 'rain'),
    ]),
  ),
  text: ['"hi"', '"hei"'],
  input: ['"{\\"city\\":\\"Oslo\\"}"', '"{\\"city\\":\\"Bergen\\"}"'],
  output: ['"clear"', '"snow"'],
  inserted: {
    user: { role: 'user', content: 'new' },
    assistant: { role: 'assistant', content: 'new' },
    system: { role: 'system', content: 'new' },
  },
  list: ['messages'],
}

const formats: Record<string, Written> = {
  'chat completions': chat,
  'rows of a log': {
    ...chat,
    source: (JSON.parse(chat.source) as { messages: object[] }).messages
      .map((message) => JSON.stringify({ session_id: 's', ...message }))
      .join('\n'),
    inserted: {
      user: { session_id: 's', role: 'user', content: 'new' },
      assistant: { session_id: 's', role: 'assistant', content: 'new' },
      system: { session_id: 's', role: 'system', content: 'new' },
    },
    list: [],
  },
  'messages of Anthropic': {
    source: JSON.stringify(
      anthropic.body([
        anthropic.user(anthropic.text('hi')),
        anthropic.says(anthropic.toolUse('a', 'weather', { city: 'Oslo' }), anthropic.toolUse('b')),
        anthropic.user(anthropic.result('a', 'clear'), anthropic.result('b', [anthropic.text('rain')])),
      ]),
    ),
    text: ['"hi"', '"hei"'],
    input: ['{"city":"Oslo"}', '{"city":"Bergen"}'],
    output: ['"clear"', '"snow"'],
    inserted: { user: { role: 'user', content: 'new' }, assistant: { role: 'assistant', content: 'new' }, system: null },
    list: ['messages'],
  },
  'contents of Gemini': {
    source: JSON.stringify({
      contents: [
        { role: 'user', parts: [{ text: 'hi' }] },
        {
          role: 'model',
          parts: [
            { functionCall: { id: 'a', name: 'weather', args: { city: 'Oslo' } } },
            { functionCall: { id: 'b', name: 'weather', args: {} } },
          ],
        },
        {
          role: 'user',
          parts: [
            { functionResponse: { id: 'a', name: 'weather', response: { output: 'clear' } } },
            { functionResponse: { id: 'b', name: 'weather', response: {} } },
          ],
        },
      ],
    }),
    text: ['"hi"', '"hei"'],
    input: ['{"city":"Oslo"}', '{"city":"Bergen"}'],
    output: ['{"output":"clear"}', '{"city":"Bergen"}'],
    inserted: {
      user: { role: 'user', parts: [{ text: 'new' }] },
      assistant: { role: 'model', parts: [{ text: 'new' }] },
      system: null,
    },
    list: ['contents'],
  },
  'Bedrock Converse': {
    source: JSON.stringify(
      bedrock.body([
        bedrock.user(bedrock.text('hi')),
        bedrock.says(bedrock.toolUse('a', 'weather', { city: 'Oslo' }), bedrock.toolUse('b')),
        bedrock.user(bedrock.result('a'), bedrock.result('b')),
      ]),
    ),
    text: ['"hi"', '"hei"'],
    input: ['{"city":"Oslo"}', '{"city":"Bergen"}'],
    output: ['"clear"', '"snow"'],
    inserted: {
      user: { role: 'user', content: [{ text: 'new' }] },
      assistant: { role: 'assistant', content: [{ text: 'new' }] },
      system: null,
    },
    list: ['messages'],
  },
  'items of Responses': {
    source: JSON.stringify(
      item.body([
        item.user(),
        item.call('a', { arguments: '{"city":"Oslo"}' }),
        item.call('b'),
        item.output('a'),
        item.output('b'),
      ]),
    ),
    text: ['"hi"', '"hei"'],
    input: ['"{\\"city\\":\\"Oslo\\"}"', '"{\\"city\\":\\"Bergen\\"}"'],
    output: ['"clear"', '"snow"'],
    inserted: {
      user: { role: 'user', content: 'new' },
      assistant: { role: 'assistant', content: 'new' },
      system: { role: 'system', content: 'new' },
    },
    list: ['input'],
  },
  'model messages of the AI SDK': {
    source: JSON.stringify({
      messages: [
        user('hi'),
        {
          role: 'assistant',
          content: [
            { type: 'tool-call', toolCallId: 'a', toolName: 'weather', input: { city: 'Oslo' } },
            { type: 'tool-call', toolCallId: 'b', toolName: 'weather', input: {} },
          ],
        },
        {
          role: 'tool',
          content: [
            { type: 'tool-result', toolCallId: 'a', toolName: 'weather', output: { type: 'text', value: 'clear' } },
            { type: 'tool-result', toolCallId: 'b', toolName: 'weather', output: { type: 'text', value: 'rain' } },
          ],
        },
      ],
    }),
    text: ['"hi"', '"hei"'],
    input: ['{"city":"Oslo"}', '{"city":"Bergen"}'],
    output: ['"clear"', '"snow"'],
    inserted: {
      user: { role: 'user', content: [{ type: 'text', text: 'new' }] },
      assistant: { role: 'assistant', content: [{ type: 'text', text: 'new' }] },
      system: { role: 'system', content: 'new' },
    },
    list: ['messages'],
  },
  'messages of LangChain': {
    source: JSON.stringify({
      messages: [
        { type: 'human', data: { content: 'hi' } },
        {
          type: 'ai',
          data: {
            content: '',
            tool_calls: [
              { name: 'weather', args: { city: 'Oslo' }, id: 'a', type: 'tool_call' },
              { name: 'weather', args: {}, id: 'b', type: 'tool_call' },
            ],
          },
        },
        { type: 'tool', data: { content: 'clear', tool_call_id: 'a' } },
        { type: 'tool', data: { content: 'rain', tool_call_id: 'b' } },
      ],
    }),
    text: ['"hi"', '"hei"'],
    input: ['{"city":"Oslo"}', '{"city":"Bergen"}'],
    output: ['"clear"', '"snow"'],
    inserted: {
      user: { type: 'human', data: { content: 'new' } },
      assistant: { type: 'ai', data: { content: 'new' } },
      system: { type: 'system', data: { content: 'new' } },
    },
    list: ['messages'],
  },
  'events of ADK': {
    source: JSON.stringify({
      id: 's',
      appName: 'app',
      userId: 'u',
      events: [
        { author: 'user', invocationId: 'i', content: { role: 'user', parts: [{ text: 'hi' }] } },
        {
          author: 'agent',
          invocationId: 'i',
          content: {
            role: 'model',
            parts: [
              { functionCall: { id: 'a', name: 'weather', args: { city: 'Oslo' } } },
              { functionCall: { id: 'b', name: 'weather', args: {} } },
            ],
          },
        },
        {
          author: 'agent',
          invocationId: 'i',
          content: {
            role: 'user',
            parts: [
              { functionResponse: { id: 'a', name: 'weather', response: { output: 'clear' } } },
              { functionResponse: { id: 'b', name: 'weather', response: {} } },
            ],
          },
        },
      ],
    }),
    text: ['"hi"', '"hei"'],
    input: ['{"city":"Oslo"}', '{"city":"Bergen"}'],
    output: ['{"output":"clear"}', '{"city":"Bergen"}'],
    inserted: {
      user: { author: 'user', invocationId: 'i', content: { parts: [{ text: 'new' }], role: 'user' } },
      assistant: { author: 'agent', invocationId: 'i', content: { parts: [{ text: 'new' }], role: 'model' } },
      system: null,
    },
    list: ['events'],
  },
}

function recordsOf(source: string, list: readonly string[]): unknown[] {
  if (list.length === 0) return source.split('\n').map((line) => JSON.parse(line) as unknown)
  return (JSON.parse(source) as Record<string, unknown[]>)[list[0]!]!
}

describe.each(Object.entries(formats))('%s', (_, { source, text, input, output, inserted, list }) => {
  test('a text, arguments and an output are written anew, and nothing else is', () => {
    expect(edited(source, rowOf(source, 'message'), { type: 'set-text', texts: ['hei'] })).toBe(source.replace(...text))
    const arguments_ = edited(source, rowOf(source, 'call'), { type: 'set-text', texts: [INPUT] })
    expect(arguments_).toBe(source.replace(...input))
    const isJson = output[1].startsWith('{')
    const texts = [isJson ? INPUT : 'snow']
    expect(edited(source, rowOf(source, 'result'), { type: 'set-text', texts })).toBe(source.replace(...output))
  })

  const roles = (['user', 'assistant', 'system'] as const).filter((role) => inserted[role] !== null)

  test('only roles are offered that stand in its list', () => {
    expect(open(source).editable(0)?.roles.toSorted()).toEqual(roles.toSorted())
  })

  test.each(roles)('a message of role %s is inserted', (role) => {
    const records = recordsOf(source, list)
    const row = rowOf(source, 'call')
    const position = records.findIndex((record) => JSON.stringify(record).includes('Oslo'))
    const before = edited(source, row, { type: 'insert', before: true, role, text: 'new' })
    expect(recordsOf(before, list)).toEqual(records.toSpliced(position, 0, inserted[role]))
    const behind = edited(source, row, { type: 'insert', before: false, role, text: 'new' })
    expect(recordsOf(behind, list)).toEqual(records.toSpliced(position + 1, 0, inserted[role]))
    const again = open(behind)
    expect(again.inspection.format).toBe(open(source).inspection.format)
    expect(again.rows(0, again.rowCount).some((shown) => shown.type === 'message' && shown.summary === 'new')).toBe(true)
  })

  test('a call and its result go one by one, and the others stay', () => {
    const withoutCall = edited(source, rowOf(source, 'call'), { type: 'delete' })
    expect(withoutCall).not.toContain('Oslo')
    expect(open(withoutCall).inspection.totals).toMatchObject({ calls: 1, results: 2 })
    const withoutResult = edited(source, rowOf(source, 'result'), { type: 'delete' })
    expect(open(withoutResult).inspection.totals).toMatchObject({ calls: 2, results: 1 })
    expect(withoutResult).toContain('Oslo')
  })

  test('calls change places, and the last one goes no further', () => {
    const bench = open(source)
    const [first, second] = [rowOf(source, 'call'), rowOf(source, 'call', 1)]
    const { title, edits, movedTo } = bench.proposeEdit(second, { type: 'move', by: -1 })!
    expect(title).toBe('Move the call weather (b) up')
    const after = decode(applyTextEdits(encode(source), edits))
    const again = open(after)
    expect(again.rows(0, again.rowCount).flatMap((row) => (row.type === 'call' ? [row.callId] : []))).toEqual(['b', 'a'])
    expect(again.detail(again.rowAt(movedTo!)!)?.row).toMatchObject({ type: 'call', callId: 'b' })
    expect(edited(after, rowOf(after, 'call'), { type: 'move', by: 1 })).toBe(source)
    const isMessage = bench.editable(second)?.unit === 'message'
    expect(bench.editable(second)?.refusals['move-down']).toBe(isMessage ? undefined : 'last')
    expect(bench.editable(first)?.refusals['move-up']).toBe(isMessage ? undefined : 'first')
  })

  test('a message is doubled behind itself and deleted again', () => {
    const after = edited(source, 0, { type: 'duplicate' })
    const records = recordsOf(source, list)
    expect(recordsOf(after, list)).toEqual([records[0], ...records])
    expect(edited(after, 1, { type: 'delete' })).toBe(source)
  })
})

describe('what stands around', () => {
  const pretty = JSON.stringify(JSON.parse(chat.source), null, 4)

  test('arguments keep their looks: one line stays one line, and digits stay digits', () => {
    const source = JSON.stringify(anthropic.body([user(), anthropic.says(anthropic.toolUse('a', 'w', { n: 1 }))]), null, 2)
    const row = rowOf(source, 'call')
    const texts = ['{"n": 12345678901234567890, "deep": {"er": []}}']
    expect(edited(source, row, { type: 'set-text', texts })).toBe(
      source.replace(/"input": \{\s+"n": 1\s+\}/, (found) => {
        const inner = /\n( +)"n"/.exec(found)![1]!
        const outer = inner.slice(2)
        return `"input": {\n${inner}"n": 12345678901234567890,\n${inner}"deep": {\n${inner}  "er": []\n${inner}}\n${outer}}`
      }),
    )
    const spaced = JSON.stringify([user(), call('a', 'w', '{"city": "Oslo", "n": 1}'), result('a')])
    expect(edited(spaced, rowOf(spaced, 'call'), { type: 'set-text', texts: ['{"city":"Bergen","n":2}'] })).toBe(
      spaced.replace('Oslo\\", \\"n\\": 1', 'Bergen\\", \\"n\\": 2'),
    )
  })

  test('a message comes in looking like its neighbours', () => {
    const after = edited(pretty, 0, { type: 'insert', before: false, role: 'user', text: 'new' })
    expect(after).toBe(
      pretty.replace(
        '"content": "hi"\n        },',
        '"content": "hi"\n        },\n        {\n            "role": "user",\n            "content": "new"\n        },',
      ),
    )
  })

  test('the last line of a log is doubled and deleted without a line break at the end', () => {
    const source = [user('a'), user('b')].map((message) => JSON.stringify({ session_id: 's', ...message })).join('\n')
    const after = edited(source, 1, { type: 'duplicate' })
    expect(edited(after, 2, { type: 'delete' })).toBe(source)
    expect(edited(source, 1, { type: 'delete' })).toBe(source.split('\n')[0])
  })
})

describe('what keeps a thing twice, or inside of another', () => {
  const blocks = (...ids: string[]) => ids.map((id) => ({ type: 'tool_use', id, name: 'weather', input: { city: 'Oslo' } }))
  const own = (...ids: string[]) => ids.map((id) => ({ name: 'weather', args: { city: 'Oslo' }, id, type: 'tool_call' }))
  const source = JSON.stringify({
    messages: [
      { type: 'human', content: 'hi' },
      { type: 'ai', content: blocks('a', 'b'), tool_calls: own('a', 'b') },
      { type: 'tool', content: 'clear', tool_call_id: 'a' },
      { type: 'tool', content: 'rain', tool_call_id: 'b' },
    ],
  })

  test('arguments are written in the copies too', () => {
    const [first] = open(source).rows(rowOf(source, 'call'), rowOf(source, 'call') + 1)
    const after = edited(source, first!.index, { type: 'set-text', texts: [INPUT] })
    expect(after).toBe(
      source
        .replace('"input":{"city":"Oslo"}', '"input":{"city":"Bergen"}')
        .replace('"args":{"city":"Oslo"}', '"args":{"city":"Bergen"}'),
    )
  })

  test('a call goes with its copies, but the double of another one goes without', () => {
    const row = rowOf(source, 'call')
    expect(edited(source, row, { type: 'delete' })).toBe(
      source.replace(`${JSON.stringify(blocks('a')[0])},`, '').replace(`${JSON.stringify(own('a')[0])},`, ''),
    )
    const doubled = edited(source, row, { type: 'duplicate' })
    expect(doubled).toBe(source.replace(JSON.stringify(own('a')[0]), JSON.stringify([...own('a', 'a')]).slice(1, -1)))
    expect(edited(doubled, row + 1, { type: 'delete' })).toBe(source)
  })

  test('a result inside of its call goes alone, the call with it', () => {
    const stored = JSON.stringify([user(), assistant('', storedCall('s', 'search', {}, { result: 'x' }), storedCall('t'))])
    expect(edited(stored, rowOf(stored, 'result'), { type: 'delete' })).toBe(stored.replace(',"result":"x"', ''))
    expect(edited(stored, rowOf(stored, 'call'), { type: 'delete' })).toBe(
      JSON.stringify([user(), assistant('', storedCall('t'))]),
    )
  })

  test('a row that is a call goes as a whole', () => {
    const rows = [
      { role: 'user', content: 'hi' },
      { role: 'assistant', tool: 'run_sql', args: '{"q":1}', content: null },
      { role: 'tool', content: '3' },
    ]
    const lines = rows.map((row) => JSON.stringify({ session_id: 's', ...row }))
    const log = lines.join('\n')
    expect(open(log).editable(rowOf(log, 'call'))?.unit).toBe('message')
    expect(edited(log, rowOf(log, 'call'), { type: 'delete' })).toBe([lines[0], lines[2]].join('\n'))
    expect(edited(log, rowOf(log, 'call'), { type: 'set-text', texts: ['{"q":2}'] })).toBe(log.replace('\\"q\\":1', '\\"q\\":2'))
  })

  test('a mark at the beginning of the file and lines that end in CRLF stay', () => {
    const marked = `\ufeff${source}`
    expect(edited(marked, rowOf(marked, 'call'), { type: 'rename-id', id: 'n' })).toBe(marked.replaceAll('"a"', '"n"'))
    const log = [user('a'), user('b'), user('c')].map((message) => JSON.stringify({ session_id: 's', ...message })).join('\r\n')
    const [a, b, c] = log.split('\r\n')
    expect(edited(log, 1, { type: 'move', by: 1 })).toBe([a, c, b].join('\r\n'))
    expect(edited(log, 1, { type: 'delete' })).toBe([a, c].join('\r\n'))
  })
})

describe('what cannot be', () => {
  const why = (value: unknown, type: TimelineRow['type'] = 'message', nth = 0) => {
    const source = typeof value === 'string' ? value : JSON.stringify(value)
    return open(source).editable(rowOf(source, type, nth))?.refusals
  }

  test.each<[string, unknown, TimelineRow['type'], object]>([
    ['the first message', [user(), user()], 'message', { 'move-up': 'first' }],
    [
      'the message of a response',
      { id: 'x', object: 'chat.completion', choices: [{ index: 0, message: assistant('hi') }] },
      'message',
      { 'move-up': 'single', duplicate: 'single', insert: 'single', delete: 'single' },
    ],
    [
      'a result inside of its call',
      [user(), assistant('', storedCall('s', 'search', {}, { result: 'x' }))],
      'result',
      { 'move-up': 'embedded', 'move-down': 'embedded', duplicate: 'embedded' },
    ],
    ['a stored call', [storedCall('s'), storedCall('t')], 'call', { insert: 'records', 'move-up': 'first' }],
    ['a row for what is missing', [user(), call('a'), user()], 'slot', { delete: 'no-entry', insert: 'no-entry' }],
    ['a message that is an item of its own kind', item.body([item.user(), item.call('a'), item.output('a')]), 'message', {}],
  ])('%s', (_, value, type, refusals) => {
    expect(why(value, type)).toMatchObject(refusals)
  })

  test('an item that is a call has no text beside it', () => {
    expect(why(item.body([item.user(), item.call('a'), item.output('a')]), 'message', 1)).toMatchObject({ 'set-text': 'no-text' })
  })

  test('text that has to be JSON says where it is none, and is not written', () => {
    const bench = open(chat.source)
    const row = rowOf(chat.source, 'call')
    const edit: RowEdit = { type: 'set-text', texts: ['{\n  "city": \n}'] }
    expect(bench.checkEdit(row, edit).jsonFault).toEqual({ line: 3, column: 1, expected: 'value', field: 0 })
    expect(bench.proposeEdit(row, edit)?.edits).toEqual([])
  })

  test('what is as it was changes nothing', () => {
    const bench = open(chat.source)
    const row = rowOf(chat.source, 'call')
    const texts = bench.editable(row)!.texts!.fields.map(({ value }) => value)
    expect(bench.checkEdit(row, { type: 'set-text', texts })).toMatchObject({ isUnchanged: true, jsonFault: null })
    expect(bench.proposeEdit(row, { type: 'set-text', texts })?.edits).toEqual([])
  })

  test('an edit that is refused is a proposal of nothing', () => {
    expect(open(chat.source).proposeEdit(0, { type: 'move', by: -1 })).toMatchObject({ edits: [], changes: [] })
  })

  test('arguments that are no JSON can be mended', () => {
    const source = JSON.stringify([user(), call('a', 'w', '{"city": '), result('a')])
    const bench = open(source)
    const row = rowOf(source, 'call')
    expect(bench.editable(row)?.texts).toEqual({ of: 'arguments', fields: [{ value: '{"city": ', isJson: true }] })
    expect(edited(source, row, { type: 'set-text', texts: ['{"city":"Oslo"}'] })).toBe(
      source.replace('{\\"city\\": ', '{\\"city\\":\\"Oslo\\"}'),
    )
  })

  test('an edit says what it adds', () => {
    const { before, after, added, changes } = open(chat.source).proposeEdit(rowOf(chat.source, 'result'), { type: 'delete' })!
    expect([before.errors, after.errors]).toEqual([0, 1])
    expect(added).toMatchObject([{ rule: 'orphaned-call', callId: 'a' }])
    expect(changes).toMatchObject([{ rule: 'by-hand', title: 'Delete the result a', safety: 'destructive', path: 'messages[2]' }])
  })
})
