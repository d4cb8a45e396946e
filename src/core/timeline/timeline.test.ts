import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { encode } from '../source/source.ts'
import {
  anthropic,
  assistant,
  body,
  call,
  interrupted,
  legacyCall,
  legacyResult,
  result,
  storedCall,
  toolCall,
  user,
} from '../testing/builders.ts'
import { fixture } from '../testing/fixtures.ts'
import { sources, type Dialect } from '../testing/conversations.ts'
import { openWorkbench } from '../open-source.ts'
import type { Workbench } from '../workbench.ts'
import type { CallRow, ResultRow, Situation, SlotRow, TimelineRow } from './row.ts'

vi.setConfig({ testTimeout: 120_000 }) // many small runs: slow only where the machine is busy

const open = (value: unknown): Workbench => openWorkbench(encode(typeof value === 'string' ? value : JSON.stringify(value)))
const rowsOf = (value: unknown): TimelineRow[] => {
  const bench = open(value)
  return bench.rows(0, bench.rowCount)
}
/** A row in a few words: its kind, its number, and what is said of the pair. */
function sketch(row: TimelineRow): string {
  const number = row.number === null ? '-' : String(row.number)
  switch (row.type) {
    case 'call':
    case 'result':
      return `${number} ${row.type} ${row.callId} ${row.situation}${row.partners.map((partner) => ` →${partner}`).join('')}`
    case 'slot':
      return `${number} no ${row.missing} ${row.callId}`
    case 'message':
      return `${number} ${row.role}`
    case 'lane':
      return `lane ${row.title}`
    case 'unparsed':
      return `${number} unparsed`
  }
}

const two = assistant(null, toolCall('c1'), toolCall('c2'))
const { says, text, toolUse } = anthropic

