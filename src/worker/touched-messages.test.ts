import { expect, test } from 'vitest'
import { touchedMessages } from './touched-messages.ts'

test.each([
  [[], 0],
  [['messages[3].tool_calls[0]', 'messages[3].content'], 1],
  [['messages[3]', 'messages[31]'], 2],
  [['[2].tool_calls[0].function', '[2]', '[4]'], 2],
  [['[0].messages[1].content[0]', '[0].messages[2]'], 2],
  [['tools'], 1],
])('%j', (paths, expected) => {
  const changes = paths.map((path) => ({
    rule: '',
    title: '',
    safety: 'safe' as const,
    path,
    span: { start: 0, end: 0 },
    before: null,
    after: null,
  }))
  expect(touchedMessages(changes)).toBe(expected)
})
