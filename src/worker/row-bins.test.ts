import { expect, test } from 'vitest'
import { openWorkbench } from '../core/open-source.ts'
import { rowBins } from './row-bins.ts'

/** `pairs` questions, each with a call; only the call in the middle has no result. */
function conversation(pairs: number): Uint8Array {
  const messages: object[] = []
  for (let i = 0; i < pairs; i++) {
    const call = { id: `call_${i}`, type: 'function', function: { name: 'look_up', arguments: '{}' } }
    messages.push({ role: 'user', content: `Question ${i}` }, { role: 'assistant', content: null, tool_calls: [call] })
    if (i !== pairs / 2) messages.push({ role: 'tool', tool_call_id: `call_${i}`, content: 'done' })
  }
  messages.push({ role: 'user', content: 'Thanks.' }, { role: 'assistant', content: 'You are welcome.' })
  return new TextEncoder().encode(JSON.stringify({ model: 'gpt-4o', messages }))
}

test('with a bin for each row, each row is told', () => {
  const bench = openWorkbench(conversation(2))
  const { worst, role } = rowBins(bench, bench.rowCount)
  const rows = bench.rows(0, bench.rowCount)
  const codes = { error: 3, warning: 2, info: 1 }
  const wrong = rows.filter(({ type, severity }) => type !== 'slot' && severity !== null) // a slot has the problem of its call
  expect([...worst.entries()].filter(([, code]) => code > 0)).toEqual(
    wrong.map(({ index, severity }) => [index, codes[severity ?? 'info']]),
  )
  expect([...role].filter((code) => code === 2)).toHaveLength(3)
  expect([...role].filter((code) => code === 4)).toHaveLength(2)
})

test('one error among many rows is in its bin', () => {
  const bench = openWorkbench(conversation(2000))
  const { worst, role } = rowBins(bench, 100)
  expect([...worst].flatMap((code, bin) => (code === 3 ? [bin] : []))).toEqual([50])
  expect([...role].every((code) => code > 0)).toBe(true)
})