describe('every situation has its shape, its words and its sentence', () => {
  const cases: Record<Situation, { value: unknown; rows: string[]; words: string[]; spoken: RegExp }> = {
    'paired-adjacent': {
      value: [user(), call('c1'), result('c1')],
      rows: ['0 user', '1 assistant', '1 call c1 paired-adjacent →3', '2 result c1 paired-adjacent →2'],
      words: [],
      spoken: /^Call weather\. Result follows, message 2\.$/,
    },
    'paired-distant': {
      value: [user(), two, result('c1'), result('c2')],
      rows: [
        '0 user',
        '1 assistant',
        '1 call c1 paired-distant →4',
        '1 call c2 paired-distant →5',
        '2 result c1 paired-distant →2',
        '3 result c2 paired-distant →3',
      ],
      words: ['2 in parallel', '↓ result 2 rows'],
      spoken: /^Call weather\. Result is message 2, 2 rows below\. Call 1 of 2 in parallel, 2 answered\.$/,
    },
    'orphaned-call': {
      value: [user(), call('c1'), user('well?')],
      rows: ['0 user', '1 assistant', '1 call c1 orphaned-call', '- no result c1', '2 user'],
      words: ['no result'],
      spoken: /^Error\. Call weather has no result\. Expected after message 1\. Fixes available\.$/,
    },
    'pending-call': {
      value: [user(), call('c1')],
      rows: ['0 user', '1 assistant', '1 call c1 pending-call', '- no result c1'],
      words: ['not answered – transcript ends here'],
      spoken: /^Call weather, transcript ends before a result\.$/,
    },
    'orphaned-result': {
      value: [user(), result('c9'), user('well?')],
      rows: ['0 user', '- no call c9', '1 result c9 orphaned-result', '2 user'],
      words: ['ORPHANED RESULT'],
      spoken: /^Error\. Result names call c9, which no message before it declares\.$/,
    },
    'duplicate-same': {
      value: [user(), call('c1'), result('c1'), result('c1')],
      rows: [
        '0 user',
        '1 assistant',
        '1 call c1 paired-adjacent →3 →4',
        '2 result c1 paired-adjacent →2',
        '3 result c1 duplicate-same →2',
      ],
      words: ['duplicate of 2, identical'],
      spoken: /^Warning\. Second result for the same call, identical content\.$/,
    },
    'duplicate-different': {
      value: [user(), call('c1'), result('c1'), result('c1', 'rain')],
      rows: [
        '0 user',
        '1 assistant',
        '1 call c1 paired-adjacent →3 →4',
        '2 result c1 paired-adjacent →2',
        '3 result c1 duplicate-different →2',
      ],
      words: ['second answer, different from 2'],
      spoken: /^Error\. Two different results for one call\.$/,
    },
    // Both calls are marked: nobody can tell which of them the user looks at.
    'reused-id': {
      value: [user(), call('c1'), result('c1'), call('c1', 'search'), result('c1')],
      rows: [
        '0 user',
        '1 assistant',
        '1 call c1 reused-id →3',
        '2 result c1 paired-adjacent →2',
        '3 assistant',
        '3 call c1 reused-id →6',
        '4 result c1 paired-adjacent →5',
      ],
      words: ['id used more than once – matched by order'],
      spoken: /^Call weather\. Its id is used more than once; the result, message 2, was matched by order\.$/,
    },
    'result-before-call': {
      value: [user(), result('c1'), call('c1')],
      rows: ['0 user', '1 result c1 result-before-call →3', '2 assistant', '2 call c1 result-before-call →1'],
      words: ['comes before its call'],
      spoken: /^Error\. Result precedes its call, message 2\.$/,
    },
    'not-adjacent': {
      value: [user(), call('c1'), user('wait'), result('c1')],
      rows: ['0 user', '1 assistant', '1 call c1 not-adjacent →4', '2 user', '3 result c1 not-adjacent →2'],
      words: ['↓ result 2 rows, not next to its call'],
      spoken: /^Error\. Other messages separate call weather from its result, message 3\.$/,
    },
    'order-differs': {
      value: [user(), two, result('c2'), result('c1')],
      rows: [
        '0 user',
        '1 assistant',
        '1 call c1 paired-distant →5',
        '1 call c2 paired-adjacent →4',
        '2 result c2 paired-adjacent →3',
        '3 result c1 order-differs →2',
      ],
      words: ['order differs'],
      spoken: /^Info\. Results are in a different order than calls\. Result of weather, message 1\.$/,
    },
    embedded: {
      value: [user(), assistant('', storedCall('s1', 'search', {}, { result: 'none' }))],
      rows: ['0 user', '1 assistant', '1 call s1 embedded →3', '1 result s1 embedded →2'],
      words: ['embedded'],
      spoken: /^Call search and its result in the same message\.$/,
    },
    'matched-by-position': {
      value: [user(), call('c1'), result('x1')],
      rows: ['0 user', '1 assistant', '1 call c1 matched-by-position →3', '2 result x1 matched-by-position →2'],
      words: ['matched by position'],
      spoken: /^Warning\. Call weather, c1, was matched by position with message 2\.$/,
    },
  }

  test.each(Object.entries(cases))('%s', (situation, { value, rows: expected, words, spoken }) => {
    const rows = rowsOf(value)
    expect(rows.map(sketch)).toEqual(expected)
    const row = rows.find((one): one is CallRow | ResultRow => 'situation' in one && one.situation === situation)
    expect(row?.words).toEqual(words)
    expect(row?.spoken).toMatch(spoken)
  })
})

