import { pick, textOf } from './random.mjs'

/**
 * What an agent in production says in one go: some questions, each answered after a few rounds of tool calls, with long results and
 * calls in parallel. One exchange of twenty holds something that a provider refuses.
 */

/** @typedef {import('./random.mjs').Random} Random */
/** @typedef {Record<string, unknown>} Message */

const TOOLS = ['search_documents', 'get_weather', 'run_query', 'read_file', 'send_email']
const DAMAGED_SHARE = 0.05

/** @type {((messages: Message[]) => Message[])[]} */
const DAMAGES = [
  (messages) => without(messages, messages.findIndex(isResult)),
  (messages) => [...messages, { role: 'tool', tool_call_id: 'call_nobody', content: 'stray' }],
  (messages) => messages.flatMap((message) => (isResult(message) ? [message, message] : [message])),
  (messages) => messages.map(withObjectArguments),
]

export const declarations = TOOLS.map((name) => {
  const properties = { query: { type: 'string', description: 'What to look for' }, limit: { type: 'integer' } }
  return { type: 'function', function: { name, parameters: { type: 'object', properties, required: ['query'] } } }
})

/**
 * @param {Random} random
 * @returns {Message[]}
 */
export function exchange(random) {
  const messages = times(1 + Math.floor(random() * 3), () => question(random)).flat()
  return random() < DAMAGED_SHARE ? pick(random, DAMAGES)(messages) : messages
}

/**
 * @param {Random} random
 * @returns {Message}
 */
export function systemMessage(random) {
  return { role: 'system', content: textOf(random, 150, 300) }
}

/**
 * @param {Random} random
 * @returns {Message[]}
 */
function question(random) {
  return [
    { role: 'user', content: textOf(random, 8, 60) },
    ...times(1 + Math.floor(random() * 3), () => round(random)).flat(),
    { role: 'assistant', content: textOf(random, 30, 200) },
  ]
}

/**
 * One message with up to three parallel calls, and their results.
 * @param {Random} random
 * @returns {Message[]}
 */
function round(random) {
  const calls = times(random() < 0.25 ? 1 + Math.ceil(random() * 2) : 1, () => ({
    id: `call_${Math.floor(random() * 2 ** 52).toString(36)}`,
    type: 'function',
    function: { name: pick(random, TOOLS), arguments: JSON.stringify({ query: textOf(random, 2, 9), limit: 10 }) },
  }))
  return [
    { role: 'assistant', content: null, tool_calls: calls },
    ...calls.map(({ id }) => ({ role: 'tool', tool_call_id: id, content: JSON.stringify({ rows: rows(random) }) })),
  ]
}

/** @param {Random} random */
function rows(random) {
  return times(1 + Math.floor(random() * 8), (index) => ({
    id: index,
    score: random(),
    title: textOf(random, 3, 9),
    body: textOf(random, 10, 90),
  }))
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
 * @template T
 * @param {number} count
 * @param {(index: number) => T} make
 */
function times(count, make) {
  return Array.from({ length: count }, (_, index) => make(index))
}
