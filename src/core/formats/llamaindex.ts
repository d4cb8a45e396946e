import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { findAll } from './shared/find-all.ts'
import { call, media, reasoning, result, text, unknown, type PartDraft, type Transcript } from './transcript.ts'

/** Chat messages of LlamaIndex: blocks, and calls under `additional_kwargs`. */
export const llamaindex: TranscriptFormat = defineTranscript({
  id: 'llamaindex',
  title: 'LlamaIndex chat messages',
  source: 'https://github.com/run-llama/llama_index, llama_index/core/base/llms/types.py (from general knowledge)',
  target: 'openai-chat',
  notes: {
    reads: ['`blocks` with a `block_type`, also tool calls', 'calls and ids of results under `additional_kwargs`'],
    loses: ['other settings under `additional_kwargs`'],
    example:
      '[{"role":"assistant","blocks":[{"block_type":"tool_call","tool_call_id":"c1","tool_name":"add","tool_kwargs":{"a":1}}],"additional_kwargs":{}},{"role":"tool","blocks":[{"block_type":"text","text":"2"}],"additional_kwargs":{"tool_call_id":"c1"}}]',
  },
  detect,
  read,
})

const isMessage = (at: Cursor): boolean => at.get('role').isThere && at.get('blocks').isList

function detect(document: Document): Detection | undefined {
  const { sample } = document
  if (!document.mentions('blocks')) return undefined
  for (const root of sample.slice(0, 20))
    if (
      findAll(root, isMessage, { depth: 5, values: 2000 }).some((message) =>
        message
          .get('blocks')
          .items()
          .some((block) => block.get('block_type').isThere),
      )
    )
      return { confidence: 'certain', because: 'messages have `blocks` with a `block_type`' }
  return undefined
}

function read({ roots }: Document, transcript: Transcript): void {
  const [first] = roots
  if (!first) return
  const conversation = transcript.conversation({ at: first })
  for (const message of roots.flatMap((root) => findAll(root, isMessage))) {
    const blocks = message.get('blocks').items()
    const more = message.get('additional_kwargs')
    const id = more.get('tool_call_id')
    if (message.get('role').string === 'tool' || id.isThere) {
      const content = blocks.find((block) => block.get('text').string !== null)?.get('text') ?? message.get('blocks')
      conversation.add(message, 'tool', [result({ at: message, id, name: more.get('name'), content })])
      continue
    }
    const parts = blocks.map(readBlock)
    const own = parts.some(({ type }) => type === 'call') ? [] : more.get('tool_calls').items().map(readFunctionCall)
    conversation.add(message, message.get('role'), [...parts, ...own])
  }
}

function readBlock(block: Cursor): PartDraft {
  const type = block.get('block_type').string ?? ''
  if (type === 'text') return text(block.get('text'))
  if (type === 'thinking') return reasoning(block)
  if (type === 'tool_call')
    return call({ at: block, id: block.get('tool_call_id'), name: block.get('tool_name'), input: block.get('tool_kwargs') })
  return ['image', 'audio', 'video', 'document'].includes(type) ? media(block, type) : unknown(block, type)
}

function readFunctionCall(entry: Cursor): PartDraft {
  const details = entry.get('function').isObject ? entry.get('function') : entry
  return call({ at: entry, id: entry.get('id'), name: details.get('name'), input: details.get('arguments') })
}
