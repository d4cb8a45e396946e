/**
 * Measures false alarms over a folder of transcripts from real life: what a rule says about a conversation that nobody complained about.
 *
 *   npm run build:lib && node scripts/false-alarms.mjs <folder> [--rule ID] [--list]
 *
 * Fails when more than 2 % of the request bodies that an API accepted would be called wrong.
 *
 * The folder has an `index.jsonl` with a line per file: `{ file, origin, orphan_calls, orphan_results }`. Files of origin `recorded` that are
 * request bodies were accepted by their API: an error in them is a false alarm. The rates of warnings and remarks are those of all
 * conversations; `--rule` prints the places, to judge by eye.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

/** @typedef {{ file: string, format: string, origin: string, orphan_calls: number, orphan_results: number, notes?: string }} Entry */
/** @typedef {import('../dist/lib/index.js').Problem} Problem */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rule: { type: 'string' }, list: { type: 'boolean', default: false } },
})
const [folder] = positionals
const library = new URL('../dist/lib/index.js', import.meta.url)
if (!folder || !existsSync(join(folder, 'index.jsonl')) || !existsSync(library)) {
  console.error('false-alarms: give a folder with an index.jsonl, after `npm run build:lib`')
  process.exit(2)
}
/** @type {typeof import('../dist/lib/index.js')} */
const { inspect } = await import(library.href)

const entries = readFileSync(join(folder, 'index.jsonl'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => /** @type {Entry} */ (JSON.parse(line)))

const REQUESTS = new Set(
  'anthropic-messages bedrock-converse gemini mistral openai-batch openai-chat openai-responses'.split(' '),
)
const HIGHEST_RATE = 0.02

let conversations = 0
/** @type {Map<string, { severity: string, rule: string, problems: number, conversations: number, files: Set<string> }>} */
const rows = new Map()
/** @type {Map<string, { bodies: number, refused: string[] }>} */
const accepted = new Map()

for (const entry of entries) {
  const inspection = inspect(new Uint8Array(readFileSync(join(folder, entry.file))), { name: entry.file })
  conversations += inspection.conversations.length
  count(entry, inspection.problems)
  if (isAccepted(entry, inspection)) {
    const own = accepted.get(inspection.target) ?? { bodies: 0, refused: [] }
    accepted.set(inspection.target, own)
    own.bodies += inspection.conversations.length
    const wrong = new Map(inspection.problems.filter(({ severity }) => severity === 'error').map((p) => [p.conversation, p]))
    for (const { path, rule } of wrong.values()) own.refused.push(`${entry.file} ${path}: ${rule}`)
  }
}

for (const [target, { bodies, refused }] of accepted) {
  console.log(`${target}: ${refused.length} of ${bodies} accepted request bodies have an error (${rate(refused.length, bodies)})`)
  for (const line of refused) console.log(`  ${line}`)
}
const all = [...accepted.values()]
const refusedInAll = all.reduce((sum, { refused }) => sum + refused.length, 0)
const bodiesInAll = all.reduce((sum, { bodies }) => sum + bodies, 0)
console.log(`all: ${refusedInAll} of ${bodiesInAll} (${rate(refusedInAll, bodiesInAll)})`)
if (refusedInAll > bodiesInAll * HIGHEST_RATE) process.exitCode = 1
console.log(`\n${entries.length} files, ${conversations} conversations`)
for (const row of [...rows.values()].sort((a, b) => b.conversations - a.conversations)) {
  const { severity, rule, problems, files } = row
  const share = rate(row.conversations, conversations)
  const many = `${problems} problems in ${files.size} files`
  console.log([severity.padEnd(8), rule.padEnd(28), String(row.conversations).padStart(5), share.padStart(7), many].join(' '))
  if (values.list) for (const file of files) console.log(`  ${file}`)
}

/**
 * A request that an API took: recorded, and nothing is known to be wrong with it.
 * @param {Entry} entry
 * @param {import('../dist/lib/index.js').Inspection} inspection
 */
function isAccepted({ origin, format, orphan_calls, orphan_results }, { format: found }) {
  return origin === 'recorded' && REQUESTS.has(format) && found !== 'unknown' && orphan_calls === 0 && orphan_results === 0
}

/**
 * @param {Entry} entry
 * @param {readonly Problem[]} problems
 */
function count({ file }, problems) {
  /** @type {Map<string, Set<number>>} */
  const seen = new Map()
  for (const { severity, rule, conversation, path, message } of problems) {
    const key = `${severity} ${rule}`
    const row = rows.get(key) ?? { severity, rule, problems: 0, conversations: 0, files: new Set() }
    rows.set(key, row)
    row.problems += 1
    row.files.add(file)
    const own = seen.get(key) ?? new Set()
    seen.set(key, own)
    if (!own.has(conversation)) row.conversations += 1
    own.add(conversation)
    if (rule === values.rule) console.log(`${file} ${path}: ${message}`)
  }
}

/**
 * @param {number} part
 * @param {number} whole
 */
function rate(part, whole) {
  return `${((part / Math.max(whole, 1)) * 100).toFixed(1)} %`
}
