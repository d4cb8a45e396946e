/** Random conversations for property tests: clean ones, the ways in which they get damaged, and the sources they stand in. */
import fc from 'fast-check'
import {
  anthropic,
  assistant,
  bedrock,
  gemini,
  item,
  result,
  storedCall,
  system,
  toolCall,
  user,
  type Value,
} from './builders.ts'
import { waysOf, type OtherDialect, type Use } from './dialects.ts'
import { compact, print, type Layout } from './print.ts'

export type Dialect =
  | 'openai-chat'
  | 'anthropic-messages'
  | 'stored-records'
  | 'gemini'
  | 'bedrock-converse'
  | 'openai-responses'
  | OtherDialect
export type Shape = 'list' | 'body' | 'rows' | 'lines'

export interface Generated {
  readonly source: string
  readonly dialect: Dialect
  readonly shape: Shape
  /** The conversations in it, in order, as values. */
  readonly conversations: readonly (readonly unknown[])[]
  /** A word of each text, argument and result, and each number: what must not get lost. */
  readonly marks: readonly string[]
}

/** The API that takes a dialect as it is. */
export const homeOf = (dialect: Dialect): string =>
  waysOf(dialect)?.home ??
  (dialect === 'anthropic-messages' ? 'anthropic' : dialect === 'stored-records' ? 'openai-chat' : dialect)

const WORDS = [
  'sun',
  'Bergen',
  '雨',
  '👍🏽',
  'naïve',
  'line\nbreak',
  'tab\t',
  '"quoted"',
  'back\\slash',
  '{brace}',
  '</script>',
  '\u2028',
  'é',
]
const NUMBERS = ['1450.00', '12345678901234567890', '1e400', '-0', '0.1e-7', '1E+2', '7']

/** What happens in one turn, before anybody writes it down. */
interface Turn {
  readonly says: number
  readonly calls: readonly { readonly words: number; readonly number: string; readonly id: number }[]
  readonly order: number
  readonly answers: boolean
}

const turn: fc.Arbitrary<Turn> = fc.record({
  says: fc.nat(WORDS.length - 1),
  calls: fc.array(fc.record({ words: fc.nat(WORDS.length - 1), number: fc.constantFrom(...NUMBERS), id: fc.nat(3) }), {
    maxLength: 3,
  }),
  order: fc.nat(3),
  answers: fc.boolean(),
})

/** Counts marks, so that each text of a conversation has a word of its own. */
class Marks {
  readonly all: string[] = []
  readonly #prefix: string

  constructor(prefix: string) {
    this.#prefix = prefix
  }

  text(words: number): string {
    const mark = `${this.#prefix}mark${this.all.length}x`
    this.all.push(mark)
    return `${WORDS[words]!.trim()} ${mark}`
  }
}

/** A number as it is to be written; `print` knows it by its type. */
class Digits {
  readonly digits: string
  constructor(digits: string) {
    this.digits = digits
  }
}

function writeTurns(
  turns: readonly Turn[],
  dialect: Dialect,
  prefix: string,
  idKind: number,
): { messages: Value[]; marks: Marks } {
  const marks = new Marks(prefix)
  const messages: Value[] = []
  let calls = 0
  const idOf = (): string =>
    waysOf(dialect)?.id?.(calls++, prefix) ??
    [`${prefix}call_${calls++}`, `toolu_0${calls}${prefix}`, `c-${prefix}${calls}`, `${prefix}${calls}`][idKind % 4]!
  if (dialect === 'openai-chat' || dialect === 'stored-records') messages.push(system(marks.text(0)))
  for (const { says, calls: made, order, answers } of turns) {
    messages.push(writeText('user', marks.text(says), dialect))
    const uses = made.map(({ words, number }) => ({
      id: idOf(),
      input: { city: marks.text(words), amount: new Digits(number) },
      output: marks.text(words),
    }))
    const rotated = uses.map((_, i) => uses[(i + order) % uses.length]!)
    if (uses.length > 0) messages.push(...writeCalls(uses, rotated, dialect, says % 2 ? marks.text(says) : null))
    // The two sides of Bedrock take turns.
    if (answers || uses.length === 0 || dialect === 'bedrock-converse')
      messages.push(writeText('assistant', marks.text(says), dialect))
  }
  return { messages, marks }
}

