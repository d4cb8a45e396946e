import type { MessageFacts } from '../../conversation/message.ts'
import type { Cursor } from '../../document/cursor.ts'
import { readBlocks } from '../shared/blocks.ts'
import { factsOf } from '../shared/facts.ts'
import { reasoning, type CallDraft, type ConversationDraft, type PartDraft } from '../transcript.ts'
import { textResults } from './text-results.ts'
import { pendingOf, xmlParts } from './xml-calls.ts'

/** Adds the messages of one task. Calls are blocks or XML in a text; answers are blocks, or texts in the next message. */
export function addHistory(conversation: ConversationDraft, messages: readonly Cursor[]): void {
  let open: CallDraft[] = []
  for (const message of messages) {
    const role = message.get('role')
    if (message.get('type').text === 'reasoning' && !role.isThere) {
      conversation.add(message, 'assistant', [reasoning(message)], factsAt(message))
      continue
    }
    const isAssistant = role.text === 'assistant'
    const parts = isAssistant ? assistantParts(message) : userParts(message, open)
    open = isAssistant ? parts.filter((part): part is CallDraft => part.type === 'call') : []
    conversation.add(message, role, parts, factsAt(message))
  }
}

function factsAt(message: Cursor): MessageFacts | undefined {
  const model = message.get('modelInfo').any('id', 'modelId')
  return factsOf({ time: message.get('ts'), model, usage: message.get('metrics') })
}

function assistantParts(message: Cursor): PartDraft[] {
  const content = message.get('content')
  const blocks = content.isList ? content.items() : [content]
  const isNative = blocks.some((block) => block.get('type').text === 'tool_use')
  const thoughts = message.get('reasoning_content')
  const parts = readBlocks(content).flatMap((part): PartDraft[] => {
    if (part.type === 'text') return isNative ? [part] : xmlParts(part.at)
    return [part.type === 'call' ? { ...part, ...pendingOf(part.name?.text ?? '') } : part]
  })
  return thoughts.string ? [reasoning(thoughts), ...parts] : parts
}

function userParts(message: Cursor, open: CallDraft[]): PartDraft[] {
  const content = message.get('content')
  if (open.length === 0) return readBlocks(content)
  const blocks = content.isList ? content.items() : content.isThere ? [content] : []
  const answered = new Set(blocks.map((block) => block.get('tool_use_id').text))
  const loose = open.filter(({ id }) => !id?.text || !answered.has(id.text))
  const parts: PartDraft[] = []
  let texts: Cursor[] = []
  const flush = (): void => {
    parts.push(...textResults(texts, loose))
    texts = []
  }
  for (const block of blocks) {
    if (block.string !== null || block.get('type').text === 'text') texts.push(block)
    else {
      flush()
      parts.push(...readBlocks(block))
    }
  }
  flush()
  return parts
}
