import { spawn } from 'node:child_process'
import { cpus, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'

/** What every section needs: processes of their own, times, and tables of Markdown. */

export const MEGABYTE = 1e6
/** What a cell says where there is nothing to say. */
export const NOTHING = '–'
const PATIENCE_MS = 600_000
const HEAD_OF_ERROR = 60

/** @typedef {{ value: any } | { failed: string }} Outcome */

/**
 * Runs a script of this folder in a Node of its own and gives what it printed, as JSON. Its memory is its own too: peaks of one do not
 * count for the next.
 * @param {string} script from this folder
 * @param {unknown} order handed over as JSON
 * @returns {Promise<Outcome>}
 */
export async function runNode(script, order) {
  const path = fileURLToPath(new URL(script, import.meta.url))
  const { status, stdout, stderr, timedOut } = await run(process.execPath, [path, JSON.stringify(order)])
  if (timedOut) return { failed: `> ${PATIENCE_MS / 1000} s` }
  if (status !== 0) return { failed: sayError(stderr, status) }
  return { value: JSON.parse(stdout) }
}

/**
 * Runs a program to its end, for at most ten minutes.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ output?: 'ignore' | 'pipe' }} [options] what becomes of the standard output
 * @returns {Promise<{ status: number | null, stdout: string, stderr: string, milliseconds: number, timedOut: boolean }>}
 */
export function run(command, args, { output = 'pipe' } = {}) {
  return new Promise((done, fail) => {
    const started = performance.now()
    // A group of its own, so that what the program started ends with it.
    const child = spawn(command, args, { stdio: ['ignore', output, 'pipe'], detached: true })
    const said = { stdout: '', stderr: '' }
    let timedOut = false
    const stop = () => child.pid !== undefined && process.kill(-child.pid, 'SIGKILL')
    const interrupt = () => {
      stop()
      process.exit(130)
    }
    process.once('SIGINT', interrupt)
    const timer = setTimeout(() => {
      timedOut = true
      stop()
    }, PATIENCE_MS)
    child.stdout?.setEncoding('utf8').on('data', (text) => (said.stdout += text))
    child.stderr?.setEncoding('utf8').on('data', (text) => (said.stderr += text))
    child.once('error', fail)
    child.once('close', (status) => {
      clearTimeout(timer)
      process.off('SIGINT', interrupt)
      done({ status, ...said, milliseconds: performance.now() - started, timedOut })
    })
  })
}

/**
 * The line that names the error, short enough for a cell.
 * @param {string} stderr
 * @param {number | null} status
 */
export function sayError(stderr, status) {
  const line = stderr.split('\n').find((text) => /error/i.test(text)) ?? `exit ${status}`
  return line.replaceAll('|', '/').trim().slice(0, HEAD_OF_ERROR)
}

/**
 * Milliseconds. No garbage is collected by force before: with the last object of a kind V8 also forgets the code it compiled for that
 * kind, and small inputs then seemed three times as slow as they are.
 * @param {() => unknown} task waited for when it is a promise
 */
export async function time(task) {
  const started = performance.now()
  await task()
  return performance.now() - started
}

/** Peak of the memory of this process so far, in bytes. */
export function peakMemory() {
  return process.resourceUsage().maxRSS * 1024
}

/** @param {readonly number[]} numbers */
export function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
}

/** Big files are read fewer times: what varies from run to run is small beside them. @param {number} megabytes */
export function runsFor(megabytes) {
  if (megabytes > 200) return 1
  return megabytes > 20 ? 3 : 5
}

/** @param {number} milliseconds */
export function seconds(milliseconds) {
  return (milliseconds / 1000).toFixed(milliseconds < 100 ? 3 : milliseconds < 10_000 ? 2 : 1)
}

/** @param {number} bytes */
export function megabytes(bytes) {
  return (bytes / MEGABYTE).toFixed(bytes < 10 * MEGABYTE ? 1 : 0)
}

/** What is being measured now, for a person who waits; the tables alone go to the standard output. @param {string} text */
export function say(text) {
  process.stderr.write(`bench: ${text}\n`)
}

/** The machine in one line: figures mean nothing without it. */
export function machine() {
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB`
  return `${cpus()[0]?.model ?? 'unknown CPU'}, ${cpus().length} cores, ${memory}; Node ${process.version}`
}

/**
 * A Markdown table.
 * @param {readonly string[]} header
 * @param {readonly (readonly string[])[]} rows
 */
export function printTable(header, rows) {
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)))
  /** @param {readonly string[]} row */
  const line = (row) => `| ${row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join(' | ')} |`
  const rule = `| ${widths.map((width) => `${'-'.repeat(width - 1)}:`).join(' | ')} |`
  console.log(`${[line(header), rule, ...rows.map(line)].join('\n')}\n`)
}
