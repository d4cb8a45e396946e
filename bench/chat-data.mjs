/**
 * Chat data like that of an agent in production: long tool results, parallel calls, and in every twentieth conversation something
 * that a provider refuses. The same seed gives the same bytes.
 */

/** @typedef {() => number} Random from 0 to 1, 1 not included */
/** @typedef {Record<string, unknown>} Message */

const TOOLS = ['search_documents', 'get_weather', 'run_query', 'read_file', 'send_email']
const WORDS =
  'the customer asked for an invoice of last month and the order was shipped late because several items were out of stock so a refund of part of the amount – 12,50 € – is due before “Friday” naïve café 東京 ok'.split(
    ' ',
  )
const DAMAGED_SHARE = 0.05

/** @type {((messages: Message[]) => Message[])[]} */
const DAMAGES = [
  (messages) => without(messages, messages.findIndex(isResult)),
  (messages) => [...messages, { role: 'tool', tool_call_id: 'call_nobody', content: 'stray' }],
  (messages) => messages.flatMap((message) => (isResult(message) ? [message, message] : [message])),
  (messages) => messages.map(withObjectArguments),
]

/**
 * Request bodies for OpenAI Chat Completions, one per line.
 * @param {{ bytes: number, seed: number }} options
 */
export function chatLines({ bytes, seed }) {
  const random = randomFrom(seed)
  const tools = TOOLS.map(declarationOf)
  const body = () => JSON.stringify({ model: 'gpt-4o', messages: [systemMessage(random), ...damaged(random)], tools })
  return join(bytes, '', '\n', body, '\n')
}

/**
 * One conversation that went on and on: a bare list of messages.
 * @param {{ bytes: number, seed: number }} options
 */
export function chatList({ bytes, seed }) {
  const random = randomFrom(seed)
  const part = () =>
    damaged(random)
      .map((message) => JSON.stringify(message))
      .join(',\n ')
  return join(bytes, `[${JSON.stringify(systemMessage(random))},\n `, ',\n ', part, ']\n')
}

/**
 * @param {number} bytes
 * @param {string} start
 * @param {string} between
 * @param {() => string} makePart
 * @param {string} end
 */
function join(bytes, start, between, makePart, end) {
  const parts = []
  for (let length = 0; length < bytes; ) {
    const part = makePart()
    parts.push(part)
    length += Buffer.byteLength(part) + between.length
  }
  return Buffer.from(start + parts.join(between) + end)
}

/** @param {Random} random */
function damaged(random) {
  const messages = exchange(random)
  const damage = random() < DAMAGED_SHARE ? DAMAGES[Math.floor(random() * DAMAGES.length)] : undefined
  return damage ? damage(messages) : messages
}

/**
 * Some questions, each answered after a few rounds of tool calls.
 * @param {Random} random
 * @returns {Message[]}
 */
function exchange(random) {
  const questions = 1 + Math.floor(random() * 3)
  return Array.from({ length: questions }, () => [
    { role: 'user', content: text(random, 8, 60) },
    ...Array.from({ length: 1 + Math.floor(random() * 3) }, () => round(random)).flat(),
    { role: 'assistant', content: text(random, 30, 200) },
  ]).flat()
}

/**
 * One message with up to three parallel calls, and their results.
 * @param {Random} random
 * @returns {Message[]}
 */
function round(random) {
  const calls = Array.from({ length: random() < 0.25 ? 1 + Math.ceil(random() * 2) : 1 }, () => ({
    id: `call_${Math.floor(random() * 2 ** 52).toString(36)}`,
    type: 'function',
    function: {
      name: TOOLS[Math.floor(random() * TOOLS.length)],
      arguments: JSON.stringify({ query: text(random, 2, 9), limit: 10 }),
    },
  }))
  return [
    { role: 'assistant', content: null, tool_calls: calls },
    ...calls.map(({ id }) => ({ role: 'tool', tool_call_id: id, content: JSON.stringify({ rows: rows(random) }) })),
  ]
}

/** @param {Random} random */
function rows(random) {
  return Array.from({ length: 1 + Math.floor(random() * 8) }, (_, index) => ({
    id: index,
    score: random(),
    title: text(random, 3, 9),
    body: text(random, 10, 90),
  }))
}

/**
 * @param {Random} random
 * @returns {Message}
 */
function systemMessage(random) {
  return { role: 'system', content: text(random, 150, 300) }
}

/**
 * @param {Random} random
 * @param {number} least
 * @param {number} most
 */
function text(random, least, most) {
  const length = least + Math.floor(random() * (most - least))
  return Array.from({ length }, () => WORDS[Math.floor(random() * WORDS.length)]).join(' ')
}

/** @param {string} name */
function declarationOf(name) {
  const properties = { query: { type: 'string', description: 'What to look for' }, limit: { type: 'integer' } }
  return { type: 'function', function: { name, parameters: { type: 'object', properties, required: ['query'] } } }
}

/** @param {Message} message */
function isResult(message) {
  return message.role === 'tool'
}

/**
 * @param {Message[]} messages
 * @param {number} index
 */
function without(messages, index) {
  return messages.filter((_, at) => at !== index)
}

/**
 * As some databases hand it back: the arguments as an object, where the provider wants text.
 * @param {Message} message
 * @returns {Message}
 */
function withObjectArguments(message) {
  if (!Array.isArray(message.tool_calls)) return message
  const calls = message.tool_calls.map((call) => ({
    ...call,
    function: { ...call.function, arguments: JSON.parse(call.function.arguments) },
  }))
  return { ...message, tool_calls: calls }
}

/**
 * mulberry32: small, fast, and the same everywhere.
 * @param {number} seed
 * @returns {Random}
 */
function randomFrom(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