function writeText(role: 'user' | 'assistant', text: string, dialect: Dialect): Value {
  const ways = waysOf(dialect)
  if (ways) return ways.text(role, text)
  if (dialect === 'gemini') return (role === 'user' ? gemini.user : gemini.model)(gemini.text(text))
  if (dialect === 'bedrock-converse') return (role === 'user' ? bedrock.user : bedrock.says)(bedrock.text(text))
  if (dialect === 'openai-responses' && role === 'assistant') return item.says(text)
  return role === 'user' ? user(text) : assistant(text)
}

function writeCalls(uses: readonly Use[], rotated: readonly Use[], dialect: Dialect, says: string | null): Value[] {
  const ways = waysOf(dialect)
  if (ways) return ways.calls(uses, rotated, says)
  if (dialect === 'anthropic-messages') {
    const text = says === null ? [] : [anthropic.text(says)]
    return [
      anthropic.says(...text, ...uses.map(({ id, input }) => anthropic.toolUse(id, 'weather', input))),
      anthropic.user(...rotated.map(({ id, output }) => anthropic.result(id, output))),
    ]
  }
  if (dialect === 'gemini') {
    const text = says === null ? [] : [gemini.text(says)]
    const response = ({ id, output }: Use): Value => ({ functionResponse: { id, name: 'weather', response: { output } } })
    return [
      gemini.model(...text, ...uses.map(({ id, input }) => ({ functionCall: { id, name: 'weather', args: input } }))),
      gemini.user(...uses.map(response)),
    ]
  }
  if (dialect === 'bedrock-converse') {
    const text = says === null ? [] : [bedrock.text(says)]
    return [
      bedrock.says(...text, ...uses.map(({ id, input }) => bedrock.toolUse(id, 'weather', input))),
      bedrock.user(...rotated.map(({ id, output }) => bedrock.result(id, { content: [{ text: output }] }))),
    ]
  }
  if (dialect === 'openai-responses') {
    const [first] = uses
    const reasoning =
      says === null || !first ? [] : [item.reasoning(`rs_${first.id}`), item.says(says, { id: `msg_${first.id}` })]
    return [
      ...reasoning,
      ...uses.map(({ id, input }) => item.call(id, { id: `fc_${id}`, arguments: print(input, compact) })),
      ...rotated.map(({ id, output }) => item.output(id, output)),
    ]
  }
  if (dialect === 'stored-records') {
    const records = uses.map(({ id, input, output }) =>
      storedCall(id, 'weather', input, { result: { value: output }, success: true }),
    )
    return [assistant(says ?? '', ...records)]
  }
  return [
    assistant(says, ...uses.map(({ id, input }) => toolCall(id, 'weather', print(input, compact)))),
    ...rotated.map(({ id, output }) => result(id, output)),
  ]
}

const layout: fc.Arbitrary<Layout> = fc.record({
  indent: fc.constantFrom(null, null, '  ', '\t', '    '),
  newline: fc.constantFrom('\n', '\n', '\r\n'),
  colon: fc.constantFrom(':', ': ', ' : '),
  comma: fc.constantFrom(',', ', ', ' ,\t'),
  escape: fc.boolean(),
})

type Damage = (messages: readonly unknown[]) => unknown[]

const at = fc.nat(40)

