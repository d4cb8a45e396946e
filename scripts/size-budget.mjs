/**
 * What the page makes a browser load before anybody can do anything: the scripts its HTML names and all they import. More
 * than the budget fails. What comes later is listed, not counted: it is fetched while nobody waits, or when it is asked for.
 *
 *   node scripts/size-budget.mjs [--budget kB] [--site folder]
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'

const SITE = fileURLToPath(new URL('../dist/site', import.meta.url))
const BUDGET_KB = 120
const KB = 1000

/** @typedef {(file: string) => string} Read text of a file of the site, by its path inside it */

/**
 * Scripts of the site by when they come: `start` with the page, `idle` what those ask for by themselves, `later` the rest.
 * @param {Read} read
 * @param {readonly string[]} scripts
 */
export function groupScripts(read, scripts) {
  const start = closure(
    read,
    scripts,
    [...read('index.html').matchAll(/<(?:script|link)\b[^>]*>/g)].flatMap(([tag]) => scriptOf(tag)),
  )
  const idle = closure(
    read,
    scripts,
    start.flatMap((file) => asked(read(file), file, scripts)),
  )
  const first = new Set([...start, ...idle])
  return { start, idle: idle.filter((file) => !start.includes(file)), later: scripts.filter((file) => !first.has(file)) }
}

/** @param {string} tag */
function scriptOf(tag) {
  const isScript = tag.startsWith('<script') || /rel="modulepreload"/.test(tag)
  const path = isScript && /(?:src|href)="\.\/([^"]+)"/.exec(tag)?.[1]
  return path ? [path] : []
}

/**
 * These files and all they import.
 * @param {Read} read
 * @param {readonly string[]} scripts
 * @param {readonly string[]} roots
 */
function closure(read, scripts, roots) {
  const found = new Set(roots)
  for (const file of found) {
    const imports = read(file).matchAll(/\b(?:from|import)\s*["'](\.[^"']+\.js)["']/g)
    for (const [, path] of imports) found.add(resolve(file, path ?? '', scripts))
  }
  return [...found]
}

/**
 * Files a script asks for while it runs: imports that wait, and workers.
 * @param {string} code
 * @param {string} file
 * @param {readonly string[]} scripts
 */
function asked(code, file, scripts) {
  const calls = code.matchAll(/\b(?:import|URL)\(\s*["'`]([^"'`]+\.js)["'`]/g)
  return [...calls].map(([, path]) => resolve(file, path ?? '', scripts))
}

/**
 * @param {string} from
 * @param {string} path
 * @param {readonly string[]} scripts
 */
function resolve(from, path, scripts) {
  const file = posix.join(posix.dirname(from), path)
  if (!scripts.includes(file)) throw new Error(`size-budget: ${from} imports ${path}, which is not in the site`)
  return file
}

/**
 * Prints kilobytes as they travel, and gives their sum.
 * @param {Read} read
 * @param {string} title
 * @param {readonly string[]} files
 */
function list(read, title, files) {
  const sizes = files.map((file) => ({ file, kB: gzipSync(read(file)).length / KB })).toSorted((a, b) => b.kB - a.kB)
  const total = sizes.reduce((sum, { kB }) => sum + kB, 0)
  console.log(`${total.toFixed(1).padStart(8)} kB  ${title}`)
  for (const { file, kB } of sizes) console.log(`${kB.toFixed(1).padStart(12)}  ${file}`)
  return total
}

function main() {
  const { values } = parseArgs({
    options: { budget: { type: 'string', default: String(BUDGET_KB) }, site: { type: 'string', default: SITE } },
  })
  const { budget, site } = values
  /** @type {Read} */
  const read = (file) => readFileSync(join(site, file), 'utf8')
  const { start, idle, later } = groupScripts(read, scriptsOf(site))
  const total = list(read, 'before the first interaction', start)
  list(read, 'in idle moments, nobody waits', idle)
  list(read, 'when it is needed', later)
  if (total <= Number(budget)) return
  console.error(`size-budget: ${total.toFixed(1)} kB before the first interaction, the budget is ${budget} kB`)
  process.exitCode = 1
}

/**
 * Paths inside the site.
 * @param {string} site
 */
function scriptsOf(site) {
  const files = readdirSync(site, { recursive: true, encoding: 'utf8' })
  return files.filter((file) => file.endsWith('.js')).map((file) => file.replaceAll('\\', '/'))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main()
