import { describe, expect, test } from 'vitest'
import { SYNTHETIC_RESULT } from '../conversation/synthetic.ts'
import { explain } from '../explain/explain.ts'
import { inspect } from '../inspect.ts'
import { normalizeToolCalls } from '../normalize-tool-calls.ts'
import type { Inspection } from '../problem.ts'
import { repair } from '../repair.ts'
import { fixture } from './fixtures.ts'

/** The cases the product was made for, word for word as in `design.md` §5. */

interface ChatMessage {
  readonly role: string
  readonly content: unknown
  readonly tool_call_id?: string
  readonly tool_calls?: readonly { id: string; type: string; function: { name: string; arguments: string } }[]
}
interface Body {
  readonly messages: readonly ChatMessage[]
}

const chat = { target: 'openai-chat' } as const
const bodyOf = (json: string): Body => JSON.parse(json) as Body
const rulesOf = ({ problems }: Inspection): string[] => problems.map(({ rule, path }) => `${rule} ${path}`)
const errorsOf = (source: string): unknown[] => inspect(source, chat).problems.filter(({ severity }) => severity === 'error')
/** The texts of the messages of a body, as they stand in the source. */
const roles = ({ messages }: Body): string[] =>
  messages.map(({ role, tool_call_id: id }) => (id === undefined ? role : `${role} ${id}`))

