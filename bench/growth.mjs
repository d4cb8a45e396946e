import { traps } from './data/traps.mjs'
import { NOTHING, printTable, runNode, say } from './measure.mjs'

const FACTORS = [1, 2, 4, 8, 16, 32, 64]
const TASKS = ['inspect', 'repair']

/**
 * Growth curves: the time for one unit as a multiple of the time for one unit at 1x. Linear is 1.00 all the way; what is quadratic
 * doubles from column to column.
 * @param {import('./bench.mjs').Options} options
 */
export async function benchGrowth({ runs }) {
  const rows = []
  for (const [index, { name, once, units }] of traps.entries()) {
    say(`growth, ${name}`)
    const outcome = await runNode('growth-task.mjs', { trap: index, factors: FACTORS, runs })
    for (const task of TASKS) {
      const cells = 'failed' in outcome ? [outcome.failed] : cellsOf(outcome.value[task])
      const padding = Array.from({ length: FACTORS.length - cells.length }, () => NOTHING)
      rows.push([name, `${(once * 64).toLocaleString('en')} ${units}`, task, ...cells, ...padding])
    }
  }
  console.log('## Growth from 1x to 64x\n')
  console.log('Time for one unit, as a multiple of that at 1x: 1.00 is linear.\n')
  printTable(['trap', 'n at 64x', 'task', 'ms at 1x', ...FACTORS.slice(1).map((factor) => `${factor}x`)], rows)
}

/** @param {number[]} milliseconds by factor; shorter where it took too long */
function cellsOf(milliseconds) {
  const [once = Number.NaN, ...more] = milliseconds
  return [once.toFixed(1), ...more.map((time, index) => (time / once / (FACTORS[index + 1] ?? 1)).toFixed(2))]
}
