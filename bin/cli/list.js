import { oneOf, readArguments } from './arguments.js'
import { CommandError } from './errors.js'
import { visible } from './visible.js'
import { print } from './write.js'

const LISTS = /** @type {const} */ (['formats', 'targets', 'rules'])

/** @type {import('../toolmend.js').Command} */
export async function listCommand(args, library) {
  const { values, positionals } = readArguments('list', args, { json: { type: 'boolean' } })
  const [what, ...others] = positionals
  if (what === undefined || others.length > 0) throw new CommandError(`list needs one of ${LISTS.join(', ')}`)
  const rows = rowsOf(oneOf('list', what, LISTS), library)
  if (values.json) {
    await print(rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
    return 0
  }
  await print(inColumns(rows.map((row) => Object.values(row).map(visible))))
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

/**
 * @param {(typeof LISTS)[number]} what
 * @param {import('./library.js').Library} library
 * @returns {{ id: string, [key: string]: string }[]}
 */
function rowsOf(what, { formats, targets, rules }) {
  switch (what) {
    case 'formats':
      return formats.map(({ id, title }) => ({ id, title }))
    case 'targets':
      return targets.map(({ id, title, format }) => ({ id, title, format }))
    case 'rules':
      return rules
        .map(({ meta }) => ({ id: meta.id, severity: meta.severity, what: meta.what }))
        .toSorted((a, b) => (a.id < b.id ? -1 : 1))
  }
}
