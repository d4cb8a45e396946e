/**
 * Writes what follows from other files: the lists of formats, rules and targets, and the pages about them.
 *
 *   node scripts/generate.mjs           writes
 *   node scripts/generate.mjs --check   fails when a file is not what would be written
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { formatPages, rulePages } from './generate-pages.mjs'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })

/** @typedef {{ folder: string, list: string, type: string, contract: string, exported: RegExp }} Family */

/** @type {Family[]} */
const FAMILIES = [
  {
    folder: 'formats',
    list: 'formats',
    type: 'Format',
    contract: 'format.ts',
    exported: /^export const (\w+): (?:Record|Transcript)Format\b/gm,
  },
  { folder: 'rules', list: 'rules', type: 'Rule', contract: 'rule.ts', exported: /^export const (\w+) = defineRule\(/gm },
  { folder: 'targets', list: 'targets', type: 'Target', contract: 'target.ts', exported: /^export const (\w+): Target\b/gm },
]

const stale = writeAll(new Map(FAMILIES.map(indexOf)))

if (stale.length === 0 || !values.check) {
  // The pages come from the library itself, so they cannot say anything it does not do.
  const build = spawnSync('npm', ['run', '--silent', 'build:lib'], {
    cwd: ROOT,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (build.status !== 0) {
    console.error('generate: the library does not build, so no pages were written')
    process.exit(1)
  }
  const library = await import(pathToFileURL(join(ROOT, 'dist/lib/index.js')).href)
  const { FAMILIES, familyOf } = await import(pathToFileURL(join(ROOT, 'dist/lib/formats/families.js')).href)
  const order = Object.values(FAMILIES).flat()
  const formats = library.formats.toSorted(
    (/** @type {{ id: string }} */ a, /** @type {{ id: string }} */ b) => order.indexOf(a.id) - order.indexOf(b.id),
  )
  const pages = new Map([...rulePages(library), ...formatPages({ ...library, formats, familyOf })])
  stale.push(...writeAll(pages), ...removeOthers('docs/rules', pages), ...removeOthers('docs/formats', pages))
}

if (values.check && stale.length > 0) {
  console.error(`Not up to date, run \`npm run generate\`:\n${stale.map((path) => `  ${path}`).join('\n')}`)
  process.exitCode = 1
}

/**
 * The `index.ts` of a folder: every constant of its type, ordered by file and then by place in the file.
 * @param {Family} family
 * @returns {[path: string, text: string]}
 */
function indexOf({ folder, list, type, contract, exported }) {
  const path = join('src/core', folder)
  const files = readdirSync(join(ROOT, path)).filter(
    (name) => /^[\w-]+\.ts$/.test(name) && name !== contract && name !== 'index.ts',
  )
  const found = files
    .sort()
    .map((file) => ({
      file,
      names: [...readFileSync(join(ROOT, path, file), 'utf8').matchAll(exported)].map(([, name]) => name ?? ''),
    }))
    .filter(({ names }) => names.length > 0)
  const lines = [
    '// Written by `npm run generate`.',
    '',
    ...found.map(({ file, names }) => `import { ${[...names].sort().join(', ')} } from './${file}'`),
    `import type { ${type} } from './${contract}'`,
    '',
    `export const ${list}: readonly ${type}[] = [`,
    ...found.flatMap(({ names }) => names.map((name) => `  ${name},`)),
    ']',
  ]
  return [join(path, 'index.ts'), `${lines.join('\n')}\n`]
}

/**
 * Writes what differs (only compares with `--check`) and gives the paths that did.
 * @param {Map<string, string>} texts
 */
function writeAll(texts) {
  return [...texts].flatMap(([path, text]) => {
    const file = join(ROOT, path)
    if (readIfThere(file) === text) return []
    if (!values.check) {
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, text)
    }
    return [path]
  })
}

/**
 * Pages about what no longer exists.
 * @param {string} folder
 * @param {Map<string, string>} pages
 */
function removeOthers(folder, pages) {
  const path = join(ROOT, folder)
  mkdirSync(path, { recursive: true })
  const others = readdirSync(path).filter((name) => name.endsWith('.md') && !pages.has(join(folder, name)))
  if (!values.check) for (const name of others) rmSync(join(path, name))
  return others.map((name) => relative(ROOT, join(path, name)))
}

/** @param {string} file */
function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
