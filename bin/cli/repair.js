import { fstatSync } from 'node:fs'
import { oneOf, readArguments, readIds } from './arguments.js'
import { coloursFor } from './colour.js'
import { CommandError } from './errors.js'
import { identityOf, readSource } from './read.js'
import { readableReport, reportOf } from './repair-report.js'
import { print, refuseSource, writeFile } from './write.js'

const STRATEGIES = /** @type {const} */ (['complete', 'drop', 'flatten'])
const ORPHANED_RESULT = /** @type {const} */ (['drop', 'text', 'add-call'])

/** @type {import('../toolmend.js').Command} */
export async function repairCommand(args, library) {
  const { values, positionals } = readArguments('repair', args, {
    format: { type: 'string' },
    target: { type: 'string' },
    strategy: { type: 'string', default: 'complete' },
    'orphaned-result': { type: 'string', default: 'drop' },
    output: { type: 'string', short: 'o' },
    report: { type: 'string' },
  })
  const [path = '-', ...others] = positionals
  if (others.length > 0) throw new CommandError('repair takes one file: its output is one payload')
  const { target, ...ids } = readIds(values, library)
  if (target === undefined) throw new CommandError('repair needs --target ID (see `toolmend list targets`)')
  const options = {
    target,
    ...ids,
    strategy: oneOf('--strategy', values.strategy, STRATEGIES),
    orphanedResult: oneOf('--orphaned-result', values['orphaned-result'], ORPHANED_RESULT),
  }
  const source = await readSource(path)
  refuseOverwriting(source, values)

  const before = library.inspect(source.bytes, { name: source.name, target, ...ids })
  if (before.format === 'unknown') throw new CommandError(`${source.name} holds no conversation that could be read`)
  const repaired = library.repair(source.bytes, options)
  const after = library.inspect(repaired.output, { target })
  const report = reportOf({ source: source.name, options, before: before.totals, after: after.totals, repaired })

  if (values.output === undefined) await print(repaired.output)
  else writeFile(values.output, repaired.output, [source])
  if (values.report === undefined) process.stderr.write(readableReport(report, coloursFor(process.stderr)))
  else writeFile(values.report, `${JSON.stringify(report, null, 2)}\n`, [source])
  return repaired.remaining.some(({ severity }) => severity === 'error') ? 1 : 0
}

/**
 * Before any work is done, and before the shell's `>` could be taken for success.
 * @param {import('./read.js').Source} source
 * @param {{ output?: string | undefined, report?: string | undefined }} values
 */
function refuseOverwriting(source, { output, report }) {
  if (output !== undefined && output === report) throw new CommandError('-o and --report name the same file')
  for (const path of [output, report]) if (path !== undefined) refuseSource(path, [source])
  if (output === undefined && source.identity !== undefined && source.identity === identityOf(fstatSync(1))) {
    throw new CommandError('the standard output is the file the conversation came from, and is never overwritten')
  }
}
