import type { PlainMessage, PlainPart } from '../formats/format.ts'
import { lostTools } from '../formats/shared/lost-tools.ts'
import { strayCalls } from '../formats/shared/stray-calls.ts'
import { writeInput } from '../formats/shared/merge-plain.ts'
import { parseJson } from '../json/parse-json.ts'
import { RawJson } from '../json/print.ts'
import type { Loss } from '../problem.ts'
import { lossesOf, type Writer } from './writer.ts'

/** Messages of the UI of the AI SDK (5 and later): a call and what came back are one part. */
export const vercelUi: Writer = {
  id: 'vercel-ai-sdk-ui',
  title: 'Vercel AI SDK, messages of the UI',
  write(conversations) {
    const lists = conversations.map(({ messages }) => messagesOf(messages))
    const losses = lossesOf(conversations, (one) => [
      ...lostTools(one.tools),
      ...strayCalls(one.messages),
      ...strayResults(one.messages),
    ])
    return { output: lists.length === 1 ? lists[0] : lists, losses }
  },
}

type Result = Extract<PlainPart, { type: 'tool-result' }>

/** For each call the result that answers it: the first with its id that stands behind it and answers nothing before. */
function answersIn(messages: readonly PlainMessage[]): {
  answers: Map<PlainPart, Result>
  strays: { index: number; part: Result }[]
} {
  const open = new Map<string, PlainPart[]>()
  const answers = new Map<PlainPart, Result>()
  const strays: { index: number; part: Result }[] = []
  messages.forEach(({ role, parts }, index) => {
    for (const part of parts) {
      if (part.type === 'tool-call' && role === 'assistant') open.set(part.callId, [...(open.get(part.callId) ?? []), part])
      if (part.type !== 'tool-result') continue
      const call = open.get(part.callId)?.shift()
      if (call) answers.set(call, part)
      else strays.push({ index, part })
    }
  })
  return { answers, strays }
}

function strayResults(messages: readonly PlainMessage[]): Loss[] {
  return answersIn(messages).strays.map(({ index, part }) => ({
    path: `[${index}]`,
    what: `the result for ${part.callId}, which has no call of its own`,
    before: part.text,
  }))
}

function messagesOf(messages: readonly PlainMessage[]): unknown[] {
  const { answers } = answersIn(messages)
  const written: { id: string; role: string; parts: unknown[] }[] = []
  for (const { role, parts } of messages) {
    const own = parts.filter((part) => part.type !== 'tool-result' && (role === 'assistant' || part.type !== 'tool-call'))
    if (own.length === 0) continue
    const told = own.map((part) => writePart(part, answers))
    const last = written.at(-1)
    // What the model says after a result is another step of the same message.
    if (role === 'assistant' && last?.role === role) last.parts.push({ type: 'step-start' }, ...told)
    else
      written.push({
        id: `message-${written.length + 1}`,
        role,
        parts: role === 'assistant' ? [{ type: 'step-start' }, ...told] : told,
      })
  }
  return written
}

function writePart(part: PlainPart, answers: ReadonlyMap<PlainPart, Result>): unknown {
  switch (part.type) {
    case 'text':
      return { type: 'text', text: part.text }
    case 'image': {
      const mediaType = part.mediaType ?? 'image/png'
      return { type: 'file', mediaType, url: part.url ?? `data:${mediaType};base64,${part.data}` }
    }
    case 'tool-call': {
      const result = answers.get(part)
      const call = { type: `tool-${part.name}`, toolCallId: part.callId }
      const input = writeInput(part.input)
      if (!result) return { ...call, state: 'input-available', input }
      if (result.failed) return { ...call, state: 'output-error', input, errorText: result.text }
      return { ...call, state: 'output-available', input, output: writeOutput(result.text) }
    }
    case 'tool-result':
      return undefined
  }
}

const writeOutput = (text: string): unknown => (/^\s*[[{]/.test(text) && parseJson(text) !== undefined ? new RawJson(text) : text)
