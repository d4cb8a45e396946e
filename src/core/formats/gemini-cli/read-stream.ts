import { Cursor } from '../../document/cursor.ts'
import { factsOf } from '../shared/facts.ts'
import { call, result, text, type Transcript } from '../transcript.ts'

/** Lines of `gemini --output-format stream-json`. */
export const isStreamLine = (line: Cursor): boolean => {
  const type = line.get('type').text
  return (type === 'tool_use' || type === 'tool_result') && line.get('tool_id').isThere
}

/**
 * Shapes: `{ type: 'message', role, content, delta? }`, `{ type: 'tool_use', tool_name, tool_id, parameters }`,
 * `{ type: 'tool_result', tool_id, status, output | error }`; pieces of a text follow each other.
 */
export function readStream(lines: readonly Cursor[], transcript: Transcript): void {
  const [first] = lines
  if (!first) return
  const init = lines.find((line) => line.get('type').text === 'init')
  const conversation = transcript.conversation({ at: first, id: init?.get('session_id').text ?? null, kind: 'rows' })
  const model = init?.get('model')
  let pieces: Cursor[] = []
  const flush = (): void => {
    const [piece] = pieces
    if (piece) {
      const whole = Cursor.made(
        pieces.map((at) => at.get('content').string ?? '').join(''),
        pieces.map((at) => at.get('content')),
      )
      conversation.add(piece, piece.get('role'), [text(pieces.length > 1 ? whole : piece.get('content'))], factsAt(piece))
    }
    pieces = []
  }
  const factsAt = (line: Cursor) => factsOf({ time: line.get('timestamp'), ...(model ? { model } : {}) })
  for (const line of lines) {
    const type = line.get('type').text
    if (type === 'message') {
      if (pieces[0]?.get('role').text !== line.get('role').text || line.get('delta').value !== true) flush()
      pieces.push(line)
      continue
    }
    flush()
    if (type === 'tool_use') {
      const asked = call({ at: line, id: line.get('tool_id'), name: line.get('tool_name'), input: line.get('parameters') })
      conversation.add(line, 'assistant', [asked], factsAt(line))
    } else if (type === 'tool_result') {
      const failed = line.get('status').text === 'error'
      const content = line.any('output', 'error')
      conversation.add(line, 'tool', [result({ at: line, id: line.get('tool_id'), content, failed })], factsAt(line))
    } else transcript.leaveOut(`lines of type ${type ?? 'unknown'}`)
  }
  flush()
}
