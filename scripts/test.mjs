/**
 * `npm test`: every check, cheapest first, one line each. Stops at the first that fails and shows what it said.
 * The last line of a good run is `N passed, 0 failed`: unit and browser tests together.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const reports = mkdtempSync(join(tmpdir(), 'toolmend-test-'))

/** @typedef {{ name: string, script: string, tests?: 'vitest' | 'playwright' }} Step */

/** @type {Step[]} */
const STEPS = [
  { name: 'library', script: 'build:lib' }, // first: the types of the command and the generated pages come from it
  { name: 'types', script: 'types' },
  { name: 'lint', script: 'lint' },
  { name: 'format', script: 'format:check' },
  { name: 'generated files', script: 'generate:check' },
  { name: 'dead code', script: 'dead' },
  { name: 'unit tests', script: 'unit', tests: 'vitest' },
  { name: 'site', script: 'build:site' },
  { name: 'size budget', script: 'size' },
  { name: 'package', script: 'package' },
  { name: 'browser tests', script: 'e2e', tests: 'playwright' },
]

const totals = { passed: 0, failed: 0 }
for (const step of STEPS) {
  const started = performance.now()
  const { isGood, output } = run(step)
  const counts = step.tests && readCounts(step.tests)
  if (counts) {
    totals.passed += counts.passed
    totals.failed += counts.failed
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(
    `${isGood ? '✓' : '✗'} ${step.name.padEnd(16)} ${seconds.padStart(6)} s${counts ? `  ${counts.passed} passed` : ''}`,
  )
  if (isGood) continue
  console.log(`\n${output}\nnpm run ${step.script} failed; the steps after it did not run.`)
  if (totals.failed > 0) console.log(`${totals.passed} passed, ${totals.failed} failed`)
  process.exitCode = 1
  break
}
rmSync(reports, { recursive: true, force: true })
if (!process.exitCode) console.log(`${totals.passed} passed, 0 failed`)

/** @param {Step} step */
function run({ script, tests }) {
  const args = ['run', '--silent', script]
  if (tests === 'vitest')
    args.push('--', '--reporter=default', '--reporter=json', `--outputFile.json=${join(reports, 'vitest.json')}`)
  if (tests === 'playwright') args.push('--', '--reporter=list,json')
  const { status, stdout, stderr } = spawnSync('npm', args, {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: join(reports, 'playwright.json') },
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === 'win32',
  })
  return { isGood: status === 0, output: stdout + stderr }
}

/**
 * Undefined when the run ended before it could write its report.
 * @param {'vitest' | 'playwright'} tool
 * @returns {{ passed: number, failed: number } | undefined}
 */
function readCounts(tool) {
  let report
  try {
    report = JSON.parse(readFileSync(join(reports, `${tool}.json`), 'utf8'))
  } catch {
    return undefined
  }
  return tool === 'vitest'
    ? { passed: report.numPassedTests, failed: report.numFailedTests }
    : { passed: report.stats.expected, failed: report.stats.unexpected + report.stats.flaky }
}
