import { parseArgs } from 'node:util'
import { CommandError } from './errors.js'

/**
 * `parseArgs` whose complaints are one line and name the command that can help.
 * @template {import('node:util').ParseArgsConfig['options']} Options
 * @param {string} command
 * @param {string[]} args
 * @param {Options} options
 */
export function readArguments(command, args, options) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true })
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    const [complaint] = error.message.split(/\.\s|\n/)
    throw new CommandError(`${complaint} (see \`toolmend ${command} --help\`)`)
  }
}

/**
 * The value, when it is one of those allowed; `what` names the option in the complaint.
 * @template {string} Value
 * @param {string} what
 * @param {string} value
 * @param {readonly Value[]} allowed
 * @returns {Value}
 */
export function oneOf(what, value, allowed) {
  const found = allowed.find((candidate) => candidate === value)
  if (found === undefined) throw new CommandError(`${what} \`${value}\` is not known; there are ${allowed.join(', ')}`)
  return found
}

/**
 * `--format` and `--target`, checked; only those that were given, so that they can be spread into options.
 * @param {{ format?: string | undefined, target?: string | undefined }} values
 * @param {import('./library.js').Library} library
 */
export function readIds({ format, target }, library) {
  return {
    ...(format === undefined ? {} : { format: isFieldMap(format) ? format : oneOf('--format', format, idsOf(library.formats)) }),
    ...(target === undefined ? {} : { target: oneOf('--target', target, idsOf(library.targets)) }),
  }
}

/** @param {readonly { readonly id: string }[]} things */
function idsOf(things) {
  return things.map(({ id }) => id)
}

/**
 * `fields:role=who,content=said`: entries that no format knows, read as the user says.
 * @param {string} format
 */
function isFieldMap(format) {
  return /^fields:\w+=./.test(format)
}
