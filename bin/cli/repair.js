import { oneOf, readArguments, readIds } from './arguments.js'
import { coloursFor } from './colour.js'
import { CommandError } from './errors.js'
import { openSource } from './read.js'
import { refuseOverwriting } from './refuse-overwriting.js'
import { readableReport, reportOf } from './repair-report.js'
import { fileOutput, standardOutput, writeFile } from './write.js'

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
    patch: { type: 'string' },
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
  const source = openSource(path)
  refuseOverwriting(source, values)

  const output = values.output === undefined ? standardOutput() : fileOutput(values.output, [source])
  const { patch } = values
  const before = collector()
  const after = collector()
  const chunks = patch === undefined ? source.chunks : before.passing(source.chunks)
  let changed = ''
  const repaired = await repairInto({
    output,
    source,
    repair: (write) =>
      library.repairStream(chunks, {
        ...options,
        write: (bytes) => {
          if (patch !== undefined) after.add(bytes)
          return write(bytes)
        },
      }),
    finish: () => {
      if (patch === undefined) return
      const operations = library.jsonPatch(before.text(), after.text())
      if (operations === null) throw new CommandError(`${source.name} is not one JSON document, and --patch tells only of one`)
      changed = operations
    },
  })
  if (patch !== undefined) writeFile(patch, changed, [source])
  const report = reportOf({ source: source.name, options, repaired })

  if (values.report === undefined) process.stderr.write(readableReport(report, coloursFor(process.stderr)))
  else writeFile(values.report, `${JSON.stringify(report, null, 2)}\n`, [source])
  return repaired.remaining.some(({ severity }) => severity === 'error') ? 1 : 0
}

/** Keeps what passes, for what has to be compared as a whole. */
function collector() {
  /** @type {Uint8Array[]} */
  const parts = []
  return {
    add: (/** @type {Uint8Array} */ bytes) => void parts.push(bytes),
    async *passing(/** @type {AsyncIterable<Uint8Array>} */ chunks) {
      for await (const chunk of chunks) {
        parts.push(chunk)
        yield chunk
      }
    },
    text: () => Buffer.concat(parts).toString('utf8'),
  }
}

/**
 * What is not whole is not kept: a file appears when all of it is there. `finish` may still refuse.
 * @param {object} job
 * @param {import('./write.js').Output} job.output
 * @param {import('./read.js').Source} job.source
 * @param {(write: (bytes: Uint8Array) => Promise<void>) => Promise<import('../../dist/lib/index.js').StreamedRepair>} job.repair
 * @param {() => void} job.finish
 */
async function repairInto({ output, source, repair, finish }) {
  try {
    // One piece is held back: a source in which nothing could be read comes as a single one, and is not written at all.
    /** @type {Uint8Array | undefined} */
    let held
    const repaired = await repair(async (bytes) => {
      if (held) await output.write(held)
      held = bytes
    })
    if (source.trouble !== undefined) throw new CommandError(source.trouble)
    if (repaired.format === 'unknown') throw new CommandError(`${source.name} holds no conversation that could be read`)
    finish()
    if (held) await output.write(held)
    output.keep()
    return repaired
  } catch (error) {
    output.discard()
    throw error
  }
}
