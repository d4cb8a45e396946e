import type { PlainMessage, PlainPart } from '../formats/format.ts'
import { callNames } from '../formats/shared/call-names.ts'
import { lostImages } from '../formats/shared/lost-images.ts'
import { lostTools } from '../formats/shared/lost-tools.ts'
import { strayCalls } from '../formats/shared/stray-calls.ts'
import { lossesOf, lostFlags, type Writer } from './writer.ts'

/**
 * Items of the Agents SDK (`AgentInputItem`), as a run takes them and a session keeps them; several conversations are a
 * list of such lists. Source: openai/openai-agents-js, packages/agents-core/src/types/protocol.ts, checked 2026-09.
 */
export const openaiAgentsSdk: Writer = {
  id: 'openai-agents-sdk',
  title: 'OpenAI Agents SDK',
  write(conversations) {
    const lists = conversations.map(({ messages }) => itemsOf(messages))
    const losses = lossesOf(conversations, (one) => [
      ...lostTools(one.tools),
      ...lostFlags(one),
      ...lostImages(one.messages, 'system'),
      ...lostImages(one.messages, 'assistant'),
      ...strayCalls(one.messages),
    ])
    return { output: lists.length === 1 ? lists[0] : lists, losses }
  },
}

/** Each call and each result is an item of its own; results before what the user says. */
function itemsOf(messages: readonly PlainMessage[]): unknown[] {
  const names = callNames(messages)
  return messages.flatMap(({ role, parts }) => {
    const results = parts.flatMap((part) =>
      part.type === 'tool-result'
        ? [
            {
              type: 'function_call_result',
              name: names.get(part.callId) ?? 'unknown_tool',
              callId: part.callId,
              status: 'completed',
              output: { type: 'text', text: part.text },
            },
          ]
        : [],
    )
    const calls = parts.flatMap((part) =>
      part.type === 'tool-call' && role === 'assistant'
        ? [{ type: 'function_call', callId: part.callId, name: part.name, status: 'completed', arguments: part.input }]
        : [],
    )
    const said = parts.filter(({ type }) => type === 'text' || type === 'image')
    return [...results, ...(said.length > 0 ? [writeMessage(role, said)] : []), ...calls]
  })
}

function writeMessage(role: PlainMessage['role'], parts: readonly PlainPart[]): unknown {
  const texts = parts.flatMap((part) => (part.type === 'text' ? [part.text] : []))
  if (role === 'system') return { type: 'message', role, content: texts.join('\n\n') }
  if (role === 'assistant')
    return { type: 'message', role, status: 'completed', content: texts.map((text) => ({ type: 'output_text', text })) }
  const content = parts.map((part) =>
    part.type === 'image'
      ? { type: 'input_image', image: part.url ?? `data:${part.mediaType ?? 'image/png'};base64,${part.data}` }
      : { type: 'input_text', text: part.type === 'text' ? part.text : '' },
  )
  return { type: 'message', role, content }
}
