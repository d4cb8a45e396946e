/** What we write for Mistral, read by the schema of Mistral's own client. */
import { ChatCompletionRequest$outboundSchema } from '@mistralai/mistralai/models/components/chatcompletionrequest.js'
import { expect, test } from 'vitest'
import { repair } from '../../repair.ts'
import { documentsOf, fixtureSources, generatedSources } from './given.ts'

const target = 'mistral'

test('what was repaired for it is a request to its client, and goes out as it stands', () => {
  const wrong: unknown[] = []
  let parsed = 0
  for (const { name, source } of [...fixtureSources, ...generatedSources(3)]) {
    for (const document of documentsOf(repair(source, { target }).output)) {
      const messages: unknown = Array.isArray(document) ? document : (document as { messages?: unknown } | null)?.messages
      if (!Array.isArray(messages) || messages.length === 0 || !messages.every(isChatMessage)) continue
      const request = ChatCompletionRequest$outboundSchema.safeParse({ model: 'mistral-large-latest', messages: camel(messages) })
      if (!request.success)
        wrong.push([name, JSON.stringify(request.error.issues).slice(0, 300), JSON.stringify(messages).slice(0, 300)])
      else {
        // The client drops what it does not know.
        request.data.messages.forEach((message, i) => {
          const [sent, ours] = [JSON.stringify(plain(message)), JSON.stringify(plain(messages[i]))]
          if (sent !== ours) wrong.push([name, { sent, ours }])
        })
        parsed++
      }
    }
  }
  expect(wrong).toEqual([])
  expect(parsed).toBeGreaterThan(150)
})

const isChatMessage = (value: unknown): boolean =>
  value !== null && typeof value === 'object' && 'role' in value && !('session_id' in value)

const NAMES: Readonly<Record<string, string>> = { tool_calls: 'toolCalls', tool_call_id: 'toolCallId', image_url: 'imageUrl' }

/** The client has names of its own, and writes those of the API. */
function camel(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camel)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [NAMES[key] ?? key, key === 'arguments' ? inner : camel(inner)]),
  )
}

/** Members in one order, without what the client adds by itself. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (value === null || typeof value !== 'object') return value
  const own = Object.entries(value).filter(
    ([key, inner]) => !(key === 'prefix' && inner === false) && !(key === 'index' && inner === 0),
  )
  return Object.fromEntries(own.map(([key, inner]) => [key, plain(inner)] as const).sort(([a], [b]) => (a < b ? -1 : 1)))
}
