import { describe, expect, test } from 'vitest'
import { inspect, inspectSource, inspectStream } from './inspect.ts'
import { judgeSource } from './judge-source.ts'
import { openSource } from './open-source.ts'
import { repair, repairStream } from './repair.ts'
import { decode, encode } from './source/source.ts'
import { bytesInMemory } from './source/source-bytes.ts'
import { openWhole } from './whole-bench.ts'
import type { Workbench } from './workbench.ts'

/** Sources just large enough that they are not read at once: about five megabytes. */
const TARGET = { target: 'openai-chat' }
const TEXT = 'a page of “results” that is long enough to fill a large source, naïve café 東京 '.repeat(20)

function exchange(n: number): object[] {
  const id = `call_${n}`
  const called = {
    role: 'assistant',
    content: null,
    tool_calls: [{ id, type: 'function', function: { name: 'search', arguments: '{}' } }],
  }
  const answered = [{ role: 'user', content: `question ${n}` }, called, { role: 'tool', tool_call_id: id, content: TEXT }]
  return n % 97 === 5 ? answered.slice(0, 2) : answered
}

const numbers = Array.from({ length: 2600 }, (_, n) => n)
const request = (messages: object[]): object => ({
  model: 'gpt-4o',
  messages: [...messages, { role: 'user', content: 'go on' }],
  tools: [],
})
const SOURCES = {
  'requests, one a line': numbers.map((n) => JSON.stringify(request(exchange(n)))).join('\n'),
  'requests, some broken': numbers
    .map((n) => JSON.stringify(request(exchange(n))))
    .map((line, n) => (n % 500 === 3 ? line.slice(0, -9) : line))
    .join('\r\n'),
  'requests of a batch': numbers
    .map((n) => JSON.stringify({ custom_id: `r${n}`, method: 'POST', url: '/v1/chat/completions', body: request(exchange(n)) }))
    .join('\n'),
  'one list of messages': JSON.stringify(numbers.flatMap(exchange)),
  'one list, indented': JSON.stringify(numbers.flatMap(exchange), null, 2),
  'one request': JSON.stringify(request(numbers.flatMap(exchange))),
  'a list that is cut off': JSON.stringify(numbers.flatMap(exchange)).slice(0, -700),
  'rows of sessions': numbers
    .flatMap((n) => exchange(n).map((message) => JSON.stringify({ session_id: `s${n % 7}`, ...message })))
    .join('\n'),
} as const
const cases = Object.entries(SOURCES).map(([name, text]) => [name, encode(text)] as const)

const errorsOf = ({ inspection }: Workbench): number[] =>
  inspection.problems.filter(({ severity }) => severity === 'error').map(({ span }) => span.start)

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

describe.each(cases)('%s', (_, bytes) => {
  test('a stream is inspected like the whole', async () => {
    const whole = judgeSource(bytes, TARGET).inspection
    expect(await inspectStream(inChunks(bytes, 77_777), TARGET)).toEqual(whole)
    expect(inspect(bytes, TARGET)).toEqual(whole)
    expect(inspectSource(bytesInMemory(bytes), TARGET)).toEqual(whole)
  })

  test('a stream is repaired like the whole, and written piece by piece', async () => {
    const written: Uint8Array[] = []
    const streamed = await repairStream(inChunks(bytes, 99_999), { ...TARGET, write: (piece) => void written.push(piece) })
    const whole = repair(bytes, TARGET)
    expect(written.map((piece) => decode(piece)).join('')).toBe(whole.output)
    expect(streamed.output).toBe('')
    expect(streamed.changes).toEqual(whole.changes)
    expect(streamed.remaining.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(inspect(whole.output, TARGET).totals).toEqual(streamed.after)
  })

  test('step by step it ends as the whole, and what is seen on the way has no error that is none', () => {
    const whole = openWhole(judgeSource(bytes, TARGET))
    const errors = new Set(errorsOf(whole))
    const reader = openSource(bytesInMemory(bytes), TARGET)
    while (reader.step()) {
      const sofar = reader.bench()!
      expect(errorsOf(sofar).filter((start) => !errors.has(start))).toEqual([])
      expect(sofar.rows(0, 20)).toHaveLength(20)
    }
    const bench = reader.bench()!
    expect(reader.progress).toMatchObject({ bytes: bytes.length, of: bytes.length, messages: whole.inspection.totals.messages })
    expect(bench.inspection).toEqual(whole.inspection)
    expect(bench.rowCount).toBe(whole.rowCount)
    const problem = whole.inspection.problems.findIndex(({ rule }) => rule === 'orphaned-call')
    expect(bench.rowOfProblem(problem)).toBe(whole.rowOfProblem(problem))
    expect(bench.proposeFix(problem, 0, TARGET)).toEqual(whole.proposeFix(problem, 0, TARGET))
    const row = whole.rowOfProblem(problem)!
    expect(bench.editable(row)).toEqual(whole.editable(row))
    const edit = { type: 'rename-id', id: 'zz' } as const
    expect(bench.proposeEdit(row, edit)).toEqual(whole.proposeEdit(row, edit))
    expect(bench.proposeRepair(TARGET).edits).toEqual(whole.proposeRepair(TARGET).edits)
  })
})

const messages = numbers.map((n) => ({ role: n % 2 ? 'assistant' : 'user', content: TEXT }))

test('what is wrong before a long list is told without reading all of it', () => {
  const tools = [{ type: 'function', function: { name: 'a name with spaces' } }]
  const bytes = encode(JSON.stringify({ tools, messages }))
  let most = 0
  const reader = openSource(
    {
      length: bytes.length,
      read: (start, end) => {
        most = Math.max(most, end - start)
        return bytes.slice(start, end)
      },
    },
    TARGET,
  )
  most = 0
  reader.step()
  const [problem] = reader.bench()!.inspection.problems
  expect(problem).toMatchObject({ path: 'tools[0].function.name', span: { start: 48, end: 68 } })
  expect(most).toBeLessThan(bytes.length / 2)
})

test('a conversation can have more problems than a stack has room for', () => {
  const empty = Array.from({ length: 150_000 }, () => '{"role":"user","content":""}')
  expect(inspect(`[${empty.join()}]`, { target: 'anthropic' }).problems.length).toBeGreaterThanOrEqual(empty.length)
})

describe('what the beginning does not tell', () => {
  test.each([
    [
      'a second list counts instead',
      JSON.stringify({ messages }).replace(/\}$/, ',"messages":[{"role":"user","content":"hi"}]}'),
    ],
    ['it is an answer', JSON.stringify({ messages: [...messages, ...exchange(5)], choices: [] })],
    ['keys behind the list tell the format', JSON.stringify({ messages, system: 'be kind', anthropic_version: '2023-06-01' })],
    ['an id is named twice', JSON.stringify({ messages, id: 'one' }).replace(/\}$/, ',"id":"two"}')],
    [
      'single messages stand between requests',
      numbers.map((n) => JSON.stringify(n % 9 === 4 ? exchange(n)[0] : request(exchange(n)))).join('\n'),
    ],
  ])('%s', (_, text) => {
    const bytes = encode(text)
    const whole = judgeSource(bytes, TARGET).inspection
    expect(inspectSource(bytesInMemory(bytes), TARGET)).toEqual(whole)
    expect(inspect(bytes, TARGET)).toEqual(whole)
  })
})
