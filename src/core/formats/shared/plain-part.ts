import { contentText, textOfJson, type RecordView } from '../../conversation/content-text.ts'
import type { Part } from '../../conversation/message.ts'
import { valueAt } from '../../conversation/value-at.ts'
import type { PlainPart } from '../format.ts'
import type { ReportLoss } from '../read-plain.ts'

/** A part in plain words, told from what its reader found; `readMedia` knows how the API writes an image. */
export function readPlainPart(
  part: Part,
  record: RecordView,
  lose: ReportLoss,
  readMedia: (value: unknown) => PlainPart | null = () => null,
): PlainPart[] {
  switch (part.type) {
    case 'text': {
      const text = valueAt(record.value, part.steps)
      return typeof text === 'string' ? [{ type: 'text', text }] : []
    }
    case 'tool-call': {
      if (part.style === 'hosted') break
      const input = textOfJson(record.textAt(part.inputSteps)) || '{}'
      return [{ type: 'tool-call', callId: part.callId ?? '', name: part.name ?? '', input }]
    }
    case 'tool-result': {
      if (part.style === 'hosted') break
      const text = contentText(record, part.contentSteps)
      return [{ type: 'tool-result', callId: part.callId ?? '', text, failed: part.failed }]
    }
    case 'media': {
      const media = readMedia(valueAt(record.value, part.steps))
      if (media) return [media]
      break
    }
    case 'reasoning':
      lose('reasoning and its signature')
      return []
    default:
  }
  lose(part.type === 'media' || part.type === 'unknown' ? `a part of type ${part.word}` : 'a call the provider ran itself')
  return []
}
