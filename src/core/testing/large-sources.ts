import fc from 'fast-check'
import { encode } from '../source/source.ts'
import type { SourceBytes } from '../source/source-bytes.ts'

/** Requests that are sound, and such that are not: what stands in one line says nothing about the next. */
const call = (id: string, input: unknown = '{"q":"x"}') => ({
  role: 'assistant',
  content: null,
  tool_calls: [{ id, type: 'function', function: { name: 'search', arguments: input } }],
})
const result = (id: string, content: unknown = 'four results, “quoted” – and naïve') => ({
  role: 'tool',
  tool_call_id: id,
  content,
})
const user = { role: 'user', content: 'Wie spät ist es in 東京? 😀' }
const answer = { role: 'assistant', content: 'ten past' }

const id = fc.constantFrom('call_1', 'call_2', 'call_3', ' call_4 ')

/** A few messages that may or may not fit together. */
export const exchanges = fc.array(
  fc.oneof(
    fc.constant([user]),
    fc.constant([answer]),
    id.map((one) => [user, call(one), result(one), answer]),
    id.map((one) => [call(one)]),
    id.map((one) => [result(one)]),
    id.map((one) => [call(one, { q: 'x' }), result(one, { rows: [1, 2.5] })]),
    fc.constant([{ role: 'user', content: 'half \\ud83d' }]),
    fc.constant([{ content: 'no role' }]),
    fc.constant([{ role: 'assistant', content: null, tool_calls: [] }]),
  ),
  { minLength: 1, maxLength: 6 },
)

const body = exchanges.map((parts) => ({ model: 'gpt-4o', messages: parts.flat(), tools: [] }))

/** Two of them make a source one of many lines, whatever follows. */
const SOUND = JSON.stringify({ model: 'gpt-4o', messages: [user, call('call_1'), result('call_1')] })

/** Lines of which most are requests: some name a session, some stand in a wrapper, some are broken, some are blank. */
export const requestLines = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: body.map((value) => JSON.stringify(value)) },
      {
        weight: 2,
        arbitrary: fc
          .tuple(body, fc.constantFrom('a', 'b'))
          .map(([value, session_id]) => JSON.stringify({ session_id, ...value })),
      },
      { weight: 1, arbitrary: body.map((value) => `  ${JSON.stringify(value)} `) },
      { weight: 1, arbitrary: body.map((value) => JSON.stringify({ custom_id: 'r', body: value })) },
      { weight: 1, arbitrary: fc.tuple(body, body).map(([first, second]) => JSON.stringify({ first, second })) },
      { weight: 1, arbitrary: fc.constantFrom('', '   ', '{"model": "gpt', 'not JSON at all', '{"messages": []}') },
    ),
    { minLength: 1, maxLength: 30 },
  )
  .map((lines) => [SOUND, SOUND, ...lines])

/** Lines of a log that are no requests, where requests were all there was at its beginning. */
export const strayLines = fc.array(
  fc.oneof(
    exchanges.map((parts) => JSON.stringify(parts.flat()[0])),
    fc.constantFrom('null', '42', '{"note":"restarted"}', '{"session_id":"a","role":"user","content":"hi"}'),
  ),
  { minLength: 1, maxLength: 12 },
)

export const lineEnd = fc.constantFrom('\n', '\r\n')

/** The bytes of a text, and the same given out piece by piece. */
export function stored(text: string): { bytes: Uint8Array; source: SourceBytes } {
  const bytes = encode(text)
  return { bytes, source: { length: bytes.length, read: (start, end) => bytes.slice(start, end) } }
}
