import { openDocument } from '../document/document.ts'
import { textOfJson } from '../conversation/content-text.ts'
import { asLosses, besides } from '../formats/shared/untold.ts'
import { parseJson } from '../json/parse-json.ts'
import { formatPath, type Steps } from '../json/path.ts'
import { locate } from '../place-problems.ts'
import { decode } from '../source/source.ts'
import { isObject } from '../json/value.ts'
import type { Judged } from '../judge-source.ts'
import type { Loss } from '../problem.ts'
import type { ReadConversation, Reading } from '../reading.ts'

/**
 * What a source says besides the conversations that are written in another format: what stands around a request, entries
 * of a log that are no messages, and what stands around and in those that are. What is told twice is no loss.
 */
export function lostBesides({ reading }: Judged): readonly Loss[] {
  const { format, conversations, leftOut = new Map<string, number>() } = reading
  if (!format) return []
  if (format.reads === 'records') return lostAround(reading)
  const places = conversations.flatMap((read) => [...toldIn(read), ...inRequest(read, format.request?.list)])
  const told = new Set(conversations.flatMap(textsIn))
  const counted = [...leftOut].map(([what, count]) => ({ path: '', what: `${count} ${what}`, before: '' }))
  return [...counted, ...conversations.flatMap((read) => unreadLines(reading, read)), ...lostBeside(reading, places, told)]
}

/** Lines of a log that are no JSON. */
function unreadLines(reading: Reading, read: ReadConversation): Loss[] {
  return read.conversation.messages.flatMap(({ index, malformed }): Loss[] => {
    if (malformed !== 'unparsed') return []
    const { start, end } = locate(reading, read, { message: index, steps: [] }).span
    const path = formatPath(read.group.slots[index]!.path)
    return [{ path, what: 'a line that is not JSON', before: decode(reading.source.bytes, start, end) }]
  })
}

/** What stands around requests and answers: the row of a batch, the entry of a log. */
function lostAround(reading: Reading): readonly Loss[] {
  const { container, groups } = reading.layout
  // Rows of a table are messages themselves.
  if (container === 'jsonl' && groups.some(({ kind, line }) => kind === 'rows' && line === null)) return []
  const places = groups.flatMap(({ body, slots, line }) => {
    const own = body ? [body.path, ...slots.map(({ path }) => path)] : slots.map(({ path }) => path)
    return line === null ? own : own.map((path) => [line, ...path])
  })
  const wholes = container === 'jsonl' ? 1 : 0
  return places.some(({ length }) => length > wholes) ? lostBeside(reading, places) : []
}

function lostBeside({ unwrapped }: Reading, places: readonly Steps[], told?: ReadonlySet<string>): Loss[] {
  const { container, roots } = openDocument(unwrapped.bytes, unwrapped.labels)
  const byLine = new Map<string | number, Steps[]>()
  for (const [first, ...rest] of container === 'jsonl' ? places : []) {
    if (first === undefined) continue
    const own = byLine.get(first)
    if (own) own.push(rest)
    else byLine.set(first, [rest])
  }
  const untold = roots.flatMap((root) => {
    const own = container === 'jsonl' ? (byLine.get(root.steps[0] ?? 0) ?? []) : places
    return besides(root.value, own, told ? { told } : {}).map((steps) => ({
      steps: [...root.steps, ...steps],
      text: textOfJson(root.at(...steps).jsonText),
    }))
  })
  return asLosses(untold)
}

const toldIn = ({ records }: ReadConversation): readonly Steps[] =>
  Array.from({ length: records.count }, (_, index) => records.toldFrom?.(index) ?? []).flat()

/** What stands beside the messages of a request is carried over as its settings, or listed with them. */
function inRequest({ records }: ReadConversation, list: string | undefined): Steps[] {
  const at = records.inRequest?.([])
  const body = parseJson(records.requestText?.() ?? 'null')
  if (!at || list === undefined || !isObject(body)) return []
  return Object.keys(body).flatMap((key) => (key === list ? [] : [[...at.path, key]]))
}

/** The texts of a conversation: a trace tells each message once more with every span. */
function textsIn({ conversation: { messages }, records }: ReadConversation): string[] {
  return messages.flatMap(({ index, parts }) =>
    parts.flatMap((part) => {
      const places =
        part.type === 'tool-call' ? [part.inputSteps] : part.type === 'tool-result' ? [part.contentSteps] : [part.steps]
      return places.flatMap((steps) => stringsIn(parseJson(records.textAt(index, steps) ?? 'null')))
    }),
  )
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : []
}
