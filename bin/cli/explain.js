import { readArguments, readIds } from './arguments.js'
import { coloursFor } from './colour.js'
import { CommandError } from './errors.js'
import { readWhole } from './read.js'
import { visible } from './visible.js'
import { print } from './write.js'

/** @type {import('../toolmend.js').Command} */
export async function explainCommand(args, library) {
  const { values, positionals } = readArguments('explain', args, {
    error: { type: 'string' },
    'error-file': { type: 'string' },
    format: { type: 'string' },
    target: { type: 'string' },
    json: { type: 'boolean' },
  })
  const [path, ...others] = positionals
  if (others.length > 0) throw new CommandError('explain takes one file')
  if ((values.error === undefined) === (values['error-file'] === undefined)) {
    throw new CommandError('explain needs --error TEXT or --error-file FILE')
  }
  if (path === '-' && values['error-file'] === '-') throw new CommandError('only one of error and file can be the standard input')
  const options = readIds(values, library)
  const error = values.error ?? new TextDecoder().decode(await readWhole(values['error-file'] ?? '-'))
  const source = path === undefined ? undefined : await readWhole(path)
  const explanation = library.explain(error, source, options)
  await print(values.json ? `${JSON.stringify(explanation)}\n` : readable(explanation))
  return explanation.recognised ? 0 : 1
}

/** @param {import('../../dist/lib/index.js').Explanation} explanation */
function readable({ recognised, message, rule, api, paths, ids }) {
  const colours = coloursFor(process.stdout)
  /** @type {[string, string | null][]} */
  const details = [
    ['rule', rule],
    ['api', api],
    ['where', paths.join(', ')],
    ['ids', ids.join(', ')],
  ]
  return [
    (recognised ? colours.strong : colours.warning)(visible(message)),
    ...details.flatMap(([name, value]) => (value ? [`  ${name.padEnd(5)}  ${visible(value)}`] : [])),
    '',
  ].join('\n')
}
