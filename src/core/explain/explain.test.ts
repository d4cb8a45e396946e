import { expect, test } from 'vitest'
import type { Answer } from '../problem.ts'
import { explain } from './explain.ts'

const call = (id: string): object => ({
  role: 'assistant',
  content: null,
  tool_calls: [{ id, type: 'function', function: { name: 'weather', arguments: '{}' } }],
})
const result = (id: string): object => ({ role: 'tool', tool_call_id: id, content: 'sunny' })
const system = { role: 'system', content: 'Be brief.' }
const user = { role: 'user', content: 'hi' }
const record = { tool_call_id: 'c1', tool_name: 'search', arguments: { q: 'x' }, result: 'y', success: true }

const openaiMissing = (id: string, index: number): string =>
  `Error code: 400 - {'error': {'message': "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: ${id}", 'param': 'messages.[${index}].role'}}`
const anthropicMissing = (id: string, index: number): string =>
  `messages.${index}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${id}. Each \`tool_use\` block must have a corresponding \`tool_result\` block in the next message.`
const openaiOrphan = `{"message":"Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.","param":"messages.[3].role"}`

const cases: Record<string, [error: string, source: unknown, answer: Answer, paths: string[]]> = {
  'force completion: a call without its result': [
    `litellm.BadRequestError: OpenAIException - ${openaiMissing('c1', 2)}`,
    { messages: [system, user, call('c1'), user] },
    'found',
    ['messages[2].tool_calls[0]'],
  ],
  'fresh messages: a result without its call': [
    openaiOrphan,
    { messages: [system, user, user, result('c1'), user] },
    'found',
    ['messages[3]'],
  ],
  'stored records: a call without its type': [
    "Missing required parameter: 'messages[6].tool_calls[0].type'.",
    { messages: [system, user, user, user, user, user, { role: 'assistant', content: '', tool_calls: [record] }] },
    'found',
    ['messages[6].tool_calls[0].type'],
  ],
  'the same of a bare list': [openaiMissing('c1', 2), [system, user, call('c1'), user], 'found', ['[2].tool_calls[0]']],
  'sent to Anthropic, which does not count the system message': [
    anthropicMissing('c1', 3),
    { messages: [system, user, call('c0'), result('c0'), call('c1'), user] },
    'shifted',
    ['messages[4].tool_calls[0]'],
  ],
  'the id is far from the index': [
    openaiMissing('c1', 40),
    { messages: [user, call('c1'), user] },
    'elsewhere',
    ['messages[1].tool_calls[0]'],
  ],
  'the id is of another conversation': [openaiMissing('c9', 1), { messages: [user, call('c1'), user] }, 'not-in-source', []],
  'it was repaired since': [openaiMissing('c1', 1), { messages: [user, call('c1'), result('c1')] }, 'not-violated', []],
  'nothing of the kind': [openaiOrphan, { messages: [user, call('c1'), result('c1'), user] }, 'not-violated', []],
  'no conversation at all': [openaiOrphan, 5, 'not-in-source', []],
}

test.each(Object.entries(cases))('%s', (_, [error, source, answer, paths]) => {
  const text = JSON.stringify(source)
  const told = explain(error, text)
  expect(told.answer, told.message).toBe(answer)
  expect(told.paths.slice(0, paths.length || 1)).toEqual(paths)
  expect(explain(error, new TextEncoder().encode(text))).toEqual(told)
})

test.each(['', '{', 'hello', '\0', '[]', '{"messages":[]}', '{"messages":{"__proto__":1}}'])(
  'a source is a source: %j',
  (source) => {
    const told = explain(openaiMissing('c1', 2), source)
    expect(told).toMatchObject({ answer: 'not-in-source', paths: [] })
  },
)
