import type { CallToWrite, ResultToWrite } from '../../conversation/writing.ts'

/** The tool message that answers a call. The API has no flag for failures: a failed one says so in its text. */
export function writeChatResult({ callId, text, failed }: ResultToWrite): unknown {
  const content = failed && !/error|fail/i.test(text.slice(0, 200)) ? `Error: ${text}` : text
  return { role: 'tool', tool_call_id: callId, content }
}

function writeChatCallEntry({ callId, name, input }: CallToWrite): unknown {
  return { id: callId, type: 'function', function: { name, arguments: input } }
}

export function writeChatCall(call: CallToWrite): unknown {
  return { role: 'assistant', content: null, tool_calls: [writeChatCallEntry(call)] }
}

export function writeChatUserText(text: string): unknown {
  return { role: 'user', content: text }
}
