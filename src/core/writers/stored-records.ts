import type { PlainMessage, PlainPart } from '../formats/format.ts'
import { lostImages } from '../formats/shared/lost-images.ts'
import { lostTools } from '../formats/shared/lost-tools.ts'
import { strayCalls } from '../formats/shared/stray-calls.ts'
import { writeInput } from '../formats/shared/merge-plain.ts'
import type { Loss } from '../problem.ts'
import { lossesOf, type Writer } from './writer.ts'

/** Rows as applications keep them: messages whose calls are records with what came back inside. */
export const storedRecords: Writer = {
  id: 'stored-records',
  title: 'Stored records',
  write(conversations) {
    const losses = lossesOf(conversations, (one) => [
      ...lostTools(one.tools),
      ...lostImages(one.messages),
      ...strayCalls(one.messages),
      ...rowsOf(one.messages).losses,
    ])
    const rows = conversations.flatMap(({ id, messages }, at) => {
      const own = rowsOf(messages).rows
      return conversations.length > 1 ? own.map((row) => ({ conversation_id: id ?? `conversation-${at + 1}`, ...row })) : own
    })
    return { output: rows, losses }
  },
}

type Result = Extract<PlainPart, { type: 'tool-result' }>

function rowsOf(messages: readonly PlainMessage[]): { rows: Record<string, unknown>[]; losses: Loss[] } {
  const losses: Loss[] = []
  const results = new Map<string, Result[]>()
  for (const { parts } of messages)
    for (const part of parts)
      if (part.type === 'tool-result') results.set(part.callId, [...(results.get(part.callId) ?? []), part])
  const used = new Set<Result>()
  const rows = messages.flatMap(({ role, parts }): Record<string, unknown>[] => {
    const texts = parts.flatMap((part) => (part.type === 'text' ? [part.text] : []))
    const calls = parts.flatMap((part) => {
      if (part.type !== 'tool-call' || role !== 'assistant') return []
      const result = results.get(part.callId)?.find((one) => !used.has(one))
      if (result) used.add(result)
      const record = { tool_call_id: part.callId, tool_name: part.name, arguments: writeInput(part.input) }
      return [result ? { ...record, result: result.text, success: !result.failed } : record]
    })
    if (texts.length === 0 && calls.length === 0) return []
    return [{ role, content: texts.join('\n\n'), ...(calls.length > 0 ? { tool_calls: calls } : {}) }]
  })
  messages.forEach(({ parts }, index) => {
    for (const part of parts)
      if (part.type === 'tool-result' && !used.has(part))
        losses.push({
          path: `[${index}]`,
          what: `the result for ${part.callId}, which has no call of its own`,
          before: part.text,
        })
  })
  return { rows, losses }
}