describe('force completion: an agent behind LiteLLM', () => {
  const source = fixture('founding/force-completion.json')
  const error = fixture('founding/force-completion.error.txt')
  const repaired = repair(source, chat)

  test('the calls are collected, and those without a result are found', () => {
    const { totals, prediction } = inspect(source)
    expect(totals).toMatchObject({ calls: 5, results: 2, paired: 2, orphanedCalls: 3, pendingCalls: 0, orphanedResults: 0 })
    expect(prediction).toEqual({
      status: 400,
      error:
        "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: call_hotel_1, call_rate_1",
      rule: 'orphaned-call',
    })
  })

  test('the error is explained by the calls it names', () => {
    const { recognised, rule, ids, paths, answer } = explain(error, source)
    expect({ recognised, rule, ids, paths, answer }).toEqual({
      recognised: true,
      rule: 'orphaned-call',
      ids: ['call_hotel_1', 'call_rate_1'],
      paths: ['messages[2].tool_calls[1]', 'messages[2].tool_calls[2]'],
      answer: 'found',
    })
  })

  test('the retries of one call are seen as attempts', () => {
    const attempts = inspect(source).problems.filter(({ rule }) => rule === 'retried-call')
    expect(attempts.map(({ path, message }) => `${path}: ${message}`)).toEqual([
      'messages[2].tool_calls[1]: Attempt 1 of 3 of the call to `search_hotels`.',
      'messages[4].tool_calls[0]: Attempt 2 of 3 of the call to `search_hotels`.',
      'messages[5].tool_calls[0]: Attempt 3 of 3 of the call to `search_hotels`.',
    ])
  })

  test('each missing result is added, in the order of the calls, and says that it is none', () => {
    const body = bodyOf(repaired.output)
    expect(roles(body)).toEqual([
      'system',
      'user',
      'assistant',
      'tool call_train_1',
      'tool call_hotel_1',
      'tool call_rate_1',
      'assistant',
      'tool call_hotel_2',
      'assistant',
      'tool call_hotel_3',
      'user',
    ])
    const added = body.messages.filter(({ content }) => content === SYNTHETIC_RESULT)
    expect(added.map(({ tool_call_id: id }) => id)).toEqual(['call_hotel_1', 'call_rate_1', 'call_hotel_2'])
    expect(errorsOf(repaired.output)).toEqual([])
    expect(inspect(repaired.output, chat).prediction).toBe(null)
  })

  test('the log says what was found and what was completed', () => {
    expect(repaired.changes.map(({ rule, title, safety, path }) => ({ rule, title, safety, path }))).toEqual(
      ['messages[2].tool_calls[1]', 'messages[2].tool_calls[2]', 'messages[4].tool_calls[0]'].map((path) => ({
        rule: 'orphaned-call',
        title: 'Add a result that says none was recorded',
        safety: 'review',
        path,
      })),
    )
    expect(repaired.untouched).toEqual({ messages: 8, of: 8 })
    expect(repaired.losses).toEqual([])
  })

  test('digits stay, and untouched messages are the bytes they were', () => {
    expect(repaired.output).toContain('12345678901234567890')
    expect(repaired.output).toContain('1450.00')
    // What was added stands between what was there: without it the output is the source.
    const added =
      /,\n {4}\{\n {6}"role": "tool",\n {6}"tool_call_id": "call_\w+",\n {6}"content": "\[no result was recorded[^}]*\}/g
    expect(repaired.output.replace(added, '')).toBe(source)
    expect(repaired.output.match(added)).toHaveLength(3)
  })

  test('a text of your own, and no error flag unless asked', () => {
    const { output } = repair(source, { ...chat, resultText: 'The tool was interrupted.' })
    expect(output.split('The tool was interrupted.')).toHaveLength(4)
    expect(output).not.toContain('is_error')
  })

  test('twice is the same as once', () => {
    expect(repair(repaired.output, chat)).toMatchObject({ output: repaired.output, changes: [] })
  })

  test('sessions are isolated: a result of one never answers a call of another', () => {
    const rows = fixture('founding/force-completion-sessions.jsonl')
    const { conversations, problems } = inspect(rows)
    expect(conversations.map(({ id, calls, paired, orphanedCalls }) => ({ id, calls, paired, orphanedCalls }))).toEqual([
      { id: 'session-a', calls: 1, paired: 0, orphanedCalls: 1 },
      { id: 'session-b', calls: 1, paired: 1, orphanedCalls: 0 },
    ])
    expect(problems.filter(({ rule }) => rule === 'mixed-session')).toEqual([])
    const { output, untouched } = repair(rows, chat)
    const added = `{"session_id":"session-a","role":"tool","tool_call_id":"call_1","content":"${SYNTHETIC_RESULT}"}\n`
    expect(output.replace(added, '')).toBe(rows)
    expect(output.split('\n').indexOf(added.trim())).toBe(3)
    expect(untouched).toEqual({ messages: 7, of: 7 })
  })
})

describe('fresh messages: a document assistant on LangGraph', () => {
  const source = fixture('founding/fresh-messages.json')
  const error = fixture('founding/fresh-messages.error.txt')
  const flattened = repair(source, { ...chat, strategy: 'flatten' })

  test('the tool messages without a call are found', () => {
    const { totals, prediction } = inspect(source)
    expect(totals).toMatchObject({ calls: 0, results: 2, orphanedResults: 2 })
    expect(prediction).toEqual({
      status: 400,
      error: "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
      rule: 'orphaned-result',
    })
  })

  test('the error at `messages.[3].role` is explained', () => {
    expect(explain(error, source)).toMatchObject({
      recognised: true,
      api: 'openai-chat',
      rule: 'orphaned-result',
      paths: ['messages[3]'],
      answer: 'found',
    })
  })

  test('what is sent is one fresh pair, without tool messages, calls and tools', () => {
    const body = bodyOf(flattened.output)
    expect(roles(body)).toEqual(['system', 'user'])
    expect(Object.keys(body)).toEqual(['model', 'messages', 'temperature'])
    expect(flattened.output).not.toMatch(/"tool_calls"|"tool_call_id"|"tools"|"tool_choice"/)
    expect(body.messages[0]).toEqual({ role: 'system', content: 'You answer questions about the documents of the user.' })
    expect(errorsOf(flattened.output)).toEqual([])
  })

  test('results go as text into the place they had', () => {
    const text = String(bodyOf(flattened.output).messages[1]?.content)
    const parts = ['notice periods?', 'Let me look that up.', "three months' notice.", 'in writing.', 'Please answer now.']
    expect(parts.map((part) => text.indexOf(part))).toEqual(parts.map((part) => text.indexOf(part)).toSorted((a, b) => a - b))
    expect(parts.every((part) => text.includes(part))).toBe(true)
  })

  test('the template is yours to edit', () => {
    const { output } = repair(source, {
      ...chat,
      strategy: 'flatten',
      flattenTemplate: 'Known so far:\n{conversation}\nAnswer in $1 line.',
    })
    const text = String(bodyOf(output).messages[1]?.content)
    expect(text).toMatch(/^Known so far:\nUser: What does/)
    expect(text).toMatch(/Answer in \$1 line\.$/)
  })

  test('a template that forgets the conversation still has it', () => {
    const { output } = repair(source, { ...chat, strategy: 'flatten', flattenTemplate: 'Answer.' })
    expect(String(bodyOf(output).messages[1]?.content)).toMatch(/^Answer\.\n\nUser: What does/)
  })

  test('each message that was written anew is listed', () => {
    const before = flattened.changes.map(({ before: text }) => text ?? '').join('\n')
    for (const text of ['"tool_choice"', 'search_documents', 'Either party', 'Notice must be given'])
      expect(before.includes(text) || text === '"tool_choice"').toBe(true)
    expect(flattened.changes.map(({ title }) => title)).toContain('Leave `tool_choice` out of the request')
    expect(flattened.changes.every(({ safety }) => safety === 'review')).toBe(true)
  })

  test('twice is the same as once', () => {
    expect(repair(flattened.output, { ...chat, strategy: 'flatten' })).toMatchObject({ output: flattened.output, changes: [] })
  })

  test('calls with their results become text side by side, in the order of the calls', () => {
    const { output } = repair(fixture('founding/force-completion.json'), { ...chat, strategy: 'flatten' })
    const body = bodyOf(output)
    expect(roles(body)).toEqual(['system', 'user'])
    const text = String(body.messages[1]?.content)
    expect(text.indexOf('Result of search_trains: {"departs"')).toBeGreaterThan(
      text.indexOf('Tool search_trains was called with'),
    )
    expect(text.indexOf('Tool search_hotels was called with')).toBeGreaterThan(text.indexOf('Result of search_trains'))
    expect(text).toContain('12345678901234567890')
    expect(text).toContain('1450.00')
  })

  test('a result nobody uses and the same call again and again are remarked on', () => {
    const loop = fixture('founding/fresh-messages-loop.json')
    const remarks = inspect(loop).problems.filter(({ severity }) => severity === 'info')
    expect(remarks.map(({ rule, path, message }) => `${rule} ${path} ${message}`)).toEqual(
      expect.arrayContaining([
        'repeated-call messages[1].tool_calls[0] `search_documents` is called 3 times with the same input.',
        'unused-result messages[6] The user goes on before the assistant has used this result.',
      ]),
    )
    expect(errorsOf(loop)).toEqual([])
    expect(repair(loop, chat).output).toBe(loop)
  })
})

describe('stored records: an assistant with MCP tools over PostgreSQL', () => {
  const source = fixture('founding/stored-records.json')
  const repaired = repair(source, chat)

  test('the error is predicted, and explained', () => {
    const { prediction, format } = inspect(source)
    expect(format).toBe('stored-records')
    expect(prediction).toMatchObject({
      error: "Missing required parameter: 'messages[6].tool_calls[0].type'.",
      rule: 'missing-call-type',
    })
    expect(explain(fixture('founding/stored-records.error.txt'), source)).toMatchObject({
      recognised: true,
      rule: 'missing-call-type',
      paths: ['messages[6].tool_calls[0].type'],
      answer: 'found',
    })
  })

  test('records become calls, and the stored results the messages they should have been', () => {
    const { messages } = bodyOf(repaired.output)
    expect(messages.slice(6, 9)).toEqual([
      {
        role: 'assistant',
        content: 'One moment.',
        tool_calls: [
          {
            id: 'call_s1',
            type: 'function',
            function: { name: 'search_products', arguments: '{"query":"red shoes","size":42,"limit":5}' },
          },
          { id: 'call_s2', type: 'function', function: { name: 'mcp__prices__get_price', arguments: '{"sku":"A-1"}' } },
        ],
      },
      { role: 'tool', tool_call_id: 'call_s1', content: '{"items":[{"sku":"A-1","stock":3}]}' },
      { role: 'tool', tool_call_id: 'call_s2', content: '{"error":"timeout"}' },
    ])
    expect(errorsOf(repaired.output)).toEqual([])
  })

  test('a failure is an error flag where there is one', () => {
    const { output, remaining } = repair(source, { target: 'anthropic' })
    expect(remaining.filter(({ severity }) => severity === 'error')).toEqual([])
    const { messages } = JSON.parse(output) as { messages: { content: { type: string; is_error?: boolean }[] }[] }
    const results = messages
      .flatMap(({ content }) => (Array.isArray(content) ? content : []))
      .filter(({ type }) => type === 'tool_result')
    expect(results.map(({ is_error: flag }) => flag)).toEqual([undefined, true])
  })

  test('never `tool_calls: []`', () => {
    expect(source).toContain('"tool_calls": []')
    expect(repaired.output).not.toMatch(/"tool_calls":\s*\[\s*\]/)
    expect(bodyOf(repaired.output).messages.filter((message) => 'tool_calls' in message)).toHaveLength(1)
  })

  test('twice is the same as once', () => {
    expect(repair(repaired.output, chat)).toMatchObject({ output: repaired.output, changes: [] })
  })

  test('a single record stands for a list of one', () => {
    const { output } = repair(fixture('founding/stored-records-single.json'), chat)
    const { messages } = bodyOf(output)
    expect(messages[1]?.tool_calls).toEqual([
      { id: 'call_1', type: 'function', function: { name: 'search_products', arguments: '{"query":"shoes"}' } },
    ])
    expect(roles(bodyOf(output))).toEqual(['user', 'assistant', 'tool call_1', 'user'])
    expect(errorsOf(output)).toEqual([])
  })

  test('rows of a table are read as the conversations they are', () => {
    const rows = fixture('founding/stored-records-rows.jsonl')
    expect(inspect(rows).conversations.map(({ id, messages, calls, paired }) => ({ id, messages, calls, paired }))).toEqual([
      { id: '7', messages: 3, calls: 1, paired: 1 },
      { id: '8', messages: 3, calls: 1, paired: 1 },
    ])
    const lines = repair(rows, chat)
      .output.trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    const of = (id: number): unknown[] => lines.filter((line) => line['conversation_id'] === id).map(({ role }) => role)
    expect(of(7)).toEqual(['user', 'assistant', 'tool', 'assistant'])
    expect(of(8)).toEqual(['user', 'assistant', 'tool', 'user'])
    expect(lines.find(({ role, conversation_id: id }) => role === 'tool' && id === 8)).toMatchObject({ content: '{"items":[]}' })
  })

  test('the column by itself becomes a message with calls, and their results', () => {
    const { output, changes, remaining } = repair(fixture('founding/stored-records-column.json'), chat)
    const messages = JSON.parse(output) as ChatMessage[]
    expect(messages[0]?.tool_calls?.map(({ id }) => id)).toEqual(['call_1', 'call_2'])
    expect(messages.slice(1)).toEqual([
      { role: 'tool', tool_call_id: 'call_1', content: '{"items":[1,2]}' },
      { role: 'tool', tool_call_id: 'call_2', content: SYNTHETIC_RESULT },
    ])
    expect(remaining.filter(({ severity }) => severity === 'error')).toEqual([])
    // What was left out is listed: null, "junk", the record without a name, and the one that stood twice.
    expect(changes.filter(({ rule }) => rule === 'malformed-entry').map(({ before }) => before?.trim())).toEqual([
      'null',
      '"junk"',
      expect.stringContaining('call_9') as string,
    ])
    expect(changes.filter(({ title }) => title === 'Take the repeated record out')).toHaveLength(1)
  })
})

describe('normalizeToolCalls', () => {
  const record = {
    tool_call_id: 'call_1',
    tool_name: 'search',
    arguments: { query: 'shoes', limit: 5 },
    result: { items: [] },
    success: true,
  }
  const called = { id: 'call_1', type: 'function', function: { name: 'search', arguments: '{"query":"shoes","limit":5}' } }
  const inShape = { id: 'call_2', type: 'function', function: { name: 'get_price', arguments: '{"sku": "A-1"}' } }

  test.each<[string, unknown, unknown[]]>([
    ['a list of records', [record], [called]],
    ['a single record', record, [called]],
    ['the whole column as JSON text', JSON.stringify([record]), [called]],
    ['one record as JSON text', JSON.stringify(record), [called]],
    ['a column that was encoded twice', JSON.stringify(JSON.stringify([record])), [called]],
    ['calls already in shape, spaces and all', [inShape], [inShape]],
    ['a mixture', [record, inShape], [called, inShape]],
    [
      'arguments that are JSON text',
      [{ ...record, arguments: '{"a": 1}' }],
      [{ ...called, function: { name: 'search', arguments: '{"a": 1}' } }],
    ],
    [
      'no arguments',
      [{ tool_call_id: 'call_1', tool_name: 'search' }],
      [{ ...called, function: { name: 'search', arguments: '{}' } }],
    ],
    ['null for arguments', [{ ...record, arguments: null }], [{ ...called, function: { name: 'search', arguments: '{}' } }]],
    ['other names for the same', [{ call_id: 'call_1', name: 'search', args: { query: 'shoes', limit: 5 } }], [called]],
    [
      'any name of a tool',
      [{ ...record, tool_name: 'mcp__a__b.c d' }],
      [{ ...called, function: { ...called.function, name: 'mcp__a__b.c d' } }],
    ],
    ['a numeric id becomes text', [{ ...record, tool_call_id: 7 }], [{ ...called, id: '7' }]],
    ['the same record twice counts once', [record, record], [called]],
    ['an empty list', [], []],
    ['null', null, []],
    ['nothing', undefined, []],
    ['a number', 7, []],
    ['text that is no JSON', 'none', []],
    ['an empty text', '', []],
  ])('%s', (_, stored, toolCalls) => {
    expect(normalizeToolCalls(stored).toolCalls).toEqual(toolCalls)
  })

  test.each<[string, unknown, string[]]>([
    [
      'entries that are no calls',
      [null, 'junk', 7, []],
      ['malformed-entry [0]', 'malformed-entry [1]', 'malformed-entry [2]', 'malformed-entry [3]'],
    ],
    ['an entry without a name', [{ tool_call_id: 'call_9' }], ['missing-function-name [0]']],
    ['an entry without an id', [{ tool_name: 'search', arguments: {} }], ['missing-call-id [0]']],
    ['an id used for another call', [record, { ...record, arguments: {} }], ['duplicate-call-id [1]']],
    ['the same record twice', [record, record], ['duplicate-call-id [1]']],
    ['nothing wrong', [record, inShape], []],
  ])('skipped and reported: %s', (_, stored, problems) => {
    expect(rulesOf({ problems: normalizeToolCalls(stored).problems } as unknown as Inspection)).toEqual(problems)
  })

  test('a call already in shape comes back as it is, other fields and all', () => {
    const call = { ...inShape, extra_content: { google: { thought_signature: 'x' } } }
    expect(normalizeToolCalls([call]).toolCalls[0]).toBe(call)
  })

  test('what was handed in is not changed', () => {
    const stored = Object.freeze([Object.freeze({ ...record, arguments: Object.freeze({ ...record.arguments }) })])
    expect(normalizeToolCalls(stored).toolCalls).toEqual([called])
  })

  test('keys that look dangerous are keys', () => {
    const stored: unknown = JSON.parse('[{"tool_call_id":"c","tool_name":"f","arguments":{"__proto__":{"admin":true}}}]')
    expect(normalizeToolCalls(stored).toolCalls[0]?.function.arguments).toBe('{"__proto__":{"admin":true}}')
    expect(({} as { admin?: boolean }).admin).toBe(undefined)
  })

  test('twice is the same as once', () => {
    const { toolCalls } = normalizeToolCalls(fixture('founding/stored-records-column.json'))
    expect(toolCalls.map(({ id }) => id)).toEqual(['call_1', 'call_2'])
    expect(normalizeToolCalls(toolCalls)).toEqual({ toolCalls, problems: [] })
  })
})
