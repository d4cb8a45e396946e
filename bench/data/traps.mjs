/**
 * Inputs that are known to make readers slow: each grows in one direction only. `make(n)` gives n units; what stands around them does
 * not grow.
 */

/** @typedef {{ name: string, units: string, once: number, make: (n: number) => string }} Trap `once` is n at 1x */

/** @type {Trap[]} */
export const traps = [
  {
    name: 'n calls in one message, then their results reversed',
    units: 'calls',
    once: 500,
    make: (n) => body([user('Look'), { ...assistant(), tool_calls: count(n, call) }, ...count(n, result).toReversed()]),
  },
  {
    name: 'n messages with a call, then their results reversed',
    units: 'calls',
    once: 500,
    make: (n) => body([user('Look'), ...count(n, asking), ...count(n, result).toReversed()]),
  },
  {
    name: 'one id used n times',
    units: 'calls',
    once: 500,
    make: (n) => body([user('Look'), ...count(n, () => [asking(0), result(0)]).flat()]),
  },
  {
    name: 'one string of n bytes',
    units: 'bytes',
    once: 5e6 / 64,
    make: (n) => body([user('Look'), asking(0), { ...result(0), content: 'The line said “no”.\n'.repeat(n / 25) }]),
  },
  {
    name: 'one line of n bytes',
    units: 'bytes',
    once: 50e6 / 64,
    make: (n) => body(count(Math.round(n / BYTES_OF_ROUND), round).flat()),
  },
  { name: 'n sessions woven into each other', units: 'sessions', once: 100, make: sessionLines },
  {
    name: 'n problems',
    units: 'problems',
    once: 500,
    make: (n) => body(count(n, (index) => [user('Look'), asking(index)]).flat()),
  },
]

const DIGITS = 7
const BYTES_OF_ROUND = JSON.stringify(round(0)).length

/**
 * Every session says its first message, then every session its second, and so on: the worst weaving there is.
 * @param {number} n
 */
function sessionLines(n) {
  const steps = [() => user('Look'), asking, result, () => ({ ...assistant(), content: 'Done.' })]
  const rows = steps.flatMap((step) => count(n, (index) => ({ session_id: `session-${padded(index)}`, ...step(index) })))
  return rows.map((row) => JSON.stringify(row)).join('\n')
}

/** @param {unknown[]} messages */
function body(messages) {
  return JSON.stringify({ model: 'gpt-4o', messages })
}

/** @param {number} index */
function round(index) {
  return [user('What is known about it? '.repeat(20)), asking(index), { ...result(index), content: 'It is late. '.repeat(100) }]
}

/** @param {string} content */
function user(content) {
  return { role: 'user', content }
}

function assistant() {
  return { role: 'assistant', content: null }
}

/** @param {number} index */
function asking(index) {
  return { ...assistant(), tool_calls: [call(index)] }
}

/** @param {number} index */
function call(index) {
  return { id: `call_${padded(index)}`, type: 'function', function: { name: 'look_up', arguments: '{"query":"it"}' } }
}

/** @param {number} index */
function result(index) {
  return { role: 'tool', tool_call_id: `call_${padded(index)}`, content: 'found' }
}

/** Ids of one length: n units have n times the bytes. @param {number} index */
function padded(index) {
  return String(index).padStart(DIGITS, '0')
}

/**
 * @template T
 * @param {number} n
 * @param {(index: number) => T} make
 */
function count(n, make) {
  return Array.from({ length: n }, (_, index) => make(index))
}
