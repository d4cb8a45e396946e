import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { dataFile } from './data/data-file.mjs'
import { median, MEGABYTE, megabytes, NOTHING, printTable, run, runsFor, say, sayError, seconds } from './measure.mjs'

/**
 * @typedef {object} Tool
 * @property {string} name
 * @property {string[] | undefined} command undefined where it is not installed
 * @property {number[]} fine exit statuses that are no failure
 */

/** @typedef {{ milliseconds: number, peak: number | undefined } | { failed: string }} Measured */

const COMMAND = fileURLToPath(new URL('../bin/toolmend.js', import.meta.url))
const PAIRING = fileURLToPath(new URL('pairing.py', import.meta.url))
const PYTHON = pathOfPython()
/** @type {import('./data/data-file.mjs').ShapeName[]} */
const SHAPES = ['lines', 'list']
/** The lines are made one list first: there is no other way to parse them as a whole. */
const PARSE_WHOLE = `const text = fs.readFileSync(process.argv[1], 'utf8')
JSON.parse(text[0] === '[' ? text : '[' + text.trim().replaceAll('\\n', ',') + ']')`
/** Runs a program and writes its peak of memory into a file, as `getrusage` says it. */
const PYTHON_WRAPPER = `import resource, subprocess, sys
status = subprocess.call(sys.argv[2:])
open(sys.argv[1], 'w').write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
sys.exit(status)`
const UNIT_OF_MAXRSS = process.platform === 'darwin' ? 1 : 1024

/**
 * The command line against what people use instead, on the same files. Every program has a process of its own; what it prints is thrown
 * away, a repair goes to a file.
 * @param {import('./bench.mjs').Options} options
 */
export async function benchTools({ sizes, shapes, seed, runs }) {
  const folder = mkdtempSync(join(tmpdir(), 'toolmend-bench-'))
  const rows = []
  try {
    for (const size of sizes) {
      for (const shape of SHAPES.filter((name) => shapes.includes(name))) {
        say(`tools, ${shape}, ${size} MB`)
        const { path, bytes } = await dataFile({ shape, megabytes: size, seed })
        const tools = toolsFor(path, join(folder, 'repaired'))
        const measured = await measureInTurn(tools, runs ?? runsFor(size), join(folder, 'peak'))
        rows.push(...tools.map(({ name }, index) => [shape, megabytes(bytes), name, ...cellsOf(measured, index, bytes)]))
      }
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
  console.log('## The command line and what people use instead\n')
  printTable(['data', 'MB', 'command', 's', 'MB/s', '× inspect', 'peak MB'], rows)
}

/**
 * @param {string} path
 * @param {string} repaired
 * @returns {Tool[]}
 */
function toolsFor(path, repaired) {
  const node = process.execPath
  const target = ['--target', 'openai-chat']
  const jq = isInstalled('jq') ? ['jq', '-c', '.', path] : undefined
  return [
    { name: 'toolmend inspect', command: [node, COMMAND, 'inspect', path, ...target], fine: [0, 1] },
    { name: 'toolmend repair -o', command: [node, COMMAND, 'repair', path, ...target, '-o', repaired], fine: [0, 1] },
    { name: 'jq -c .', command: jq, fine: [0] },
    { name: 'python3 pairing.py', command: PYTHON ? [PYTHON, PAIRING, path] : undefined, fine: [0] },
    { name: 'node -e JSON.parse', command: [node, '-e', PARSE_WHOLE, path], fine: [0] },
  ]
}

/**
 * @param {Tool[]} tools
 * @param {number} runs
 * @param {string} notes
 * @returns {Promise<Measured[]>}
 */
async function measureInTurn(tools, runs, notes) {
  /** @type {Measured[][]} */
  const measured = tools.map(() => [])
  for (let turn = 0; turn < runs; turn += 1) {
    for (const [index, tool] of tools.entries()) {
      const before = measured[index]?.at(-1)
      if (!before || !('failed' in before)) measured[index]?.push(await measure(tool, notes))
    }
  }
  return measured.map(summarise)
}

/**
 * @param {Tool} tool
 * @param {string} notes
 * @returns {Promise<Measured>}
 */
async function measure({ command, fine }, notes) {
  if (!command) return { failed: 'not installed' }
  const [program = '', ...args] = [...wrapperFor(notes), ...command]
  const { status, stderr, milliseconds, timedOut } = await run(program, args, { output: 'ignore' })
  if (timedOut) return { failed: `stopped after ${seconds(milliseconds)} s` }
  if (status === null || !fine.includes(status)) return { failed: sayError(stderr, status) }
  return { milliseconds, peak: readPeak(notes) }
}

/**
 * The process that started a program is the only one who is told how much memory it took at most.
 * @param {string} notes
 */
function wrapperFor(notes) {
  if (spawnSync('/usr/bin/time', ['--version']).status === 0) return ['/usr/bin/time', '-q', '-f', '%M', '-o', notes]
  return PYTHON ? [PYTHON, '-c', PYTHON_WRAPPER, notes] : []
}

/** @param {string} notes */
function readPeak(notes) {
  try {
    return Number(readFileSync(notes, 'utf8')) * UNIT_OF_MAXRSS
  } catch {
    return undefined
  }
}

/**
 * @param {Measured[]} turns
 * @returns {Measured}
 */
function summarise(turns) {
  const good = turns.flatMap((turn) => ('failed' in turn ? [] : [turn]))
  if (good.length < turns.length) return turns.at(-1) ?? { failed: NOTHING }
  const peaks = good.flatMap(({ peak }) => peak ?? [])
  return {
    milliseconds: median(good.map(({ milliseconds }) => milliseconds)),
    peak: peaks.length > 0 ? Math.max(...peaks) : undefined,
  }
}

/**
 * @param {Measured[]} measured the first is that of `inspect`
 * @param {number} index
 * @param {number} bytes
 */
function cellsOf(measured, index, bytes) {
  const [inspect, own] = [measured[0], measured[index]]
  if (!own || 'failed' in own) return [own?.failed ?? NOTHING, NOTHING, NOTHING, NOTHING]
  const ratio = !inspect || 'failed' in inspect ? NOTHING : (own.milliseconds / inspect.milliseconds).toFixed(2)
  const peak = own.peak === undefined ? NOTHING : megabytes(own.peak)
  return [seconds(own.milliseconds), (bytes / MEGABYTE / (own.milliseconds / 1000)).toFixed(0), ratio, peak]
}

/** @param {string} program */
function isInstalled(program) {
  return spawnSync(program, ['--version']).status === 0
}

/** The program itself: what stands on the path may be a script that looks for it. */
function pathOfPython() {
  const { status, stdout } = spawnSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' })
  return status === 0 ? stdout.trim() : undefined
}
