import { expect, test } from 'vitest'
import { placeFit } from './place-fit.ts'

const TYPE = 'messages[{i}].tool_calls[{j}].type'

test('the last step decides, and more steps are better', () => {
  const call = placeFit(TYPE, 'messages[6].tool_calls[0].type')
  const part = placeFit(TYPE, 'messages[6].content[0].type')
  expect(call).toBeGreaterThan(part ?? 0)
  expect(placeFit(TYPE, 'messages[6].tool_calls[0].id')).toBeNull()
})

test.each([
  'messages.6.tool_calls.0.type',
  'messages.[6].tool_calls.[0].type',
  'messages[X].tool_calls[N].type',
  'body.message[1].tool_calls[0].type',
])('indexes and ways to write them do not count: %s', (place) => {
  expect(placeFit(TYPE, place)).toBe(placeFit(TYPE, 'messages[6].tool_calls[0].type'))
})

test('what was blacked out or cut off in front still fits', () => {
  expect(placeFit('messages.{i}.content.{j}.tool_use.id', '***.***.content.2.tool_use.id')).toBeGreaterThan(0)
  expect(placeFit('messages.{i}.content.{j}.tool_use.id', 'content.2.tool_use.id')).toBeGreaterThan(0)
})

test('another list is another place', () => {
  expect(placeFit(TYPE, 'tools[0].type')).toBeNull()
  expect(placeFit(TYPE, 'response_format.type')).toBeNull()
})

test('a template for any place wants one inside a list', () => {
  expect(placeFit('{path}', 'messages.1.content.0.tool_use.text')).not.toBeNull()
  expect(placeFit('{path}', 'max_tokens')).toBeNull()
})
