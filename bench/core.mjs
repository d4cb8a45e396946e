import { dataFile } from './data/data-file.mjs'
import { MEGABYTE, megabytes, NOTHING, printTable, runNode, runsFor, say, seconds } from './measure.mjs'

/** @typedef {import('./bench.mjs').Options} Options */
/** @typedef {import('./core-task.mjs').TaskName} TaskName */

/** Files above this size are never held as a whole, where the library can. */
const STREAMED_ABOVE = 50
const WARM_UP_MS = 2000
/** @type {import('./data/data-file.mjs').ShapeName[]} */
const SHAPES = ['lines', 'list', 'sessions']
/** @type {TaskName[]} */
const TASKS = ['floor', 'inspect', 'repair']

/**
 * `inspect` and `repair` against the floor. Times are those of one process that does all three in turn; each peak of memory is that of a
 * process that does nothing else.
 * @param {Options} options
 */
export async function benchCore({ sizes, shapes, seed, runs }) {
  const rows = []
  for (const size of sizes) {
    for (const shape of SHAPES.filter((name) => shapes.includes(name))) {
      say(`core, ${shape}, ${size} MB`)
      const { path, bytes } = await dataFile({ shape, megabytes: size, seed })
      const warmUp = (await dataFile({ shape, megabytes: 1, seed })).path
      const ways = waysFor(shape, size)
      const order = { path, warmUp, ways }
      const times = await runNode('core-task.mjs', { ...order, tasks: TASKS, runs: runs ?? runsFor(size), warmUpMs: WARM_UP_MS })
      const peaks = []
      for (const task of TASKS) peaks.push(await runNode('core-task.mjs', { ...order, tasks: [task], runs: 1, warmUpMs: 0 }))
      rows.push([shape, megabytes(bytes), ...cellsOf(times, peaks, bytes), wordFor(ways)])
    }
  }
  console.log('## inspect and repair against the floor\n')
  console.log('Floor: read the bytes, decode them, JSON.parse each record.\n')
  printTable(
    [
      'data',
      'MB',
      'floor s',
      'floor MB/s',
      'inspect s',
      '× floor',
      'repair s',
      '× floor',
      'floor peak MB',
      'inspect peak MB',
      'repair peak MB',
      'inspect, repair read',
    ],
    rows,
  )
}

/**
 * One long list is read at any place of its file, in windows; what has one record a line, as a stream.
 * @param {string} shape
 * @param {number} size in megabytes
 * @returns {import('./core-task.mjs').Order['ways']}
 */
function waysFor(shape, size) {
  if (size <= STREAMED_ABOVE) return { floor: 'whole', inspect: 'whole', repair: 'whole' }
  return { floor: 'stream', inspect: shape === 'list' ? 'file' : 'stream', repair: 'stream' }
}

/** @param {import('./core-task.mjs').Order['ways']} ways */
function wordFor({ inspect, repair }) {
  return inspect === repair ? inspect : `${inspect}, ${repair}`
}

/**
 * @param {import('./measure.mjs').Outcome} times
 * @param {import('./measure.mjs').Outcome[]} peaks
 * @param {number} bytes
 */
function cellsOf(times, peaks, bytes) {
  const peakCells = peaks.map((peak) => ('failed' in peak ? peak.failed : megabytes(peak.value.peak)))
  if ('failed' in times) return [times.failed, ...Array.from({ length: 5 }, () => NOTHING), ...peakCells]
  const { floor, inspect, repair } = times.value.medians
  return [
    seconds(floor),
    (bytes / MEGABYTE / (floor / 1000)).toFixed(0),
    seconds(inspect),
    (inspect / floor).toFixed(2),
    seconds(repair),
    (repair / floor).toFixed(2),
    ...peakCells,
  ]
}
