/**
 * Measures Toolmend, and what it is compared with, in one run: times differ between machines and days, ratios much less.
 *
 *   npm run bench -- [--only core,tools,growth,page] [--sizes 1,10,100,500] [--messages 5000,50000,500000]
 *     [--shapes lines,list,sessions] [--runs 5] [--seed 1]
 */
import { parseArgs } from 'node:util'
import { benchCore } from './core.mjs'
import { benchGrowth } from './growth.mjs'
import { machine } from './measure.mjs'
import { benchPage } from './page.mjs'
import { benchTools } from './tools.mjs'

/**
 * @typedef {object} Options
 * @property {number[]} sizes in megabytes
 * @property {number[]} messages
 * @property {string[]} shapes of the data, for what is measured with several
 * @property {number} seed
 * @property {number | undefined} runs as many as suit the size unless told
 */

/** @type {Record<string, (options: Options) => Promise<void>>} */
const SECTIONS = { core: benchCore, tools: benchTools, growth: benchGrowth, page: benchPage }

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: Object.keys(SECTIONS).join(',') },
    sizes: { type: 'string', default: '1,10,100,500' },
    messages: { type: 'string', default: '5000,50000,500000' },
    shapes: { type: 'string', default: 'lines,list,sessions' },
    runs: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
})

const started = performance.now()
console.log(`${machine()}. Seed ${values.seed}.\n`)
for (const name of values.only.split(',')) {
  const bench = SECTIONS[name]
  if (!bench) throw new Error(`bench: there is no section ${name}, only ${Object.keys(SECTIONS).join(', ')}`)
  await bench({
    sizes: numbers(values.sizes),
    messages: numbers(values.messages),
    shapes: values.shapes.split(','),
    seed: Number(values.seed),
    runs: values.runs === undefined ? undefined : Number(values.runs),
  })
}
console.log(`Took ${((performance.now() - started) / 60_000).toFixed(1)} min.`)

/** @param {string} list */
function numbers(list) {
  return list.split(',').filter(Boolean).map(Number)
}
