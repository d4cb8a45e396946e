import { expect, test } from 'vitest'
import { requestTools } from './request-tools.ts'

const SCHEMA = { type: 'object' }

test.each([
  ['Chat Completions', { tools: [{ type: 'function', function: { name: 'a', parameters: SCHEMA } }] }],
  ['its older form', { functions: [{ name: 'a', parameters: SCHEMA }] }],
  ['Anthropic', { tools: [{ name: 'a', input_schema: SCHEMA }] }],
  ['Responses', { tools: [{ type: 'function', name: 'a', parameters: SCHEMA }] }],
  [
    'Responses, in a group',
    { tools: [{ type: 'namespace', name: 'n', tools: [{ type: 'function', name: 'a', parameters: SCHEMA }] }] },
  ],
  ['Gemini', { tools: [{ functionDeclarations: [{ name: 'a', parameters: SCHEMA }] }] }],
  ['Gemini, as JSON Schema', { tools: [{ functionDeclarations: [{ name: 'a', parametersJsonSchema: SCHEMA }] }] }],
  ['Gemini over its Python client', { config: { tools: [{ function_declarations: [{ name: 'a', parameters: SCHEMA }] }] } }],
  ['Bedrock', { toolConfig: { tools: [{ toolSpec: { name: 'a', inputSchema: { json: SCHEMA } } }, { cachePoint: {} }] } }],
])('%s', (_, body) => {
  const { schemas, open } = requestTools(body)
  expect([...schemas]).toEqual([['a', SCHEMA]])
  expect(open).toBe(false)
})

test.each([
  ['tools of a server', { mcp_servers: [{ type: 'url' }] }],
  ['what the provider runs', { tools: [{ type: 'web_search' }] }],
  ['what Gemini runs', { tools: [{ googleSearch: {} }] }],
])('there may be more than have a name: %s', (_, body) => {
  expect(requestTools(body).open).toBe(true)
})

test.each([undefined, null, 'x', [], {}, { tools: null }, { tools: {} }, { toolConfig: [] }])('no tools: %j', (body) => {
  expect(requestTools(body)).toEqual({ schemas: new Map(), open: false })
})
