import type { PendingReason } from '../../conversation/message.ts'
import type { Cursor } from '../../document/cursor.ts'
import { call, media, reasoning, result, text, unknown, type PartDraft } from '../transcript.ts'

const NONE: ReadonlySet<string> = new Set()
const FAILED = new Set(['error-text', 'error-json', 'execution-denied'])

/** Parts of one model message of AI SDK 4 to 6. `approved`: approvals a person has given, by their ids. */
export function readModelParts(message: Cursor, approved: ReadonlySet<string> = NONE): PartDraft[] {
  const column = message.get('content')
  // A table keeps the parts as JSON text.
  const isParts = column
    .json()
    .items()
    .some((part) => part.get('type').string !== null)
  const content = isParts ? column.json() : column
  if (content.string !== null) return content.string === '' ? [] : [text(content)]
  const parts = content.items()
  const waiting = new Map(
    parts
      .filter((part) => part.get('type').string === 'tool-approval-request')
      .map((part) => {
        const isAnswered = approved.has(part.get('approvalId').text ?? '')
        return [part.get('toolCallId').text, isAnswered ? 'approved' : 'approval'] as const
      }),
  )
  return parts.flatMap((part) => readModelPart(part, waiting))
}

function readModelPart(part: Cursor, waiting: ReadonlyMap<string | null, PendingReason>): PartDraft[] {
  const type = part.get('type').string ?? ''
  const id = part.get('toolCallId')
  switch (type) {
    case 'text':
      return [text(part.get('text'))]
    case 'reasoning':
    case 'redacted-reasoning':
      return [reasoning(part)]
    case 'image':
    case 'file':
      return [media(part, type)]
    case 'tool-call': {
      const isHosted = part.get('providerExecuted').value === true
      const pending = waiting.get(id.text)
      const style = isHosted ? 'hosted' : 'plain'
      return [call({ at: part, id, name: part.get('toolName'), input: part.any('input', 'args'), style, pending })]
    }
    case 'tool-result': {
      const output = part.any('output', 'result', 'content')
      const isTyped = output.get('type').string !== null && output.get('value').value !== undefined
      const failed = part.get('isError').value === true || FAILED.has(output.get('type').string ?? '')
      return [result({ at: part, id, name: part.get('toolName'), content: isTyped ? output.get('value') : output, failed })]
    }
    case 'tool-error':
      return [result({ at: part, id, name: part.get('toolName'), content: part.any('error', 'output'), failed: true })]
    case 'tool-approval-request':
    case 'tool-approval-response':
    case 'source':
      return []
    default:
      return [unknown(part, type)]
  }
}
