import { oneOf, readArguments, readIds } from './arguments.js'
import { coloursFor } from './colour.js'
import { CommandError } from './errors.js'
import { openSource } from './read.js'
import { refuseOverwriting } from './refuse-overwriting.js'
import { count } from './report.js'
import { visible } from './visible.js'
import { fileOutput, standardOutput, writeFile } from './write.js'

/** @type {import('../toolmend.js').Command} */
export async function writeCommand(args, library) {
  const { values, positionals } = readArguments('write', args, {
    as: { type: 'string' },
    format: { type: 'string' },
    output: { type: 'string', short: 'o' },
    report: { type: 'string' },
  })
  const [path = '-', ...others] = positionals
  if (others.length > 0) throw new CommandError('write takes one file: its output is one text')
  if (values.as === undefined) throw new CommandError('write needs --as FORMAT (see `toolmend write --help`)')
  const ids = library.writtenFormats.map(({ id }) => id)
  const format = oneOf('--as', values.as, ids)
  const { format: from } = readIds({ format: values.format }, library)
  const source = openSource(path)
  refuseOverwriting(source, values)

  const content = await wholeOf(source)
  const { output, losses, conversations } = library.write(content, { format, ...(from === undefined ? {} : { from }) })
  if (conversations === 0) throw new CommandError(`${source.name} holds no conversation that could be read`)
  const to = values.output === undefined ? standardOutput() : fileOutput(values.output, [source])
  try {
    await to.write(new TextEncoder().encode(output))
    to.keep()
  } catch (error) {
    to.discard()
    throw error
  }
  if (values.report === undefined) process.stderr.write(readable(source.name, format, losses, conversations))
  else writeFile(values.report, `${JSON.stringify({ source: source.name, format, conversations, losses }, null, 2)}\n`, [source])
  return 0
}

/** @param {import('./read.js').Source} source */
async function wholeOf(source) {
  const chunks = []
  for await (const chunk of source.chunks) chunks.push(chunk)
  if (source.trouble !== undefined) throw new CommandError(source.trouble)
  return new Uint8Array(Buffer.concat(chunks))
}

/**
 * @param {string} name
 * @param {string} format
 * @param {readonly import('../../dist/lib/index.js').Loss[]} losses
 * @param {number} conversations
 */
function readable(name, format, losses, conversations) {
  const colours = coloursFor(process.stderr)
  return [
    ...losses.map(({ path, what }) => `${colours.warning('lost')}  ${visible(path)}  ${visible(what)}`),
    `${colours.strong(visible(name))}: ${count(conversations, 'conversation')} written as ${format}; ${losses.length} lost`,
    '',
  ].join('\n')
}
