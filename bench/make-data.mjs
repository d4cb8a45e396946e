/**
 * Writes one file of data and prints what is in it. A process of its own: what it leaves in memory counts for nobody.
 *
 *   node bench/make-data.mjs '{ "path": "…", "shape": "lines", "bytes": 1000000, "messages": null, "seed": 1 }'
 */
import { closeSync, openSync, renameSync, writeFileSync } from 'node:fs'
import { messageList } from './data/message-list.mjs'
import { randomFrom } from './data/random.mjs'
import { requestLines } from './data/request-lines.mjs'
import { sessionRows } from './data/session-rows.mjs'

/**
 * `parts` never ends: it is asked for more until the file is as long as wanted.
 * @typedef {object} Shape
 * @property {string} start
 * @property {string} between
 * @property {string} end
 * @property {(random: import('./data/random.mjs').Random) => Iterable<{ text: string, messages: number }>} parts
 */

/** @typedef {{ path: string, shape: string, bytes: number | null, messages: number | null, seed: number }} Order */

const SHAPES = { lines: requestLines, list: messageList, sessions: sessionRows }
const WRITTEN_AT_ONCE = 2 ** 20

/** @type {Order} */
const order = JSON.parse(process.argv[2] ?? '')
const unfinished = `${order.path}.${process.pid}`
const made = write(unfinished)
renameSync(unfinished, order.path)
console.log(JSON.stringify(made))

/** @param {string} path */
function write(path) {
  const shape = SHAPES[/** @type {keyof typeof SHAPES} */ (order.shape)]
  const file = openSync(path, 'w')
  const made = { bytes: 0, messages: 0, records: 0 }
  let waiting = ''
  /** @param {string} text */
  const add = (text) => {
    made.bytes += Buffer.byteLength(text)
    waiting += text
    if (waiting.length < WRITTEN_AT_ONCE) return
    writeFileSync(file, waiting)
    waiting = ''
  }
  add(shape.start)
  for (const part of shape.parts(randomFrom(order.seed))) {
    add(made.records === 0 ? part.text : shape.between + part.text)
    made.records += 1
    made.messages += part.messages
    if (order.messages === null ? made.bytes >= (order.bytes ?? 0) : made.messages >= order.messages) break
  }
  writeFileSync(file, waiting + shape.end)
  closeSync(file)
  return { ...made, bytes: made.bytes + Buffer.byteLength(shape.end) }
}
