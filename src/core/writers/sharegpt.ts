import type { PlainMessage, PlainPart } from '../formats/format.ts'
import { lostImages } from '../formats/shared/lost-images.ts'
import { strayCalls } from '../formats/shared/stray-calls.ts'
import { writeInput } from '../formats/shared/merge-plain.ts'
import { compactStyle, printJson, RawJson } from '../json/print.ts'
import type { Loss } from '../problem.ts'
import { lossesOf, lostFlags, type PlainConversation, type Writer } from './writer.ts'

type Call = Extract<PlainPart, { type: 'tool-call' }>
type Result = Extract<PlainPart, { type: 'tool-result' }>
interface Turn {
  readonly from: string
  readonly value: string
}

/** A list of `{ conversations: [{ from, value }] }`: calls are JSON text, and what answers them stands right behind. */
export const sharegpt: Writer = {
  id: 'sharegpt',
  title: 'ShareGPT data set',
  write(conversations) {
    const told = conversations.map((one) => ({ one, ...turnsOf(one.messages) }))
    const output = told.map(({ one, system, turns }) => ({
      ...(one.id === null ? {} : { id: one.id }),
      conversations: turns,
      ...(system.length > 0 ? { system: system.join('\n\n') } : {}),
      ...(one.tools.length > 0 ? { tools: toolsOf(one) } : {}),
    }))
    const losses = lossesOf(conversations, (one) => [
      ...lostImages(one.messages),
      ...lostFlags(one),
      ...strayCalls(one.messages),
      ...lostIds(one),
      ...turnsOf(one.messages).losses,
    ])
    return { output, losses }
  },
}

function toolsOf({ tools }: PlainConversation): string {
  const told = tools.map(({ name, description, schema }) => ({
    name,
    description,
    parameters: schema === null ? {} : new RawJson(schema),
  }))
  return printJson(told, compactStyle)
}

function lostIds({ messages }: PlainConversation): Loss[] {
  const ids = messages.flatMap(({ parts }) => parts.flatMap((part) => (part.type === 'tool-call' ? [part.callId] : [])))
  return ids.length === 0 ? [] : [{ path: '', what: 'the ids of calls: order ties results to them', before: ids.join(', ') }]
}

function turnsOf(messages: readonly PlainMessage[]): { system: string[]; turns: Turn[]; losses: Loss[] } {
  const system: string[] = []
  const turns: Turn[] = []
  const losses: Loss[] = []
  const left = new Map<string, Result[]>()
  for (const { parts } of messages)
    for (const part of parts) if (part.type === 'tool-result') left.set(part.callId, [...(left.get(part.callId) ?? []), part])
  for (const { role, parts } of messages) {
    const texts = parts.flatMap((part) => (part.type === 'text' ? [part.text] : []))
    if (role === 'system') system.push(...texts)
    else for (const value of texts) turns.push({ from: role === 'assistant' ? 'gpt' : 'human', value })
    if (role !== 'assistant') continue
    const calls = parts.filter((part) => part.type === 'tool-call')
    const answered = calls.flatMap((call) => {
      const result = left.get(call.callId)?.shift()
      return result ? [{ call, result }] : []
    })
    const open = calls.filter((call) => !answered.some((pair) => pair.call === call))
    turns.push(...answered.flatMap(({ call, result }) => [callTurn(call), { from: 'observation', value: result.text }]))
    turns.push(...open.map(callTurn))
  }
  for (const [callId, results] of left)
    for (const { text } of results)
      losses.push({ path: '', what: `the result for ${callId}, which has no call of its own`, before: text })
  return { system, turns, losses }
}

function callTurn({ name, input }: Call): Turn {
  return { from: 'function_call', value: printJson({ name, arguments: writeInput(input) }, compactStyle) }
}
