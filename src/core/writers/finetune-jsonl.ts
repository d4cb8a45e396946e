import { writeChatPlain, writeChatTools } from '../formats/chat/plain.ts'
import { compactStyle, printJson } from '../json/print.ts'
import type { Loss } from '../problem.ts'
import type { Writer } from './writer.ts'

/** An example a line: chat messages, and the tools they use. */
export const finetuneJsonl: Writer = {
  id: 'finetune-jsonl',
  title: 'Fine-tuning file',
  write(conversations) {
    const losses: Loss[] = []
    const lines = conversations.map(({ messages, tools }) => {
      const written = writeChatPlain(messages)
      losses.push(...written.losses)
      const example = { messages: written.messages, ...(tools.length > 0 ? writeChatTools(tools) : {}) }
      return `${printJson(example, compactStyle)}\n`
    })
    return { output: lines.join(''), losses }
  },
}
