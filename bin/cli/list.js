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
  const width = Math.max(0, ...rows.map(({ id }) => id.length))
  await print(rows.map(({ id, ...rest }) => `${id.padEnd(width)}  ${visible(Object.values(rest).join('  '))}\n`).join(''))
  return 0
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
      return rules.map(({ meta }) => ({ id: meta.id, severity: meta.severity, what: meta.what }))
  }
}