/** One thing that goes wrong with a list of messages. The random numbers choose where. */
const damage: fc.Arbitrary<Damage> = fc.oneof(
  at.map(
    (n): Damage =>
      (list) =>
        list.filter((_, i) => i !== n % list.length),
  ),
  at.map(
    (n): Damage =>
      (list) =>
        list.flatMap((entry, i) => (i === n % list.length ? [entry, entry] : [entry])),
  ),
  fc.tuple(at, at).map(
    ([from, to]): Damage =>
      (list) =>
        moved(list, from % list.length, to % list.length),
  ),
  fc.tuple(at, fc.constantFrom('user', 'assistant', 'system', 'tool', 'human', 'AI', 'narrator', '', 7, null)).map(
    ([n, role]): Damage =>
      (list) =>
        changed(list, n, (message) => ({ ...message, role })),
  ),
  fc.tuple(at, fc.constantFrom('', null, [], ' ', { a: 1 }, 7, [{ text: 'bare' }], ['bare'], [null], undefined)).map(
    ([n, content]): Damage =>
      (list) =>
        changed(list, n, (message) => ({ ...message, [partsKeyOf(message)]: content })),
  ),
  fc.tuple(at, fc.constantFrom<unknown>(null, 'junk', 7, [], {}, { note: 'x' })).map(
    ([n, junk]): Damage =>
      (list) => [...list.slice(0, n % (list.length + 1)), junk, ...list.slice(n % (list.length + 1))],
  ),
  fc
    .tuple(
      at,
      fc.constantFrom('call', 'result', 'both'),
      fc.constantFrom<unknown>('other', '', ' pad ', 42, null, 'a.b:c', undefined, 'x'.repeat(70), 'c1'),
    )
    .map(
      ([n, side, id]): Damage =>
        (list) =>
          withIds(list, n, side, id),
    ),
  fc.tuple(at, at, fc.constantFrom('drop', 'repeat', 'reverse')).map(
    ([n, part, what]): Damage =>
      (list) =>
        withParts(list, n, part, what),
  ),
  fc
    .tuple(
      at,
      fc.constantFrom<unknown>(
        '',
        '{}',
        'Oslo',
        '{"a":',
        "{'a': 1}",
        '[1]',
        'null',
        null,
        7,
        ['x'],
        { deep: { er: 1 } },
        '"{\\"a\\":1}"',
        undefined,
      ),
    )
    .map(
      ([n, input]): Damage =>
        (list) =>
          withInput(list, n, input),
    ),
  fc.tuple(at, fc.constantFrom<unknown>([], null, {}, 'none', '[]', [null], [7, 'x'])).map(
    ([n, calls]): Damage =>
      (list) =>
        changed(list, n, (message) => ({ ...message, tool_calls: calls })),
  ),
  fc.tuple(at, fc.constantFrom('name', 'type', 'function', 'id', 'index')).map(
    ([n, key]): Damage =>
      (list) =>
        changed(list, n, (message) => withCallKey(message, key)),
  ),
)

function moved(list: readonly unknown[], from: number, to: number): unknown[] {
  const rest = list.filter((_, i) => i !== from)
  return [...rest.slice(0, to), list[from], ...rest.slice(to)]
}

const isMessage = (value: unknown): value is Value => typeof value === 'object' && value !== null && !Array.isArray(value)

function changed(list: readonly unknown[], n: number, change: (message: Value) => Value): unknown[] {
  return list.map((entry, i) => (i === n % list.length && isMessage(entry) ? change(entry) : entry))
}

/** Where a message says what it says; of items that are calls and results, what they hold. */
const partsKeyOf = (message: Value): string => ['parts', 'output'].find((key) => key in message) ?? 'content'

const ID_KEYS = {
  call: ['id', 'call_id', 'toolUseId', 'toolCallId', 'callId'],
  result: ['tool_call_id', 'tool_use_id', 'call_id', 'toolUseId', 'toolCallId', 'callId'],
  both: ['id', 'tool_call_id', 'tool_use_id', 'call_id', 'toolUseId', 'toolCallId', 'callId'],
}

/** The n-th message that has an id of this side gets another one. */
function withIds(list: readonly unknown[], n: number, side: string, id: unknown): unknown[] {
  const keys = ID_KEYS[side as keyof typeof ID_KEYS]
  const having = list.flatMap((entry, i) => (keys.some((key) => JSON.stringify(entry ?? null).includes(`"${key}":`)) ? [i] : []))
  const chosen = having[n % (having.length || 1)]
  return list.map((entry, i) => (i === chosen ? replaceKey(entry, keys, id) : entry))
}

function replaceKey(value: unknown, keys: readonly string[], by: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => replaceKey(item, keys, by))
  if (!isMessage(value) || value instanceof Digits) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, keys.includes(key) ? by : replaceKey(item, keys, by)]),
  )
}

/** A list of parts or of calls loses one, has one twice, or is turned round. */
function withParts(list: readonly unknown[], n: number, part: number, what: string): unknown[] {
  return changed(list, n, (message) => {
    const key = Array.isArray(message['tool_calls']) ? 'tool_calls' : partsKeyOf(message)
    const parts: unknown = message[key]
    if (!Array.isArray(parts) || parts.length === 0) return message
    const items = parts as unknown[]
    const chosen = part % items.length
    const next = {
      drop: items.filter((_, i) => i !== chosen),
      repeat: items.flatMap((item, i) => (i === chosen ? [item, item] : [item])),
      reverse: items.toReversed(),
    }[what]
    return { ...message, [key]: next }
  })
}

