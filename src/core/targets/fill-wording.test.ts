import { expect, test } from 'vitest'
import { anthropic } from './anthropic.ts'
import { fillWording, type WordingData } from './fill-wording.ts'
import { openaiChat } from './openai-chat.ts'
import type { Target } from './target.ts'

const cases: Record<string, [Target, string, WordingData, error: string, param: string | null]> = {
  'ids are listed, and the place stands beside the text': [
    openaiChat,
    'orphaned-call',
    { i: 5, ids: ['call_1', 'call_2'] },
    "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: call_1, call_2",
    'messages.[5].role',
  ],
  'the founding case': [
    openaiChat,
    'missing-call-type',
    { i: 6, j: 0 },
    "Missing required parameter: 'messages[6].tool_calls[0].type'.",
    'messages[6].tool_calls[0].type',
  ],
  'a rule with two places takes the sentence of the place given': [
    openaiChat,
    'missing-call-id',
    { i: 2, j: 1, path: 'messages[2].tool_calls[1].id' },
    "Missing required parameter: 'messages[2].tool_calls[1].id'.",
    'messages[2].tool_calls[1].id',
  ],
  'and the other one for the other place': [
    openaiChat,
    'missing-call-id',
    { i: 3, path: 'messages[3].tool_call_id' },
    "Missing parameter 'tool_call_id': messages with role 'tool' must have a 'tool_call_id'.",
    'messages.[3].tool_call_id',
  ],
  'a rule that shares a sentence borrows it': [
    openaiChat,
    'result-before-call',
    { i: 1 },
    "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
    'messages.[1].role',
  ],
  'a sentence that depends on what is before is said only then': [
    openaiChat,
    'orphaned-result',
    { i: 4, id: 'call_9', callsBefore: 'yes' },
    "Invalid parameter: 'tool_call_id' of 'call_9' not found in 'tool_calls' of previous message.",
    'messages.[4].tool_call_id',
  ],
  'of a name the pattern is told': [
    openaiChat,
    'function-name-pattern',
    { i: 0, n: 9, max: 64, path: 'tools[0].function.name' },
    "Invalid 'tools[0].function.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.",
    'tools[0].function.name',
  ],
  'unless it is too long': [
    openaiChat,
    'function-name-pattern',
    { i: 0, n: 80, max: 64, long: 'yes', path: 'tools[0].function.name' },
    "Invalid 'tools[0].function.name': string too long. Expected a string with maximum length 64, but got a string with length 80 instead.",
    'tools[0].function.name',
  ],
  'one id is a list of one': [
    openaiChat,
    'mismatched-call-id',
    { i: 1, id: 'call_1' },
    "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: call_1",
    'messages.[1].role',
  ],
  'a path the rule knows stands in for indexes it does not give': [
    anthropic,
    'call-id-pattern',
    { path: 'messages.1.content.0.server_tool_use.id' },
    "messages.1.content.0.server_tool_use.id: String should match pattern '^srvtoolu_[a-zA-Z0-9_]+$'",
    'messages.1.content.0.server_tool_use.id',
  ],
  'what is not known is left open': [
    openaiChat,
    'too-many-tools',
    {},
    "Invalid 'tools': array too long. Expected an array with maximum length 128, but got an array with length … instead.",
    'tools',
  ],
}

test.each(Object.entries(cases))('%s', (_, [target, rule, data, error, param]) => {
  expect(fillWording(target, rule, data)).toMatchObject({ error, param, status: 400 })
})

test('a sentence of former years is never predicted', () => {
  expect(fillWording(anthropic, 'first-message-role', {})).toBeNull()
  expect(fillWording(openaiChat, 'no-such-rule', {})).toBeNull()
})

test('names of Object.prototype are no data', () => {
  expect(fillWording({ ...openaiChat, wordings: [{ rule: 'x', text: 'a {constructor} b' }] }, 'x', {})?.error).toBe('a … b')
})
