import { expect, test } from 'vitest'
import { openDocument } from '../../document/document.ts'
import { inspect } from '../../inspect.ts'
import { repair } from '../../repair.ts'
import { encode } from '../../source/source.ts'
import { fieldMapOf, formatOfFieldMap } from './field-map.ts'
import { suggestFields } from './suggest-fields.ts'

const home = JSON.stringify({
  log: {
    steps: [
      { who: 'human', said: { text: 'Oslo?' }, when: '2026-01-01T10:00:00Z' },
      { who: 'bot', request_id: 'r1', tool: 'weather', payload: { city: 'Oslo' } },
      { who: 'tool', request_id: 'r1', observation: 'sun' },
      { who: 'bot', request_id: 'r2', tool: 'weather', payload: { city: 'Bergen' } },
      { who: 'human', said: { text: 'Well?' } },
    ],
  },
})
const format =
  'fields:list=log.steps,role=who,content=said.text,id=request_id,name=tool,arguments=payload,result=observation,time=when'

test('a source nobody knows is read as the user says', () => {
  expect(inspect(home)).toMatchObject({ format: 'unknown' })
  const { totals, problems, confidence } = inspect(home, { format })
  expect(totals).toMatchObject({ messages: 5, calls: 2, results: 1, paired: 1, orphanedCalls: 1 })
  expect(problems.map(({ rule, path }) => `${rule} ${path}`)).toEqual(['orphaned-call log.steps[3]'])
  expect(confidence).toBe('certain')
})

test('and written for an API', () => {
  const { output, remaining } = repair(home, { format, target: 'openai-chat' })
  expect(remaining.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(inspect(output).totals).toMatchObject({ calls: 2, results: 2, paired: 2 })
})

test('names of fields suggest what they hold', () => {
  const suggestion = suggestFields(openDocument(encode(home)))
  expect(suggestion?.guess).toEqual(fieldMapOf(format))
  expect(suggestion?.lists[0]).toMatchObject({ path: 'log.steps', entries: 5 })
})

test.each(['fields:', 'fields:=,=', 'fields:role', 'fields:list=a[', 'fields:role=__proto__,content=constructor'])(
  '%s is no reason to stop',
  (odd) => {
    for (const source of [home, '[]', '{}', '[1,"a",null]', '{"a":1}\n{"b":2}', ''])
      expect(inspect(source, { format: odd }).source.bytes).toBe(encode(source).length)
  },
)

test('a map is told and read again', () => {
  expect(formatOfFieldMap(fieldMapOf(format)!)).toBe(format)
  expect(fieldMapOf('openai-chat')).toBeNull()
})
