import type { Cursor } from '../../document/cursor.ts'
import { readBlocks } from '../shared/blocks.ts'
import { factsOf } from '../shared/facts.ts'
import { call, result, text, type ConversationDraft, type PartDraft } from '../transcript.ts'

const REQUESTS = new Set(['toolRequest', 'frontendToolRequest'])

/** Shape: `{ role, created, content: [{ type: 'text' | 'toolRequest' | 'toolResponse' | …, … }] }`. */
export function addMessage(
  conversation: ConversationDraft,
  message: Cursor,
  questions: ReadonlySet<string>,
  usage?: Cursor,
): void {
  const parts = readBlocks(message.get('content'), (block, type) => {
    if (REQUESTS.has(type)) return [readRequest(block, questions), ...complaintOf(block)]
    return type === 'toolResponse' ? [readResponse(block)] : undefined
  })
  const model = usage?.get('model')
  const facts = factsOf({
    time: message.get('created'),
    ...(model ? { model } : {}),
    ...(usage ? { usage: usage.get('usage') } : {}),
  })
  conversation.add(message, message.get('role'), parts, facts)
}

/** Shape: `{ id, toolCall: { status: 'success', value: { name, arguments } } }`; an error where the call made no sense. */
function readRequest(block: Cursor, questions: ReadonlySet<string>): PartDraft {
  const outcome = block.any('toolCall', 'tool_call')
  const asked = outcome.get('value').isObject ? outcome.get('value') : outcome
  const id = block.get('id')
  return call({
    at: block,
    id,
    name: asked.get('name'),
    input: asked.any('arguments', 'args'),
    pending: questions.has(id.text ?? '') ? 'approval' : undefined,
  })
}

/** What was wrong with a call that made no sense: it is all that is left of it. */
function complaintOf(block: Cursor): PartDraft[] {
  const error = block.any('toolCall', 'tool_call').get('error')
  return error.string ? [text(error)] : []
}

/** Shape: `{ id, toolResult: { status: 'success', value: contents } | { status: 'error', error } }`. */
function readResponse(block: Cursor): PartDraft {
  const outcome = block.any('toolResult', 'tool_result')
  const value = outcome.get('value')
  const content = value.isObject && value.get('content').isThere ? value.get('content') : outcome.any('value', 'error')
  const failed = outcome.get('status').text === 'error' || value.any('isError', 'is_error').value === true
  return result({ at: block, id: block.get('id'), content: content.isThere ? content : outcome, failed })
}

/** Ids of the calls that a person was asked about. */
export function questionsIn(messages: readonly Cursor[]): Set<string> {
  return new Set(
    messages.flatMap((message) =>
      message
        .get('content')
        .items()
        .flatMap((block) => {
          const type = block.get('type').text ?? ''
          const id = type === 'actionRequired' ? block.at('data', 'id') : block.get('id')
          return type === 'toolConfirmationRequest' || type === 'actionRequired' ? (id.text ?? []) : []
        }),
    ),
  )
}
