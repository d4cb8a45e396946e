import { parseJson } from '../../json/parse-json.ts'
import { printJson, RawJson, styleOf } from '../../json/print.ts'
import { parseTree } from '../../json/tree.ts'
import type { Loss } from '../../problem.ts'
import { get, isObject } from '../../json/value.ts'
import type { PlainMessage, WrittenPlain } from '../format.ts'
import { writeGeminiPlain } from '../gemini/plain.ts'
import { textOfParts } from '../shared/text-of-parts.ts'

/** Events of a session: what the user says begins an invocation, and answers belong to the agent. */
export function writeAdkPlain(messages: readonly PlainMessage[]): WrittenPlain {
  const { messages: contents, body, losses } = writeGeminiPlain(messages)
  let invocation = 0
  const events = contents.map((content) => {
    const isUser = get(content, 'role') === 'user' && !holdsResults(content)
    if (isUser || invocation === 0) invocation++
    return { author: isUser ? 'user' : AGENT, invocation_id: `e-${invocation}`, content }
  })
  const instruction = textOfParts(get(get(body, 'systemInstruction'), 'parts'))
  const lost: Loss[] =
    instruction === null ? [] : [{ path: '', what: "system text, which is the agent's own", before: instruction }]
  return { messages: events, body: {}, losses: [...losses, ...lost] }
}

const AGENT = 'agent'

function holdsResults(content: unknown): boolean {
  const parts = get(content, 'parts')
  return Array.isArray(parts) && parts.some((part) => get(part, 'functionResponse') !== undefined)
}

const CARRIED = ['invocation_id', 'invocationId', 'timestamp', 'branch']

/** A content as an event beside another one: of the same invocation, by the agent unless the user speaks in it. */
export function inEventEnvelope(json: string, neighbour: string): string {
  const content = parseJson(json)
  const beside = parseJson(neighbour)
  if (!isObject(content) || content['content'] !== undefined || !isObject(beside)) return json
  const tree = parseTree(json)
  const own = Object.fromEntries(
    tree.keys.map((key, i) => [key, new RawJson(json.slice(tree.children[i]!.start, tree.children[i]!.end))]),
  )
  const isUser = content['role'] === 'user' && !holdsResults(content)
  const author = isUser ? 'user' : beside['author'] === 'user' ? AGENT : beside['author']
  const role = content['role'] === 'model' ? 'model' : 'user'
  const outer = parseTree(neighbour)
  const carried = outer.keys.flatMap((key, i) => {
    const { start, end } = outer.children[i]!
    return CARRIED.includes(key) ? [[key, new RawJson(neighbour.slice(start, end))] as const] : []
  })
  return printJson({ author, ...Object.fromEntries(carried), content: { ...own, role } }, styleOf(neighbour))
}
