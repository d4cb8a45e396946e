/**
 * Times inspect and repair of one trap at growing sizes and prints the milliseconds. Started by growth.mjs.
 */
import { traps } from './data/traps.mjs'

/** @typedef {{ trap: number, factors: number[], runs: number | undefined }} Order */

const options = { target: 'openai-chat' }
const WARM_UP_MS = 1500
/** A size is run again and again for so long and its average counts, so that each pays its share of collecting garbage. */
const MEASURE_MS = 300
/** All sizes are gone through so often and the best average counts: the first one shall have no colder code than the last. */
const PASSES = 3
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
  for (let pass = 0; pass < PASSES; pass += 1) passes.push(timeAll(task))
  milliseconds[name] = (passes[0] ?? []).map((_, index) => Math.min(...passes.map((times) => times[index] ?? Infinity)))
}
console.log(JSON.stringify(milliseconds))

/** @param {(bytes: Uint8Array) => void} task */
function timeAll(task) {
  const times = []
  for (const factor of order.factors) {
    if ((times.at(-1) ?? 0) > LONGEST_MS) break
    const bytes = encoder.encode(trap?.make(Math.round(trap.once * factor)))
    times.push(timeOften(() => task(bytes)))
  }
  return times
}

/**
 * Milliseconds the processor worked for one run, collecting garbage included: unlike the time that passes, it hardly grows when others keep
 * the machine busy.
 * @param {() => void} task
 */
function timeOften(task) {
  const started = performance.now()
  const before = process.cpuUsage()
  let runs = 0
  do {
    task()
    runs += 1
  } while (order.runs === undefined ? performance.now() - started < MEASURE_MS : runs < order.runs)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000 / runs
}
