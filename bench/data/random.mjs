/** Chance that can be repeated: the same seed gives the same numbers on every machine. */

/** @typedef {() => number} Random from 0 to 1, 1 not included */

const WORDS =
  'the customer asked for an invoice of last month and the order was shipped late because several items were out of stock so a refund of part of the amount – 12,50 € – is due before “Friday” naïve café 東京 ok'.split(
    ' ',
  )

/**
 * mulberry32: small, fast, and the same everywhere.
 * @param {number} seed
 * @returns {Random}
 */
export function randomFrom(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * Words with some text beyond ASCII.
 * @param {Random} random
 * @param {number} least words
 * @param {number} most words
 */
export function textOf(random, least, most) {
  let text = pick(random, WORDS)
  for (let left = least + Math.floor(random() * (most - least)); left > 1; left -= 1) text += ` ${pick(random, WORDS)}`
  return text
}

/**
 * @template T
 * @param {Random} random
 * @param {readonly T[]} choices
 */
export function pick(random, choices) {
  return /** @type {T} */ (choices[Math.floor(random() * choices.length)])
}
