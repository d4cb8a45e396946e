import { Cursor } from '../../document/cursor.ts'
import { call, result, text, type CallDraft, type ConversationDraft, type PartDraft } from '../transcript.ts'

/** Events of the UI message stream that begin like this belong to a call. */
const TOOL_EVENT = /^tool-(input|output|approval|call|result|error)/

export const isUiStreamEvent = (event: Cursor): boolean => {
  const type = event.get('type').string ?? ''
  return TOOL_EVENT.test(type) && event.get('toolCallId').isThere
}

interface StreamedCall {
  at: Cursor
  name: Cursor | null
  readonly deltas: Cursor[]
  input: Cursor | null
  output: { readonly at: Cursor; readonly content: Cursor; readonly failed: boolean } | null
  isWaiting: boolean
}

/** Joins the events of one or more streamed messages into messages of the assistant. */
export function readUiStream(conversation: ConversationDraft, events: readonly Cursor[]): void {
  let parts: (PartDraft | StreamedCall)[] = []
  let texts: Cursor[] = []
  let calls = new Map<string, StreamedCall>()
  const endText = (): void => {
    if (texts.length > 0) parts.push(text(Cursor.made(texts.map(({ value }) => value).join(''), texts)))
    texts = []
  }
  const endMessage = (): void => {
    endText()
    const [first] = parts
    if (first) conversation.add(first.at, 'assistant', parts.flatMap(finish))
    parts = []
    calls = new Map()
  }
  for (const event of events) {
    const type = event.get('type').string ?? ''
    if (type === 'start' && calls.size > 0) endMessage()
    else if (type === 'text-delta') texts.push(event.any('delta', 'textDelta', 'text'))
    else if (TOOL_EVENT.test(type)) {
      endText()
      const id = event.get('toolCallId').text ?? ''
      let known = calls.get(id)
      if (!known) {
        known = { at: event, name: null, deltas: [], input: null, output: null, isWaiting: false }
        calls.set(id, known)
        parts.push(known)
      }
      note(known, type, event)
    }
  }
  endMessage()
}

function note(known: StreamedCall, type: string, event: Cursor): void {
  if (event.get('toolName').isThere) known.name ??= event.get('toolName')
  if (type.endsWith('-delta')) known.deltas.push(event.any('inputTextDelta', 'delta', 'argsTextDelta'))
  else if (type === 'tool-input-available' || type === 'tool-input-error' || type === 'tool-call') {
    known.at = event
    known.input = event.any('input', 'args')
  } else if (type.startsWith('tool-approval')) known.isWaiting = true
  else if (type.startsWith('tool-output') || type === 'tool-result' || type === 'tool-error') {
    if (event.get('preliminary').value === true) return
    const failed = type.endsWith('-error') || type.endsWith('-denied')
    known.output = { at: event, content: event.any('output', 'result', 'errorText', 'error'), failed }
  }
}

function finish(part: PartDraft | StreamedCall): PartDraft[] {
  if ('type' in part) return [part]
  const { at, name, deltas, output, isWaiting } = part
  const joined = deltas.length > 0 ? Cursor.made(deltas.map(({ value }) => value).join(''), deltas) : null
  const id = at.get('toolCallId')
  const made: CallDraft = call({ at, id, name, input: part.input ?? joined, pending: isWaiting ? 'approval' : 'response' })
  return output
    ? [
        made,
        result({ at: output.at, id: output.at.get('toolCallId'), content: output.content, failed: output.failed, answers: made }),
      ]
    : [made]
}
