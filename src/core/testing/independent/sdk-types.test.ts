/** What we write, held against the types vendors declare in their SDKs, by the compiler. See `sdk-types.ts`. */
import { expect, test } from 'vitest'
import { inspect } from '../../inspect.ts'
import { repair } from '../../repair.ts'
import { typeErrors, type Claim } from './compile.ts'
import { documentsOf, fixtureSources, generatedSources } from './given.ts'

interface Api {
  readonly list: string
  readonly message: string
  readonly request?: string
  /** Names of the SDK for those of the API. */
  readonly rename?: (value: unknown) => unknown
}

const CHAT: Api = { list: 'messages', message: 'ChatMessage', request: 'ChatRequest' }
const CHAT_ELSEWHERE: Api = { list: 'messages', message: 'ChatMessageElsewhere' }
const RESPONSES: Api = { list: 'input', message: 'ResponsesItem', request: 'ResponsesRequest', rename: withoutNulls }
const ANTHROPIC: Api = { list: 'messages', message: 'AnthropicMessage', request: 'AnthropicRequest' }
const OLLAMA: Api = { list: 'messages', message: 'OllamaMessage' }
const COHERE: Api = { list: 'messages', message: 'CohereMessage', rename: camel }

/** What each target takes, by format; the first is its own. */
const TARGETS: Readonly<Record<string, Readonly<Record<string, Api>>>> = {
  'openai-chat': { 'openai-chat': CHAT },
  'openai-responses': { 'openai-responses': RESPONSES },
  anthropic: { 'anthropic-messages': ANTHROPIC },
  ollama: {
    ollama: OLLAMA,
    'openai-chat': CHAT_ELSEWHERE,
    'finetune-jsonl': CHAT_ELSEWHERE,
    'openai-batch': CHAT_ELSEWHERE,
    'anthropic-messages': ANTHROPIC,
  },
  cohere: { cohere: COHERE, 'openai-chat': CHAT_ELSEWHERE },
}

const given = [...fixtureSources, ...generatedSources(4, 16), ...generatedSources(0, 4)]

/** Fixtures that hold what is not declared, and why it stays as it is. */
const KEPT: Readonly<Record<string, string>> = {
  'openai-responses: formats/openai-responses/response-by-response.json': 'a log of responses, which is no request',
  'openai-responses: formats/openai-responses/every-kind-of-call.json': 'the environment of a shell call was not recorded',
}

test('what was repaired for an API compiles as what its SDK takes', () => {
  const claims = new Map<string, Claim>()
  for (const [target, takes] of Object.entries(TARGETS))
    for (const { name, source } of given) {
      const { output } = repair(source, { target })
      const [own, ...others] = Object.values(takes)
      const api = others.length > 0 ? (takes[inspect(output, { target }).format] ?? own!) : own!
      for (const claim of claimsOf(output, `${target}: ${name}`, api)) {
        const key = `${claim.type} ${JSON.stringify(claim.value)}`
        if (!claims.has(key)) claims.set(key, claim)
      }
    }
  const errors = typeErrors([...claims.values()])
  expect(errors.filter(({ name }) => KEPT[name] === undefined)).toEqual([])
  expect(new Set(errors.map(({ name }) => name))).toEqual(new Set(Object.keys(KEPT)))
  expect(claims.size).toBeGreaterThan(4000)
})

test('the compiler finds what is wrong', () => {
  const claim = (type: string, value: unknown): Claim => ({ name: type, type, value })
  const wrong = [
    claim('ChatMessage', { role: 'tool', content: 'x' }),
    claim('ChatRequest', { model: 'm', messages: [], max_tokens: '9' }),
    claim('ResponsesItem', { type: 'function_call', callId: 'c', name: 'f', arguments: '{}' }),
    claim('ResponsesRequest', { model: 'm', input: [], tools: [{ type: 'function' }] }),
    claim('AnthropicMessage', { role: 'user', content: [{ type: 'tool_result', id: 'x' }] }),
    claim('AnthropicRequest', { model: 'm', max_tokens: 1, messages: [], tools: [{ name: 'f' }] }),
    claim('OllamaMessage', { role: 'assistant', content: '', tool_calls: [{ function: { name: 'f', arguments: '{}' } }] }),
    claim('CohereMessage', { role: 'tool', content: 'x' }),
  ]
  const right = claim('ChatMessage', { role: 'user', content: 'hi' })
  expect(typeErrors([right, ...wrong]).map(({ name }) => name)).toEqual(wrong.map(({ name }) => name))
})

/** The messages of an output, and what a request says beside them. */
function* claimsOf(output: string, name: string, { list, message, request, rename = (value) => value }: Api): Iterable<Claim> {
  for (const document of documentsOf(output)) {
    const body = bodyOf(document, list)
    const messages = Array.isArray(document) ? document : body?.[list]
    if (!Array.isArray(messages)) continue
    for (const value of messages as unknown[]) yield { name, type: message, value: rename(value) }
    if (body && request !== undefined) yield { name, type: request, value: { ...body, [list]: [] } }
  }
}

/** A request, or one in the line of a batch. */
function bodyOf(document: unknown, list: string): Record<string, unknown> | null {
  if (document === null || typeof document !== 'object' || Array.isArray(document)) return null
  const value = document as Record<string, unknown>
  return Array.isArray(value[list]) ? value : 'body' in value ? bodyOf(value['body'], list) : null
}

const NAMES: Readonly<Record<string, string>> = {
  tool_calls: 'toolCalls',
  tool_call_id: 'toolCallId',
  tool_plan: 'toolPlan',
  image_url: 'imageUrl',
}

/** A null is a field that is not set: libraries write all they know. */
function withoutNulls(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== null))
}

function camel(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camel)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [NAMES[key] ?? key, camel(inner)]))
}
