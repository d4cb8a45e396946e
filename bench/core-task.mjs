/**
 * Runs tasks of the library over one file, in turn, and prints their times and the peak of the memory. Started by core.mjs.
 */
import { closeSync, createReadStream, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import { median, peakMemory, time } from './measure.mjs'

/** @typedef {'floor' | 'inspect' | 'repair'} TaskName */
/** @typedef {'whole' | 'stream' | 'file'} Way `file`: read at any place, in windows */
/** @typedef {{ path: string, warmUp: string, warmUpMs: number, tasks: TaskName[], runs: number, ways: Record<TaskName, Way> }} Order */

const READ_AT_ONCE = 2 ** 20
const options = { target: 'openai-chat' }

/** @type {Order} */
const order = JSON.parse(process.argv[2] ?? '')
/** @type {typeof import('../dist/lib/index.js')} */
const library = await import(new URL('../dist/lib/index.js', import.meta.url).href)

/** @type {Record<TaskName, Partial<Record<Way, (path: string) => unknown>>>} */
const TASKS = {
  floor: {
    whole: (path) => parseLines(new TextDecoder().decode(readFileSync(path)), { rest: '', records: 0 }, true),
    stream: parseStream,
  },
  inspect: {
    whole: (path) => library.inspect(new Uint8Array(readFileSync(path)), options),
    stream: (path) => library.inspectStream(chunksOf(path), options),
    file: inspectFile,
  },
  repair: {
    whole: (path) => library.repair(new Uint8Array(readFileSync(path)), options),
    stream: (path) => library.repairStream(chunksOf(path), { ...options, write: () => {} }),
  },
}

/** @type {Record<string, number[]>} */
const times = Object.fromEntries(order.tasks.map((task) => [task, []]))
for (const task of order.tasks) {
  // The first runs pay for compiling.
  const started = performance.now()
  do await taskOf(task)(order.warmUp)
  while (performance.now() - started < order.warmUpMs)
}
for (let run = 0; run < order.runs; run += 1) {
  // In turn, run by run, so that a machine that slows down slows all of them.
  for (const task of order.tasks) times[task]?.push(await time(() => taskOf(task)(order.path)))
}
const medians = Object.fromEntries(Object.entries(times).map(([task, numbers]) => [task, median(numbers)]))
console.log(JSON.stringify({ medians, peak: peakMemory() }))

/** @param {TaskName} name */
function taskOf(name) {
  const task = TASKS[name][order.ways[name]]
  if (!task) throw new Error(`bench: ${name} knows no way ${order.ways[name]}`)
  return task
}

/** @param {string} path */
function inspectFile(path) {
  const file = openSync(path, 'r')
  /** @type {import('../dist/lib/index.js').SourceBytes['read']} */
  const read = (start, end) => {
    const bytes = new Uint8Array(end - start)
    return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, start))
  }
  try {
    return library.inspectSource({ length: fstatSync(file).size, read }, options)
  } finally {
    closeSync(file)
  }
}

/**
 * The floor of a big file: chunks are decoded, split at line ends and parsed, and nothing is kept.
 * @param {string} path
 */
async function parseStream(path) {
  const decoder = new TextDecoder()
  const state = { rest: '', records: 0 }
  for await (const chunk of chunksOf(path)) {
    parseLines(decoder.decode(chunk, { stream: true }), state, false)
  }
  parseLines(decoder.decode(), state, true)
  return state.records
}

/**
 * One record a line, as every file of this benchmark is written; the lines of a list end in a comma, its brackets stand alone.
 * @param {string} text
 * @param {{ rest: string, records: number }} state
 * @param {boolean} isLast
 */
function parseLines(text, state, isLast) {
  const lines = (state.rest + text).split('\n')
  state.rest = isLast ? '' : (lines.pop() ?? '')
  for (const line of lines) {
    if (line.length < 2) continue
    JSON.parse(line.endsWith(',') ? line.slice(0, -1) : line)
    state.records += 1
  }
}

/** @param {string} path */
function chunksOf(path) {
  return createReadStream(path, { highWaterMark: READ_AT_ONCE })
}