describe('slots stand where the missing half belongs', () => {
  const slotsOf = (value: unknown): SlotRow[] => rowsOf(value).filter((row): row is SlotRow => row.type === 'slot')

  test('behind the results that are there', () => {
    expect(rowsOf([user(), two, result('c2'), user('well?')]).map(sketch)).toEqual([
      '0 user',
      '1 assistant',
      '1 call c1 orphaned-call',
      '1 call c2 paired-adjacent →4',
      '2 result c2 paired-adjacent →3',
      '- no result c1',
      '3 user',
    ])
  })

  test('with the words and the fixes of the call', () => {
    const value = [user(), call('c1'), user('well?')]
    const { inspection } = open(value)
    const [slot] = slotsOf(value)
    expect(slot?.words).toEqual(['MISSING RESULT for c1'])
    expect(slot?.spoken).toBe('Error. Missing result for call c1 of weather, message 1. Fixes available.')
    expect(slot?.severity).toBe('error')
    expect(slot?.problems.map((problem) => inspection.problems[problem]?.fixes.map(({ title }) => title))).toEqual([
      ['Add a result that says none was recorded', 'Take the call out of the conversation'],
    ])
  })

  test('above a result nobody asked for', () => {
    const [slot] = slotsOf([user(), result('call_with_a_long_id_19'), user('well?')])
    expect(slot?.words).toEqual(['no call has this id'])
    expect(slot?.spoken).toBe('Missing call ending _id_19 for the result in message 1.')
  })

  test('before the words of the user where results are parts', () => {
    const value = anthropic.body([
      user(),
      says(toolUse('t1'), toolUse('t2')),
      anthropic.user(anthropic.result('t1'), text('well?')),
    ])
    expect(rowsOf(value).map(sketch)).toEqual([
      '0 user',
      '1 assistant',
      '1 call t1 paired-distant →4',
      '1 call t2 orphaned-call',
      '2 result t1 paired-distant →2',
      '- no result t2',
      '2 user',
    ])
  })

  test('neutral where the conversation only ends', () => {
    const [slot] = slotsOf([user(), call('c1')])
    expect(slot?.words).toEqual(['not answered – transcript ends here'])
    expect(slot?.spoken).toBe('The transcript ends before a result of weather.')
  })
})

describe('other rows', () => {
  test('an entry that is no message is drawn in its place', () => {
    const rows = rowsOf([user(), null, call('c1'), result('c1')])
    expect(rows[1]).toMatchObject({ type: 'unparsed', summary: 'null', severity: 'error' })
    expect(rows[1]?.spoken).toBe('Entry 1 could not be read: This entry is null, not a message.')
  })

  test('each session has a lane, with a head', () => {
    const rows = rowsOf(fixture('founding/force-completion-sessions.jsonl'))
    expect(rows.map(sketch)).toEqual([
      'lane session-a',
      '0 user',
      '1 assistant',
      '1 call call_1 orphaned-call',
      '- no result call_1',
      '2 user',
      'lane session-b',
      '0 user',
      '1 assistant',
      '1 call call_1 paired-adjacent →10',
      '2 result call_1 paired-adjacent →9',
      '3 assistant',
    ])
    expect(rows[0]).toMatchObject({ words: ['3 messages'], spoken: 'Conversation 1 of 2, session-a, 3 messages.' })
  })

  test('arguments that do not parse are told beside the pair', () => {
    const row = rowsOf([user(), call('c1', 'weather', "{'a': 1}"), result('c1')])[2] as CallRow
    expect(row.malformed).toBe(true)
    expect(row.words).toEqual(['arguments are not right'])
    expect(row.summary).toBe("{'a': 1}")
  })

  test('a failed result says so', () => {
    const failed = { ...anthropic.result('t1', 'offline'), is_error: true }
    const row = rowsOf(anthropic.body([user(), says(toolUse('t1')), anthropic.user(failed)]))[3] as ResultRow
    expect(row.failed).toBe(true)
    expect(row.words).toEqual(['failed'])
  })

  test('the old form is matched by name and order', () => {
    const row = rowsOf([user(), legacyCall('weather'), legacyResult('weather')])[2] as CallRow
    expect(row).toMatchObject({ situation: 'matched-by-position', tie: 'name-and-order', partners: [3] })
  })

  test('numbers are those the target counts', () => {
    const value = body([{ role: 'system', content: 'x' }, user(), call('c1'), result('c1'), result('c2'), assistant('hi')])
    const numbers = (target: string): (number | null)[] => {
      const bench = openWorkbench(encode(JSON.stringify(value)), { target })
      return bench.rows(0, bench.rowCount).flatMap((row) => (row.type === 'slot' ? [] : [row.number]))
    }
    expect(numbers('openai-chat')).toEqual([0, 1, 2, 2, 3, 4, 5])
    expect(numbers('anthropic')).toEqual([0, 0, 1, 1, 2, 2, 3])
  })

  test('a row opens into its text, its source and its partner', () => {
    const bench = open([user(), call('c1', 'weather', { city: 'Oslo' }), interrupted('c1')])
    expect(bench.detail(2)).toMatchObject({
      text: '{\n  "city": "Oslo"\n}',
      raw: JSON.stringify(toolCall('c1', 'weather', { city: 'Oslo' })),
      partner: { row: 3, label: 'Result', text: '[no result was recorded for this tool call]' },
    })
    expect(bench.detail(99)).toBe(null)
  })
})

