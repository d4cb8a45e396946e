/**
 * Measures inspect and repair against the floor, all in one run: times differ between machines and days, ratios much less.
 *
 *   node bench/bench.mjs [--sizes 1,10,50] [--runs 5] [--seed 1]
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { chatLines, chatList } from './chat-data.mjs'

const LIBRARY = fileURLToPath(new URL('../dist/lib/index.js', import.meta.url))
const MEGABYTE = 1e6

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1,10,50' },
    runs: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
  },
})
if (!existsSync(LIBRARY)) {
  console.error('bench: there is no dist/lib yet, run `npm run build`')
  process.exit(1)
}
const { inspect, repair } = await import(LIBRARY)
const options = { target: 'openai-chat' }

const SHAPES = [
  { name: 'lines', make: chatLines, parse: parseLines },
  { name: 'list', make: chatList, parse: JSON.parse },
]

const folder = mkdtempSync(join(tmpdir(), 'toolmend-bench-'))
const table = []
try {
  for (const shape of SHAPES) measure(shape, 1) // not shown: the first run pays for compiling
  for (const size of values.sizes.split(',').map(Number)) for (const shape of SHAPES) table.push(measure(shape, size))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

console.log(
  `${cpus()[0]?.model ?? 'unknown CPU'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB; Node ${process.version}`,
)
console.log(`Medians of ${values.runs} runs, seed ${values.seed}. Floor: read the bytes, decode them, JSON.parse each record.\n`)
print(['data', 'MB', 'floor ms', 'floor MB/s', 'inspect ms', '× floor', 'repair ms', '× floor', 'errors', 'changes'], table)

/**
 * The three are timed in turn, run by run, so that a machine that slows down slows all of them.
 * @param {(typeof SHAPES)[number]} shape
 * @param {number} size
 */
function measure({ name, make, parse }, size) {
  const path = join(folder, `${name}-${size}`)
  writeFileSync(path, make({ bytes: size * MEGABYTE, seed: Number(values.seed) }))
  const read = () => new Uint8Array(readFileSync(path))
  const bytes = read().length
  const tasks = {
    floor: () => parse(new TextDecoder().decode(read())),
    inspect: () => inspect(read(), options),
    repair: () => repair(read(), options),
  }
  /** @type {Record<keyof typeof tasks, number[]>} */
  const times = { floor: [], inspect: [], repair: [] }
  for (let run = 0; run < Number(values.runs); run += 1) {
    times.floor.push(time(tasks.floor))
    times.inspect.push(time(tasks.inspect))
    times.repair.push(time(tasks.repair))
  }
  const [floor, inspected, repaired] = [median(times.floor), median(times.inspect), median(times.repair)]
  const errors = tasks.inspect().problems.filter(isError).length
  const changes = tasks.repair().changes.length
  return [
    name,
    (bytes / MEGABYTE).toFixed(1),
    floor.toFixed(0),
    (bytes / MEGABYTE / (floor / 1000)).toFixed(0),
    inspected.toFixed(0),
    (inspected / floor).toFixed(1),
    repaired.toFixed(0),
    (repaired / floor).toFixed(1),
    String(errors),
    String(changes),
  ]
}

/** @param {string} text */
function parseLines(text) {
  let records = 0
  for (const line of text.split('\n')) if (line !== '' && JSON.parse(line)) records += 1
  return records
}

/** @param {{ severity: string }} problem */
function isError({ severity }) {
  return severity === 'error'
}

/**
 * Milliseconds. Garbage of the task before is collected first where Node was started with --expose-gc, as `npm run bench` does.
 * @param {() => unknown} task
 */
function time(task) {
  globalThis.gc?.()
  const started = performance.now()
  task()
  return performance.now() - started
}

/** @param {number[]} numbers */
function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
}

/**
 * A Markdown table, to be pasted into README.md.
 * @param {string[]} header
 * @param {string[][]} rows
 */
function print(header, rows) {
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)))
  /** @param {string[]} row */
  const line = (row) => `| ${row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join(' | ')} |`
  console.log(
    [line(header), `| ${widths.map((width) => `${'-'.repeat(width - 1)}:`).join(' | ')} |`, ...rows.map(line)].join('\n'),
  )
}
