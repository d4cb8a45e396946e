import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { factsOf } from './shared/facts.ts'
import { findAll, findInEach } from './shared/find-all.ts'
import { inputKey } from './trace/input-key.ts'
import { call, media, reasoning, result, text, unknown, type CallDraft, type PartDraft, type Transcript } from './transcript.ts'

/** Chat messages of Haystack: a result carries the whole call it answers. */
export const haystack: TranscriptFormat = defineTranscript({
  id: 'haystack',
  title: 'Haystack chat messages',
  source: 'https://github.com/deepset-ai/haystack, haystack/dataclasses/chat_message.py (checked 2026-09)',
  target: 'openai-chat',
  notes: {
    reads: [
      '`tool_call` and `tool_call_result` contents, with `role`/`content` or the older `_role`/`_content`',
      'results without an id, by the call they carry',
    ],
    loses: ['`meta` but for model and usage'],
    example:
      '[{"role":"assistant","content":[{"tool_call":{"tool_name":"add","arguments":{"a":1},"id":"c1"}}]},{"role":"tool","content":[{"tool_call_result":{"result":"2","origin":{"tool_name":"add","arguments":{"a":1},"id":"c1"},"error":false}}]}]',
  },
  detect,
  read,
})

const contentOf = (message: Cursor): Cursor[] => message.any('content', '_content').items()
const isMessage = (at: Cursor): boolean =>
  at.any('role', '_role').string !== null &&
  contentOf(at).some(
    (item) => item.get('tool_call').isObject || item.get('tool_call_result').isObject || item.get('text').value !== undefined,
  )
const isTelling = (at: Cursor): boolean =>
  at.get('_role').isThere ||
  contentOf(at).some((item) => item.at('tool_call', 'tool_name').isThere || item.at('tool_call_result', 'origin').isThere)

function detect(document: Document): Detection | undefined {
  const { sample } = document
  if (!document.mentions('tool_call', 'tool_call_result', '_role')) return undefined
  for (const root of sample.slice(0, 20))
    if (findAll(root, isMessage, { depth: 5, values: 2000 }).some(isTelling))
      return { confidence: 'certain', because: 'contents hold `tool_call` with a `tool_name`, or a result with its `origin`' }
  return undefined
}

function read({ roots }: Document, transcript: Transcript): void {
  const [first] = roots
  if (!first) return
  const conversation = transcript.conversation({ at: first })
  const open = new Map<string, CallDraft[]>()
  for (const message of findInEach(roots, isMessage, transcript)) {
    const meta = message.any('meta', '_meta')
    const parts = contentOf(message).map((item) => readItem(item, open))
    conversation.add(
      message,
      message.any('role', '_role'),
      parts,
      factsOf({ model: meta.get('model'), usage: meta.get('usage') }),
    )
  }
}

/** `open`: calls without an id, by what they say; the first is answered first. */
function readItem(item: Cursor, open: Map<string, CallDraft[]>): PartDraft {
  const made = item.get('tool_call')
  if (made.isObject) {
    const draft = call({ at: made, id: made.get('id'), name: made.get('tool_name'), input: made.get('arguments') })
    if (!made.get('id').isThere) {
      const key = keyOf(made)
      const own = open.get(key)
      if (own) own.push(draft)
      else open.set(key, [draft])
    }
    return draft
  }
  const answer = item.get('tool_call_result')
  if (answer.isObject) {
    const origin = answer.get('origin')
    const answers = origin.get('id').isThere ? undefined : open.get(keyOf(origin))?.shift()
    const failed = answer.get('error').value === true
    return result({
      at: answer,
      id: origin.get('id'),
      name: origin.get('tool_name'),
      content: answer.get('result'),
      failed,
      answers,
    })
  }
  if (item.get('text').string !== null) return text(item.get('text'))
  if (item.get('reasoning').isThere) return reasoning(item)
  if (item.get('image').isThere || item.get('file').isThere) return media(item, item.get('image').isThere ? 'image' : 'file')
  return unknown(item, Object.keys(item.value ?? {})[0] ?? '')
}

const keyOf = (made: Cursor): string => `${made.get('tool_name').text} ${inputKey(made.get('arguments'))}`
