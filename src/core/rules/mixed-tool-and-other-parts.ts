import type { Message, Part } from '../conversation/message.ts'
import { defineRule, isSentAsIs } from './rule.ts'

export const mixedToolAndOtherParts = defineRule({
  meta: {
    id: 'mixed-tool-and-other-parts',
    phase: 'contents',
    severity: 'error',
    what: 'Calls or results stand beside parts that may not share their message.',
    why: 'Gemini wants calls and results in contents of their own; some models on Bedrock want no text beside either.',
    messages: {
      both: 'A call and a result stand in one message.',
      text: 'Text stands beside a {kind} in one message; the model takes them only apart.',
    },
  },
  checkConversation(scope, report) {
    if (!isSentAsIs(scope)) return
    const { target, conversation } = scope
    for (const message of conversation.messages) {
      const [call, result] = [plain(message, 'tool-call'), plain(message, 'tool-result')]
      const at = (part: Part) => ({ message: message.index, steps: part.steps })
      if (target.messages?.noCallBesideResult) {
        if (call && result) report({ messageId: 'both', at: at(result), related: [at(call)] })
        continue
      }
      const weight = target.rules['mixed-tool-and-other-parts']
      if (weight === 'info') return
      const text = message.parts.find(({ type }) => type === 'text')
      const [tool, kind] = call ? [call, 'use'] : [result, 'result']
      // Models say something beside their calls all the time: only one that is known to refuse it makes that a problem.
      if (!text || !tool || (call && weight !== 'error')) continue
      const data = { kind: call ? 'call' : 'result', [kind]: 1 }
      report({ messageId: 'text', at: { message: message.index, steps: ['content'] }, data, related: [at(tool)] })
    }
  },
})

function plain({ parts }: Message, type: 'tool-call' | 'tool-result'): Part | undefined {
  return parts.find((part) => part.type === type && (part as { style?: string }).style === 'plain')
}
