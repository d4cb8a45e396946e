import { oneOf, readArguments } from './arguments.js'
import { CommandError } from './errors.js'
import { visible } from './visible.js'
import { print } from './write.js'

/**
 * What can be listed: how a row reads, and all there is to say about it.
 * @typedef {{ columns: string[], facts: object }} Row
 * @typedef {import('./library.js').Library} Library
 */

/** @type {Record<'formats' | 'targets' | 'rules' | 'wordings', (library: Library) => Row[]>} */
const LISTS = { formats: formatRows, targets: targetRows, rules: ruleRows, wordings: wordingRows }

/** @type {import('../toolmend.js').Command} */
export async function listCommand(args, library) {
  const { values, positionals } = readArguments('list', args, { json: { type: 'boolean' } })
  const [what, ...others] = positionals
  const names = /** @type {(keyof typeof LISTS)[]} */ (Object.keys(LISTS))
  if (what === undefined || others.length > 0) throw new CommandError(`list needs one of ${names.join(', ')}`)
  const rows = LISTS[oneOf('list', what, names)](library)
  if (values.json) {
    await print(rows.map(({ facts }) => `${JSON.stringify(facts)}\n`).join(''))
    return 0
  }
  await print(inColumns(rows.map(({ columns }) => columns.map(visible))))
  return 0
}

/** @param {string[][]} rows */
function inColumns(rows) {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('')
}

/** @param {Library} library */
function formatRows({ formats }) {
  return formats.map(({ id, title, target, source }) => ({
    columns: [id, title],
    facts: { id, title, target, source, page: `docs/formats/${id}.md` },
  }))
}

/** @param {Library} library */
function targetRows({ targets }) {
  return targets.map(({ id, title, kind, format, source, roles, rules, wordings }) => ({
    columns: [id, title, format],
    facts: { id, title, kind, format, source, roles, rules, wordings: wordings.map(wordingFacts) },
  }))
}

/** @param {Library} library */
function ruleRows({ rules, targets, pageOf }) {
  return rules
    .map(({ meta: { id, severity, what, why, messages } }) => {
      const held = targets.flatMap((target) => (target.rules[id] === undefined ? [] : [[target.id, target.rules[id]]]))
      const facts = {
        id,
        severity,
        what,
        why,
        page: pageOf(id),
        targets: Object.fromEntries(held),
        says: Object.values(messages),
      }
      return { columns: [id, severity, what], facts }
    })
    .toSorted((a, b) => (a.facts.id < b.facts.id ? -1 : 1))
}

/** @param {Library} library */
function wordingRows({ wordings, pageOf }) {
  return wordings.flatMap(({ api, wordings: own }) =>
    own.map((wording) => ({
      columns: [api, wording.rule, wording.text],
      facts: { api, ...wordingFacts(wording), page: pageOf(wording.rule) },
    })),
  )
}

/**
 * All that is known of a sentence, also where it is the usual.
 * @param {Library['wordings'][number]['wordings'][number]} wording
 */
function wordingFacts({ rule, alsoFor = [], text, status = 400, code, place, historic = false, evidence }) {
  return { rule, alsoFor, text, status, code: code ?? null, place: place ?? null, historic, evidence: evidence ?? null }
}
