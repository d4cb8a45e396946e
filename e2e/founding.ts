import { readFileSync } from 'node:fs'

/** A founding case as it came: `design.md` §5. */
export function founding(name: string): { name: string; text: string } {
  return { name, text: readFileSync(new URL(`../fixtures/founding/${name}`, import.meta.url), 'utf8') }
}

interface ToolCall {
  id: string
  type: string
  function: { name: string; arguments: string }
}

/** A message of a repaired payload, as far as the founding cases look at it. */
export interface Message {
  role: string
  content: string | null
  tool_calls?: ToolCall[]
  tool_call_id?: string
}

export function messagesOf(payload: string): Message[] {
  const value: { messages: Message[] } = JSON.parse(payload)
  return value.messages
}

/** Calls without a result directly after their message, and results without such a call: what a provider refuses. */
export function unpaired(messages: readonly Message[]): string[] {
  const wrong: string[] = []
  messages.forEach((message, index) => {
    const rest = messages.slice(index + 1)
    const end = rest.findIndex(({ role }) => role !== 'tool')
    const results = (end === -1 ? rest : rest.slice(0, end)).map(({ tool_call_id = '' }) => tool_call_id)
    const ids = (message.tool_calls ?? []).map(({ id }) => id)
    const isAnswered = ids.length === results.length && ids.every((id) => results.includes(id))
    if (ids.length > 0 && !isAnswered) wrong.push(`message ${index}: ${ids.join()} but ${results.join()}`)
    const before = messages[index - 1]
    if (message.role === 'tool' && !before?.tool_calls && before?.role !== 'tool') wrong.push(`message ${index} answers nothing`)
  })
  return wrong
}