function withInput(list: readonly unknown[], n: number, input: unknown): unknown[] {
  const keys = ['arguments', 'input', 'args']
  const having = list.flatMap((entry, i) => (/"(?:arguments|input|args)":/.test(JSON.stringify(entry ?? null)) ? [i] : []))
  const chosen = having[n % (having.length || 1)]
  return list.map((entry, i) => (i === chosen ? replaceKey(entry, keys, input) : entry))
}

function withCallKey(message: Value, key: string): Value {
  const calls = message['tool_calls']
  if (!Array.isArray(calls) || !isMessage(calls[0])) return message
  const { [key]: _, ...rest } = calls[0]
  const first =
    key === 'name' ? replaceKey(calls[0], ['name', 'tool_name'], undefined) : key === 'index' ? { ...calls[0], index: 0 } : rest
  return { ...message, tool_calls: [first, ...(calls as unknown[]).slice(1)] }
}

const wholeConversation = (dialect: Dialect, prefix: string) =>
  fc
    .tuple(fc.array(turn, { minLength: 1, maxLength: 4 }), fc.nat(3))
    .map(([turns, idKind]) => writeTurns(turns, dialect, prefix, idKind))

/** Some conversations in one source, damaged or not. */
export function sources(dialect: Dialect, shapes: readonly Shape[], { damages }: { damages: number }): fc.Arbitrary<Generated> {
  const one = (prefix: string) =>
    fc.tuple(wholeConversation(dialect, prefix), fc.array(damage, { minLength: Math.min(1, damages), maxLength: damages }))
  return fc
    .tuple(fc.constantFrom(...shapes), fc.tuple(one('a'), one('b'), one('c')), layout, fc.boolean(), fc.boolean())
    .map(([shape, drawn, how, mark, weave]) => {
      const used = shape === 'list' || shape === 'body' ? drawn.slice(0, 1) : drawn
      const conversations = used.map(([{ messages }, damagesOf]) =>
        damagesOf.reduce<unknown[]>((list, hurt) => (list.length ? hurt(list) : list), messages),
      )
      const text = writeSource(conversations, shape, dialect, how, weave)
      return {
        source: mark ? `\ufeff${text}` : text,
        dialect,
        shape,
        conversations,
        marks: used.flatMap(([{ marks }], i) => {
          const written = print(conversations[i], compact)
          return [...marks.all, ...NUMBERS.filter((number) => number.length > 3)].filter((mark) => written.includes(mark))
        }),
      }
    })
}

function writeSource(
  conversations: readonly (readonly unknown[])[],
  shape: Shape,
  dialect: Dialect,
  how: Layout,
  weave: boolean,
): string {
  const body = (messages: readonly unknown[]): Value => writeBody(messages, dialect)
  const line: Layout = { ...how, indent: null, comma: how.comma.replace('\t', ' ') }
  switch (shape) {
    case 'list':
      return print(conversations[0], how)
    case 'body':
      return print(body(conversations[0]!), how)
    case 'lines':
      return conversations.map((messages) => `${print(body(messages), line)}${how.newline}`).join('')
    case 'rows': {
      const rows = conversations.map((messages, i) =>
        messages.flatMap((message) => (isMessage(message) ? [print({ session_id: `s${i}`, ...message }, line)] : [])),
      )
      const ordered = weave ? woven(rows) : rows.flat()
      return ordered.map((row) => `${row}${how.newline}`).join('')
    }
  }
}

function writeBody(messages: readonly unknown[], dialect: Dialect): Value {
  const temperature = new Digits('0.20')
  const ways = waysOf(dialect)
  if (ways) return ways.body(messages, temperature)
  switch (dialect) {
    case 'anthropic-messages':
      return anthropic.body(messages)
    case 'gemini':
      return gemini.body(messages, { generationConfig: { temperature } })
    case 'bedrock-converse':
      return { modelId: 'amazon.nova-pro-v1:0', inferenceConfig: { temperature }, ...bedrock.body(messages) }
    case 'openai-responses':
      return item.body(messages, { temperature })
    default:
      return { model: 'gpt-4o', temperature, messages }
  }
}

function woven(rows: readonly (readonly string[])[]): string[] {
  const longest = Math.max(...rows.map(({ length }) => length))
  return Array.from({ length: longest }, (_, i) => rows.flatMap((row) => row[i] ?? [])).flat()
}
