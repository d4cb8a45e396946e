import { expect, test } from 'vitest'
import { inspect } from '../inspect.ts'
import { fixture } from '../testing/fixtures.ts'

const session = fixture('formats/claude-code/read-a-file.jsonl').trim().split('\n')
const events = fixture('formats/autogen/events.jsonl').trim().split('\n')

test('two programs that write to one log are two formats, each with its own conversations', () => {
  const woven = session.flatMap((line, i) => [line, events[i] ?? '']).join('\n')
  const { format, because, totals, conversations, problems } = inspect(woven)
  expect(because[0]).toBe('2 formats: 4 lines AutoGen messages and events, 4 lines Claude Code session')
  expect(['claude-code', 'autogen']).toContain(format)
  expect(totals).toMatchObject({ calls: 3, results: 2, paired: 2 })
  expect(conversations.length).toBe(2)
  expect(problems.map(({ rule }) => rule)).toEqual(['orphaned-call'])
})

test('lines of one format that differ in their keys are no mixture', () => {
  for (const lines of [session, events]) {
    const odd = [...lines, '{"type":"summary","summary":"done"}', '{"level":"info"}', '[1]', 'no json'].join('\n')
    expect(inspect(odd).because.join('\n')).not.toMatch(/formats:/)
  }
})

test('lines that hold no message are counted', () => {
  const { totals, because } = inspect([...session, ...events, '["odd"]', '7'].join('\n'))
  expect(totals.messages).toBe(8)
  expect(because.at(-1)).toBe('seen, and no messages: 2 entries without messages, 1 summaries of results')
})
