/** More ways to write a generated conversation down, each as its own library or API has it. */
import { assistant, result, toolCall, user, type Value } from './builders.ts'
import { compact, print } from './print.ts'

export interface Use {
  readonly id: string
  readonly input: Value
  readonly output: string
}

interface Ways {
  readonly text: (role: 'user' | 'assistant', text: string) => Value
  /** The calls of one turn and, in the order they came in, their results. */
  readonly calls: (uses: readonly Use[], results: readonly Use[], says: string | null) => Value[]
  readonly body: (messages: readonly unknown[], temperature: unknown) => Value
  /** The target that takes it as it is. */
  readonly home: string
  /** Where not every id is taken. */
  readonly id?: (n: number, prefix: string) => string
}

const NAME = 'weather'
const chatText: Ways['text'] = (role, text) => (role === 'user' ? user(text) : assistant(text))
const inChat =
  (model: string): Ways['body'] =>
  (messages, temperature) => ({ model, temperature, messages })
const written = (input: Value): string => print(input, compact)

const WAYS = {
  mistral: {
    text: chatText,
    calls: (uses, results, says) => [
      assistant(says ?? '', ...uses.map(({ id, input }) => toolCall(id, NAME, written(input)))),
      ...results.map(({ id, output }) => ({ ...result(id, output), name: NAME })),
    ],
    body: inChat('mistral-large-latest'),
    home: 'mistral',
    id: (n, prefix) => `${prefix}${String(n).padStart(8, '0')}`,
  },
  cohere: {
    text: chatText,
    calls: (uses, results, says) => [
      {
        role: 'assistant',
        ...(says === null ? {} : { tool_plan: says }),
        tool_calls: uses.map(({ id, input }) => toolCall(id, NAME, written(input))),
      },
      ...results.map(({ id, output }) => result(id, [{ type: 'document', document: { data: output } }])),
    ],
    body: inChat('command-a-03-2025'),
    home: 'cohere',
  },
  ollama: {
    text: chatText,
    // Results without ids were told apart by their order, so it is the order of the calls.
    calls: (uses, _results, says) => [
      {
        role: 'assistant',
        content: says ?? '',
        tool_calls: uses.map(({ id, input }, index) => ({ id, function: { index, name: NAME, arguments: input } })),
      },
      ...uses.map(({ id, output }) => ({ role: 'tool', tool_name: NAME, tool_call_id: id, content: output })),
    ],
    body: (messages) => ({ model: 'llama3.2', messages }),
    home: 'ollama',
  },
  'vercel-ai-sdk': {
    text: (role, text) => ({ role, content: [{ type: 'text', text }] }),
    calls: (uses, results, says) => [
      {
        role: 'assistant',
        content: [
          ...(says === null ? [] : [{ type: 'text', text: says }]),
          ...uses.map(({ id, input }) => ({ type: 'tool-call', toolCallId: id, toolName: NAME, input })),
        ],
      },
      {
        role: 'tool',
        content: results.map(({ id, output }) => ({
          type: 'tool-result',
          toolCallId: id,
          toolName: NAME,
          output: { type: 'text', value: output },
        })),
      },
    ],
    body: (messages) => ({ messages }),
    home: 'vercel-ai-sdk',
  },
  langchain: {
    text: (role, content) => ({ type: role === 'user' ? 'human' : 'ai', content }),
    calls: (uses, results, says) => [
      {
        type: 'ai',
        content: says ?? '',
        tool_calls: uses.map(({ id, input }) => ({ name: NAME, args: input, id, type: 'tool_call' })),
      },
      ...results.map(({ id, output }) => ({ type: 'tool', content: output, tool_call_id: id, name: NAME })),
    ],
    body: (messages) => ({ messages }),
    home: 'langgraph',
  },
  'google-adk': {
    text: (role, text) => event(role, [{ text }]),
    calls: (uses, results, says) => [
      event('assistant', [
        ...(says === null ? [] : [{ text: says }]),
        ...uses.map(({ id, input }) => ({ function_call: { id, name: NAME, args: input } })),
      ]),
      event(
        'user',
        results.map(({ id, output }) => ({ function_response: { id, name: NAME, response: { output } } })),
      ),
    ],
    body: (events) => ({ id: 's1', app_name: 'shop', user_id: 'u', events }),
    home: 'google-adk',
  },
  /** Items as the Agents SDK for JavaScript keeps them. */
  'openai-agents-js': {
    text: itemText,
    calls: (uses, results, says) => [
      ...(says === null ? [] : [itemText('assistant', says)]),
      ...uses.map(({ id, input }) => ({
        type: 'function_call',
        callId: id,
        name: NAME,
        status: 'completed',
        arguments: written(input),
      })),
      ...results.map(({ id, output }) => ({
        type: 'function_call_result',
        name: NAME,
        callId: id,
        status: 'completed',
        output: { type: 'text', text: output },
      })),
    ],
    body: (input) => ({ model: 'gpt-5', input }),
    home: 'openai-responses',
  },
} satisfies Readonly<Record<string, Ways>>

export type OtherDialect = keyof typeof WAYS

export const otherDialects = Object.keys(WAYS) as OtherDialect[]

export const waysOf = (dialect: string): Ways | null =>
  Object.hasOwn(WAYS, dialect) ? (WAYS as Readonly<Record<string, Ways>>)[dialect]! : null

function itemText(role: 'user' | 'assistant', text: string): Value {
  return role === 'user'
    ? { type: 'message', role, content: [{ type: 'input_text', text }] }
    : { type: 'message', role, status: 'completed', content: [{ type: 'output_text', text }] }
}

/** Of an agent called like the shop. */
function event(role: 'user' | 'assistant', parts: readonly unknown[]): Value {
  const isUser = role === 'user' && !parts.some((part) => Object.hasOwn(part as object, 'function_response'))
  return { author: isUser ? 'user' : 'shop', invocation_id: 'e1', content: { role: role === 'user' ? 'user' : 'model', parts } }
}
