import type { Message } from './message.ts'

/** The message with another number; what a part answers in its own message moves with it. */
export function numbered(message: Message, index: number): Message {
  if (message.index === index) return message
  const isAnswer = message.parts.some((part) => part.type === 'tool-result' && part.answers)
  if (!isAnswer) return { ...message, index }
  const parts = message.parts.map((part) =>
    part.type === 'tool-result' && part.answers ? { ...part, answers: { ...part.answers, message: index } } : part,
  )
  return { ...message, index, parts }
}
