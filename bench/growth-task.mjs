/**
 * Times inspect and repair of one trap at growing sizes and prints the milliseconds. Started by growth.mjs.
 */
import { traps } from './data/traps.mjs'
import { time } from './measure.mjs'

/** @typedef {{ trap: number, factors: number[], runs: number | undefined }} Order */

const options = { target: 'openai-chat' }
const WARM_UP_MS = 1500
/** A size is timed again and again for so long, and the best counts: only what the code itself costs shall grow. */
const MEASURE_MS = 300
const FEWEST_RUNS = 2
/** All sizes are gone through twice, so that the first one has no colder code than the last. */
const PASSES = 2
/** Where one run takes longer, larger sizes are left out: what is not linear could take hours. */
const LONGEST_MS = 40_000

/** @type {Order} */
const order = JSON.parse(process.argv[2] ?? '')
const trap = traps[order.trap]
if (!trap) throw new Error(`bench: there is no trap ${order.trap}`)
const { inspect, repair } = await import(new URL('../dist/lib/index.js', import.meta.url).href)
const encoder = new TextEncoder()

/** @type {Record<string, (bytes: Uint8Array) => void>} */
const TASKS = { inspect: (bytes) => inspect(bytes, options), repair: (bytes) => repair(bytes, options) }
/** @type {Record<string, number[]>} */
const milliseconds = {}
for (const [name, task] of Object.entries(TASKS)) {
  const few = encoder.encode(trap.make(trap.once))
  for (const started = performance.now(); performance.now() - started < WARM_UP_MS; ) task(few)
  /** @type {number[][]} */
  const passes = []
  for (let pass = 0; pass < PASSES; pass += 1) passes.push(await timeAll(task))
  milliseconds[name] = (passes[0] ?? []).map((_, index) => Math.min(...passes.map((times) => times[index] ?? Infinity)))
}
console.log(JSON.stringify(milliseconds))

/** @param {(bytes: Uint8Array) => void} task */
async function timeAll(task) {
  const times = []
  for (const factor of order.factors) {
    if ((times.at(-1) ?? 0) > LONGEST_MS) break
    const bytes = encoder.encode(trap?.make(Math.round(trap.once * factor)))
    times.push(await timeOften(() => task(bytes)))
  }
  return times
}

/** @param {() => void} task */
async function timeOften(task) {
  const times = []
  const started = performance.now()
  const isEnough = () =>
    order.runs === undefined
      ? times.length >= FEWEST_RUNS && performance.now() - started > MEASURE_MS
      : times.length >= order.runs
  while (!isEnough()) times.push(await time(task))
  return Math.min(...times)
}
