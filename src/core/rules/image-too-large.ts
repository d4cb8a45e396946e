import { get } from '../conversation/facts.ts'
import { valueAt } from '../conversation/value-at.ts'
import { imageSize } from '../conversation/image-size.ts'
import { ALWAYS, defineRule } from './rule.ts'
import type { Message } from '../conversation/message.ts'
import type { Steps } from '../json/path.ts'

/** Longest side in pixels; the lower one holds for requests with many images. */
const LONGEST = 8000
const LONGEST_OF_MANY = 2000
const MANY = 20

export const imageTooLarge = defineRule({
  meta: {
    id: 'image-too-large',
    phase: 'contents',
    severity: 'error',
    what: 'An image has more pixels than the API takes.',
    why: 'It stays in the history, so every later request is refused too. With more than 20 images the limit is lower.',
    messages: {
      large: 'This image has {width} × {height} pixels; the API takes {max} on a side.',
      replace: 'Put a text in the place of the image',
    },
  },
  checkConversation({ conversation: { messages }, format, foreign, valueOf }, report) {
    if (format.resultsIn !== 'next-message' || foreign) return
    const images = messages.flatMap((message) => {
      const places = mayHoldImage(message) ? imagesIn(message, valueOf(message.index)) : []
      return places.map((steps) => ({ message: message.index, steps }))
    })
    const max = images.length > MANY ? LONGEST_OF_MANY : LONGEST
    for (const at of images) {
      const source = get(valueAt(valueOf(at.message), at.steps), 'source')
      const data = get(source, 'type') === 'base64' ? get(source, 'data') : undefined
      const size = typeof data === 'string' ? imageSize(data) : null
      if (!size || Math.max(size.width, size.height) <= max) continue
      const { width, height } = size
      // The API has two sentences, and `many` is the key of one.
      const many = Math.max(width, height) > LONGEST ? {} : { many: 1 }
      report({ messageId: 'large', at: { ...at, steps: [...at.steps, 'source', 'data'] }, data: { width, height, max, ...many } })
    }
  },
  fix({ at, data }) {
    const [width, height] = [Number(data?.['width']), Number(data?.['height'])]
    const text = `[image left out: ${width} × ${height} pixels are too many for the API]`
    const place = { ...at, steps: at.steps.slice(0, -2) }
    return [
      {
        titleId: 'replace',
        safety: 'destructive',
        when: ALWAYS,
        edits: [{ type: 'set', at: place, json: JSON.stringify({ type: 'text', text }) }],
      },
    ]
  },
})

function mayHoldImage({ parts }: Message): boolean {
  return parts.some((part) =>
    part.type === 'media' ? part.word === 'image' : part.type === 'tool-result' && part.contentKind === 'list',
  )
}

/** Images of the message, and those inside its results. */
function imagesIn({ base }: Message, value: unknown): Steps[] {
  const listed = (steps: Steps): Steps[] => {
    const content = valueAt(value, steps)
    if (!Array.isArray(content)) return []
    return content.flatMap((part: unknown, j) => {
      const type = get(part, 'type')
      if (type === 'image') return [[...steps, j]]
      return type === 'tool_result' ? listed([...steps, j, 'content']) : []
    })
  }
  return listed([...base, 'content'])
}
