import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { factsOf } from './shared/facts.ts'
import { findAll, findInEach } from './shared/find-all.ts'
import type { Transcript } from './transcript.ts'
import { readUiParts } from './vercel/read-ui-message.ts'

/** Messages as Mastra stores them: the parts of the AI SDK inside `content`. */
export const mastra: TranscriptFormat = defineTranscript({
  id: 'mastra',
  title: 'Mastra messages',
  source: 'https://github.com/mastra-ai/mastra, packages/core/src/agent/message-list (from general knowledge)',
  target: 'openai-chat',
  notes: {
    reads: ['`content` with a `format` and `parts`, as an object or as JSON text of a column', 'threads by `threadId`'],
    loses: ['resources and metadata'],
    example:
      '[{"id":"m1","role":"assistant","threadId":"t1","content":{"format":2,"parts":[{"type":"tool-invocation","toolInvocation":{"state":"result","toolCallId":"c1","toolName":"add","args":{"a":1},"result":2}}]}}]',
  },
  detect,
  read,
})

const bodyOf = (message: Cursor): Cursor => message.get('content').json()
const isMessage = (at: Cursor): boolean =>
  at.get('role').string !== null && bodyOf(at).get('format').isThere && bodyOf(at).get('parts').isList

function detect(document: Document): Detection | undefined {
  const { sample } = document
  if (!document.mentions('format')) return undefined
  for (const root of sample.slice(0, 20))
    if (findAll(root, isMessage, { depth: 4, values: 2000 }).length > 0)
      return { confidence: 'certain', because: '`content` has a `format` and `parts`' }
  return undefined
}

function read({ roots }: Document, transcript: Transcript): void {
  const threads = new Map<string, ReturnType<Transcript['conversation']>>()
  for (const message of findInEach(roots, isMessage, transcript)) {
    const id = message.any('threadId', 'thread_id').text
    const conversation = threads.get(id ?? '') ?? transcript.conversation({ id, at: message })
    threads.set(id ?? '', conversation)
    const facts = factsOf({ time: message.any('createdAt', 'created_at') })
    conversation.add(message, message.get('role'), readUiParts(bodyOf(message)), facts)
  }
}
