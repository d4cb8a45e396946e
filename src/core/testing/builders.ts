/**
 * Messages for tests, in as few words as possible. Each gives the JSON value a payload would hold, with the members in the
 * order APIs write them; `anthropic` has the same words for the other API.
 */
import { SYNTHETIC_RESULT } from '../conversation/synthetic.ts'

export type Value = Readonly<Record<string, unknown>>

export const system = (content: unknown): Value => ({ role: 'system', content })

export const user = (content: unknown = 'hi'): Value => ({ role: 'user', content })

/** What the assistant says, and the calls it makes while saying it. */
export const assistant = (content: unknown, ...calls: readonly unknown[]): Value =>
  calls.length > 0 ? { role: 'assistant', content, tool_calls: calls } : { role: 'assistant', content }

/** One entry of `tool_calls`; `args` that are a text stand as they are. */
export const toolCall = (id: unknown, name = 'weather', args: unknown = {}): Value => ({
  id,
  type: 'function',
  function: { name, arguments: typeof args === 'string' ? args : JSON.stringify(args) },
})

/** A message of the assistant that makes one call and says nothing. */
export const call = (id: unknown, name?: string, args?: unknown): Value => assistant(null, toolCall(id, name, args))

export const result = (id: unknown, content: unknown = 'sunny'): Value => ({ role: 'tool', tool_call_id: id, content })

/** The result a repair writes where none was recorded. */
export const interrupted = (id: unknown): Value => result(id, SYNTHETIC_RESULT)

export const body = (messages: readonly unknown[], more: Value = {}): Value => ({ model: 'gpt-4o', messages, ...more })

/** A record as applications keep it in their own tables. */
export const storedCall = (id: unknown, name: unknown = 'search', args: unknown = { q: 'shoes' }, more: Value = {}): Value => ({
  tool_call_id: id,
  tool_name: name,
  arguments: args,
  ...more,
})

export const legacyCall = (name: string, args = '{}'): Value => ({
  role: 'assistant',
  content: null,
  function_call: { name, arguments: args },
})
export const legacyResult = (name: string, content = 'sunny'): Value => ({ role: 'function', name, content })

export const anthropic = {
  says: (...parts: readonly unknown[]): Value => ({ role: 'assistant', content: parts }),
  user: (...parts: readonly unknown[]): Value => ({ role: 'user', content: parts }),
  text: (text: unknown): Value => ({ type: 'text', text }),
  toolUse: (id: unknown, name = 'weather', input: unknown = {}): Value => ({ type: 'tool_use', id, name, input }),
  result: (id: unknown, content: unknown = 'sunny'): Value => ({ type: 'tool_result', tool_use_id: id, content }),
  interrupted: (id: unknown): Value => ({ type: 'tool_result', tool_use_id: id, content: SYNTHETIC_RESULT }),
  body: (messages: readonly unknown[], more: Value = {}): Value => ({
    model: 'claude-sonnet-4-5',
    max_tokens: 1024,
    messages,
    ...more,
  }),
}

/** Contents of Gemini. */
export const gemini = {
  user: (...parts: readonly unknown[]): Value => ({ role: 'user', parts }),
  model: (...parts: readonly unknown[]): Value => ({ role: 'model', parts }),
  text: (text: unknown): Value => ({ text }),
  call: (name: unknown = 'weather', more: Value = {}): Value => ({ functionCall: { name, args: {} }, ...more }),
  response: (name: unknown = 'weather', response: unknown = { sky: 'clear' }): Value => ({
    functionResponse: { name, response },
  }),
  body: (contents: readonly unknown[], more: Value = {}): Value => ({ contents, ...more }),
}

/** Messages of Bedrock Converse. */
export const bedrock = {
  user: (...content: readonly unknown[]): Value => ({ role: 'user', content }),
  says: (...content: readonly unknown[]): Value => ({ role: 'assistant', content }),
  text: (text: unknown): Value => ({ text }),
  toolUse: (toolUseId: unknown, name: unknown = 'weather', input: unknown = {}): Value => ({
    toolUse: { toolUseId, name, input },
  }),
  result: (toolUseId: unknown, more: Value = {}): Value => ({
    toolResult: { toolUseId, content: [{ text: 'clear' }], ...more },
  }),
  body: (messages: readonly unknown[], more: Value = {}): Value => ({ messages, toolConfig: { tools: [] }, ...more }),
}

/** Items of the Responses API. */
export const item = {
  user: (content: unknown = 'hi'): Value => ({ role: 'user', content }),
  says: (text: string, more: Value = {}): Value => ({
    type: 'message',
    role: 'assistant',
    content: [{ type: 'output_text', text }],
    ...more,
  }),
  reasoning: (id: unknown, more: Value = {}): Value => ({ type: 'reasoning', id, summary: [], ...more }),
  call: (callId: unknown, more: Value = {}): Value => ({
    type: 'function_call',
    call_id: callId,
    name: 'weather',
    arguments: '{}',
    ...more,
  }),
  output: (callId: unknown, output: unknown = 'clear'): Value => ({ type: 'function_call_output', call_id: callId, output }),
  body: (input: readonly unknown[], more: Value = {}): Value => ({ model: 'gpt-5', input, ...more }),
}
