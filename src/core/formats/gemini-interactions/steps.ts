import type { MessageFacts, PendingReason, Role } from '../../conversation/message.ts'
import type { Cursor } from '../../document/cursor.ts'
import { asText, get } from '../../json/value.ts'
import { call, media, reasoning, result, text, unknown, type ConversationDraft, type PartDraft } from '../transcript.ts'

export interface StepFacts {
  readonly facts?: MessageFacts | undefined
  readonly pending?: PendingReason
  readonly elsewhere?: boolean
  readonly role?: Role
}

const WORDS = new Set(['thought', 'model_output', 'user_input'])

/** A step by its `type`: `function_call`, `google_search_call`, `function_result`, `thought`, `model_output`. */
export function isStep(value: unknown): boolean {
  const type = asText(get(value, 'type')) ?? ''
  return WORDS.has(type) || /_(call|result)$/.test(type)
}

/** Adds a step as a message. A `*_call` is answered by the `*_result` that has its `id` as `call_id`. */
export function readStep(
  step: Cursor,
  conversation: ConversationDraft,
  { facts, pending, elsewhere, role = 'assistant' }: StepFacts,
): void {
  const type = step.get('type').text ?? ''
  const hosted = type === 'function_call' || type === 'function_result' ? {} : { style: 'hosted' as const }
  if (type.endsWith('_call')) {
    const name = step.get('name').isThere ? step.get('name') : step.get('type').as(type.replace(/_call$/, ''))
    const input = step.any('arguments', 'args')
    const fields = { at: step, id: step.get('id'), name, input, freeform: hosted.style !== undefined, ...hosted }
    return conversation.add(step, 'assistant', [call({ ...fields, pending: hosted.style ? 'hosted' : pending })], facts)
  }
  if (type.endsWith('_result')) {
    const failed = step.get('is_error').value === true || step.at('result', 'error').isThere
    const fields = {
      at: step,
      id: step.any('call_id', 'id'),
      name: step.get('name'),
      content: step.any('result', 'content'),
      failed,
    }
    const by = hosted.style ? 'assistant' : 'tool'
    return conversation.add(step, by, [result({ ...fields, ...hosted, elsewhere: elsewhere || undefined })], facts)
  }
  if (type === 'thought') return conversation.add(step, 'assistant', [reasoning(step)], facts)
  if (step.get('role').isThere) return conversation.add(step, step.get('role'), contentParts(step.get('content')), facts)
  if (type === 'user_input' || type === 'model_output') {
    return conversation.add(step, type === 'user_input' ? 'user' : 'assistant', contentParts(step.get('content')), facts)
  }
  conversation.add(step, role, contentParts(step), facts)
}

function contentParts(content: Cursor): PartDraft[] {
  if (content.string !== null) return [text(content)]
  return (content.isList ? content.items() : [content]).flatMap((part): PartDraft[] => {
    if (!part.isThere) return []
    if (part.string !== null) return [text(part)]
    const type = part.get('type').text ?? ''
    if (part.get('text').string !== null) return [text(part.get('text'))]
    return [/^(image|audio|video|document)$/.test(type) ? media(part, type) : unknown(part, type || 'empty')]
  })
}
