import type { MessageFacts } from '../conversation/message.ts'
import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { factsOf } from './shared/facts.ts'
import { findAll } from './shared/find-all.ts'
import type { Transcript } from './transcript.ts'
import { readModelParts } from './vercel/read-model-message.ts'
import { readUiParts } from './vercel/read-ui-message.ts'
import { isUiStreamEvent, readUiStream } from './vercel/read-ui-stream.ts'

/** Messages of the Vercel AI SDK 4 to 6: those of the UI, those of the model, and the stream between them. */
export const vercelAiSdk: TranscriptFormat = defineTranscript({
  id: 'vercel-ai-sdk',
  title: 'Vercel AI SDK',
  source: 'https://github.com/vercel/ai, packages/ai/src/ui/ui-messages.ts (checked 2026-09)',
  target: 'openai-chat',
  notes: {
    reads: [
      'UI messages with `tool-NAME` and `dynamic-tool` parts (5 and later) or `toolInvocations` (4); the state says what is pending',
      'model messages with `tool-call` and `tool-result` parts, also those the provider runs itself',
      'the UI message stream, joined by `toolCallId`',
    ],
    loses: ['`data-*` and source parts', 'preliminary outputs of a tool that goes on'],
    example:
      '[{"id":"m2","role":"assistant","parts":[{"type":"tool-weather","toolCallId":"call_1","state":"output-available","input":{"city":"Oslo"},"output":{"c":4}},{"type":"text","text":"4 C"}]}]',
  },
  detect,
  read,
})

const isMessage = (at: Cursor): boolean =>
  at.get('role').string !== null &&
  (at.get('parts').isList || at.get('toolInvocations').isList || at.get('content').value !== undefined)

function detect(document: Document): Detection | undefined {
  const { sample } = document
  if (!document.mentions('toolCallId', 'toolInvocations', 'parts')) return undefined
  const events = sample.flatMap((root) => (root.isList ? root.items().slice(0, 200) : [root])).filter(isUiStreamEvent)
  if (events.length > 0)
    return { confidence: 'certain', because: `events like \`${events[0]?.get('type').text}\` name a \`toolCallId\`` }
  for (const root of sample.slice(0, 30)) {
    for (const message of findAll(root, isMessage, { depth: 5, values: 2000 }).slice(0, 40)) {
      const because = tellOf(message)
      if (because) return { confidence: 'certain', because }
    }
  }
  return undefined
}

function tellOf(message: Cursor): string | null {
  if (
    message
      .get('toolInvocations')
      .items()
      .some((one) => one.get('toolCallId').isThere)
  )
    return 'messages have `toolInvocations`'
  for (const part of [...message.get('parts').items(), ...message.get('content').items()]) {
    const type = part.get('type').string ?? ''
    if (!part.get('toolCallId').isThere && !part.get('toolInvocation').isObject) continue
    if (/^tool-|^dynamic-tool$/.test(type)) return `parts of type \`${type}\` have a \`toolCallId\``
  }
  const isUi = message
    .get('parts')
    .items()
    .some((part) => part.get('type').string === 'step-start')
  return isUi ? 'messages have `step-start` parts' : null
}

function read({ roots }: Document, transcript: Transcript): void {
  const whole = roots.filter(({ value }) => value !== undefined)
  const [first] = whole
  if (!first) return
  const events = whole.flatMap((root) => (root.isList ? root.items() : [root]))
  if (events.some(isUiStreamEvent)) return readUiStream(transcript.conversation({ at: first, kind: 'response' }), events)
  const lists = whole.length > 1 ? [whole] : listsIn(first)
  for (const list of lists) {
    const conversation = transcript.conversation({ at: lists.length > 1 ? list[0]! : first })
    for (const entry of list) {
      const message = entry.get('message').isObject && !entry.get('role').isThere ? entry.get('message') : entry
      const isUi = message.get('parts').isList || message.get('toolInvocations').isList
      conversation.add(
        message,
        message.get('role'),
        isUi ? readUiParts(message) : readModelParts(message),
        messageFacts(entry, message),
      )
    }
  }
}

/** Each list of messages is a conversation. */
function listsIn(root: Cursor): Cursor[][] {
  const isList = (at: Cursor): boolean =>
    at.isList && at.items().some((entry) => isMessage(entry) || isMessage(entry.get('message')))
  const lists = findAll(root, isList, { depth: 6 }).map((list) => list.items())
  return lists.length > 0 ? lists : [findAll(root, isMessage)]
}

function messageFacts(entry: Cursor, message: Cursor): MessageFacts | undefined {
  const metadata = message.get('metadata')
  const own = message.get('createdAt').isThere ? message : metadata.any('createdAt').isThere ? metadata : entry
  return factsOf({
    time: own.any('createdAt', 'created_at', 'timestamp'),
    model: metadata.get('model'),
    usage: metadata.any('usage', 'totalUsage'),
  })
}
