import { coloursFor } from './colour.js'
import { CommandError } from './errors.js'
import { openSource } from './read.js'
import { visible } from './visible.js'
import { print } from './write.js'

/** @typedef {import('../../dist/lib/index.js').Standing} Standing */

/**
 * What every target would answer to a file: the whole of it is read for that.
 * @param {string} path
 * @param {Parameters<import('../toolmend.js').Command>[1]} library
 * @param {{ format?: string, json: boolean }} options
 * @returns {Promise<0 | 1>}
 */
export async function printStandings(path, library, { format, json }) {
  const source = openSource(path)
  const chunks = []
  for await (const chunk of source.chunks) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  const { name } = source
  const given = { name, ...(format === undefined ? {} : { format }) }
  const own = library.inspect(bytes, given)
  if (own.format === 'unknown') throw new CommandError(`${name} holds no conversation that could be read`)
  const all = library.standings(bytes, given)
  await print(json ? `${JSON.stringify({ name, format: own.format, standings: all })}\n` : table(name, all))
  return all.some(({ target, errors }) => target === own.target && errors > 0) ? 1 : 0
}

/**
 * @param {string} name
 * @param {readonly Standing[]} all
 */
function table(name, all) {
  const colours = coloursFor(process.stdout)
  const width = Math.max(...all.map(({ target }) => target.length))
  const lines = all.map((standing) => {
    const { target, errors, warnings } = standing
    return `  ${target.padEnd(width)}  ${String(errors).padStart(4)} ${String(warnings).padStart(4)}  ${answerOf(standing)}`.trimEnd()
  })
  return [colours.strong(visible(name)), `  ${'target'.padEnd(width)}  errors, warnings, first answer`, ...lines, ''].join('\n')
}

/** @param {Standing} standing */
function answerOf({ prediction, errors }) {
  if (prediction) return `${prediction.depends ? 'some models: ' : ''}${prediction.status} ${visible(prediction.error)}`
  return errors > 0 ? 'refused' : 'accepted'
}
