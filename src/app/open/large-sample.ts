/**
 * A log of an agent, made up: conversations as JSON Lines, every call answered but one. The same seed gives the same bytes.
 * Large ones are made in the page, so that they cost no download.
 */

/** Turns of one conversation. */
const TURNS = { least: 8, most: 30 }
/** Text goes into the blob in pieces of about this size, with a pause between them for the page to draw. */
const PIECE_CHARACTERS = 400_000
const WORK_MS = 12

/** Where the orphaned call is, as a part of the whole. */
const ORPHAN_AT = 0.618

/** Makes the log without holding up the page; `pause` gives the page its turn. */
export async function makeLargeSample(messages: number, pause: () => Promise<void> = nextTask): Promise<Blob> {
  const parts: Blob[] = []
  let piece: string[] = []
  let length = 0
  let since = performance.now()
  for (const line of conversationLines(messages, 618)) {
    piece.push(line, '\n')
    length += line.length
    if (length >= PIECE_CHARACTERS) {
      parts.push(new Blob(piece))
      piece = []
      length = 0
    }
    if (performance.now() - since < WORK_MS) continue
    await pause()
    since = performance.now()
  }
  return new Blob([...parts, ...piece])
}

function nextTask(): Promise<void> {
  return new Promise((done) => setTimeout(done))
}

/** One line for each conversation; all lines together have this many messages. */
export function* conversationLines(messages: number, seed: number): Generator<string> {
  const random = randomFrom(seed)
  let made = 0
  let hasOrphan = false
  for (let conversation = 0; made < messages; conversation++) {
    const list: object[] = [
      { role: 'system', content: 'You are an agent of a web shop. Use the tools, then answer in one sentence.' },
    ]
    const room = () => messages - made - list.length
    const turns = random.between(TURNS.least, TURNS.most)
    for (let turn = 0; turn < turns; turn++) {
      const isOrphaned: boolean = !hasOrphan && made + list.length >= messages * ORPHAN_AT
      const next = makeTurn(random, `${conversation}_${turn}`, isOrphaned)
      if (next.length > room()) break
      list.push(...next)
      hasOrphan ||= isOrphaned
    }
    if (room() < SHORTEST_CONVERSATION) list.push(...remarks(room()))
    made += list.length
    yield JSON.stringify({ model: 'gpt-4o', messages: list })
  }
}

/** Fewer messages than these are left to the conversation before: a system message, and what the longest turn has. */
const SHORTEST_CONVERSATION = 7

/** A user, an assistant with calls, their results, an answer. */
function makeTurn(random: Random, name: string, isOrphaned: boolean): object[] {
  const [question, tool, input, output, answer] = random.of(tasks)
  const order = random.between(10_000, 99_000)
  const fill = (text: string, i = 0) => text.replaceAll('{order}', `A-${order + i}`)
  const calls = Array.from({ length: isOrphaned ? 1 : random.between(1, 3) }, (_, i) => `call_${name}_${i}`)
  const results = calls.map((id, i) => ({
    role: 'tool',
    tool_call_id: id,
    content: random.between(1, 40) === 1 ? logOf(random) : fill(output, i),
  }))
  return [
    { role: 'user', content: fill(question) },
    {
      role: 'assistant',
      content: null,
      tool_calls: calls.map((id, i) => ({ id, type: 'function', function: { name: tool, arguments: fill(input, i) } })),
    },
    ...(isOrphaned ? [{ role: 'user', content: 'Are you still there?' }] : results),
    { role: 'assistant', content: fill(answer) },
  ]
}

/** Fills up to an exact number of messages. */
function remarks(count: number): object[] {
  return Array.from({ length: Math.max(0, count) }, (_, i) =>
    i % 2 === 0 ? { role: 'user', content: 'Thanks, that is all.' } : { role: 'assistant', content: 'You are welcome.' },
  )
}

/** Question, tool, its input, its output, answer. */
const tasks: readonly (readonly [string, string, string, string, string])[] = [
  [
    'Where is order {order}?',
    'find_order',
    '{"order":"{order}"}',
    '{"order":"{order}","state":"on its way","carrier":"Bring","days":2}',
    'Order {order} is on its way and arrives in two days.',
  ],
  [
    'Send me the invoice for {order} again, please.',
    'send_invoice',
    '{"order":"{order}","copy":true}',
    'sent',
    'The invoice for {order} is in your mailbox.',
  ],
  [
    'Order {order} came with a scratch. What can you do?',
    'open_case',
    '{"order":"{order}","kind":"damaged","photos":0}',
    '{"case":"C-{order}","next":"A colleague looks at it today."}',
    'I opened a case for {order}: a colleague looks at it today.',
  ],
  [
    'Is the lamp of {order} there in green?',
    'find_product',
    '{"query":"lamp green","like":"{order}","limit":3}',
    '[{"sku":"L-20","name":"Lamp, green","stock":14},{"sku":"L-21","name":"Lamp, dark green","stock":0}]',
    'Yes, the lamp of {order} comes in green: 14 are in stock.',
  ],
]

/** Now and then a tool answers at length. */
function logOf(random: Random): string {
  return Array.from(
    { length: random.between(20, 60) },
    (_, i) => `line ${i + 1}: step ${random.between(1, 9)} took ${random.between(2, 900)} ms`,
  ).join('\n')
}

interface Random {
  /** A whole number, both ends included. */
  readonly between: (least: number, most: number) => number
  readonly of: <T>(list: readonly T[]) => T
}

/** The generator "mulberry32": small, and the same everywhere. */
function randomFrom(seed: number): Random {
  let state = seed
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    between,
    of: <T>(list: readonly T[]) => {
      const found = list[between(0, list.length - 1)]
      if (found === undefined) throw new Error('large-sample: a list to choose from is not empty')
      return found
    },
  }
}