const DIALECTS: readonly Dialect[] = ['openai-chat', 'anthropic-messages', 'stored-records']
const anySource = fc.oneof(...DIALECTS.map((dialect) => sources(dialect, ['list', 'body', 'rows', 'lines'], { damages: 3 })))

test('a row names its worst problem first', () => {
  const value = [user(), call('c1'), result('c9'), user('well?'), user()]
  const { problems } = open(value).inspection
  const row = rowsOf(value).find(({ type }) => type === 'result')
  expect(row?.problems.map((problem) => problems[problem]?.rule)).toEqual(['mismatched-call-id', 'unused-result'])
  expect(row?.severity).toBe('error')
})

test('rows, places and problems agree', () => {
  fc.assert(
    fc.property(anySource, ({ source }) => {
      const bench = open(source)
      const rows = bench.rows(0, bench.rowCount)
      expect(new Set(rows.map(({ key }) => key)).size, 'keys are different').toBe(rows.length)
      for (const row of rows) {
        // A row that stands for something in the source is found again by its first byte; a head may share it with its part.
        const stands = row.type === 'call' || row.type === 'message' || row.type === 'unparsed'
        const found = stands ? rows[bench.rowAt(row.span.start) ?? -1] : row
        expect(found?.conversation).toBe(row.conversation)
        expect(found && found.span.start <= row.span.start && row.span.start <= found.span.end).toBe(true)
        for (const problem of row.problems) {
          const shown = bench.rowOfProblem(problem)
          expect(shown === row.index || row.type === 'slot', 'the row of a problem lists it').toBe(true)
        }
        for (const partner of 'partners' in row ? row.partners : []) {
          const other = rows[partner]
          expect(other && 'partners' in other ? other.partners : []).toContain(row.index)
        }
      }
      bench.inspection.problems.forEach(({ span, conversation }, problem) => {
        const row = rows[bench.rowOfProblem(problem) ?? -1]
        expect(row === undefined ? rows.length : 1).toBe(row === undefined ? 0 : 1)
        expect(row === undefined || row.conversation === conversation).toBe(true)
        expect(span.end).toBeLessThanOrEqual(encode(source).length)
      })
    }),
    { numRuns: Number(process.env['RUNS'] ?? 150), seed: Number(process.env['SEED'] ?? 20_260_920) },
  )
})

test('a stretch of rows is the same as those rows of all', () => {
  fc.assert(
    fc.property(anySource, fc.nat(20), fc.nat(20), ({ source }, from, length) => {
      const bench = open(source)
      expect(bench.rows(from, from + length)).toEqual(bench.rows(0, bench.rowCount).slice(from, from + length))
    }),
    { numRuns: 50, seed: 20_260_920 },
  )
})
