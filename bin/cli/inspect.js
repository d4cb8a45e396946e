import { readArguments, readIds } from './arguments.js'
import { coloursFor } from './colour.js'
import { CommandError, OutputError, sayError } from './errors.js'
import { packageFacts } from './package.js'
import { openSource } from './read.js'
import { problemLine, summaryLines } from './report.js'
import { printStandings } from './standings.js'
import { print } from './write.js'

// Problems are printed in portions: a pipe that reads slowly should not make us hold a second copy of them all.
const PORTION = 1000

/** @type {import('../toolmend.js').Command} */
export async function inspectCommand(args, library) {
  const { values, positionals } = readArguments('inspect', args, {
    format: { type: 'string' },
    target: { type: 'string' },
    json: { type: 'boolean' },
    sarif: { type: 'boolean' },
    'all-targets': { type: 'boolean' },
  })
  if (values.json && values.sarif) throw new CommandError('inspect prints --json or --sarif, not both')
  if (values['all-targets'] && (values.target !== undefined || values.sarif))
    throw new CommandError('inspect asks --all-targets, or one --target')
  const options = readIds(values, library)
  /** @type {import('./report.js').Inspection[]} */
  const inspections = []
  /** @type {0 | 1 | 2} */
  let status = 0
  for (const path of positionals.length > 0 ? positionals : ['-']) {
    try {
      if (values['all-targets']) {
        const worst = await printStandings(path, library, { ...options, json: values.json === true })
        if (status === 0) status = worst
        continue
      }
      const source = openSource(path)
      const { name } = source
      const inspection = unwrapped(await inspectIn(library, source, { name, ...options }), source)
      if (values.sarif) inspections.push(inspection)
      else await (values.json ? print(`${JSON.stringify(inspection)}\n`) : printReport(name, inspection, library))
      if (source.trouble !== undefined) throw new CommandError(source.trouble)
      if (inspection.format === 'unknown') throw new CommandError(`${name} holds no conversation that could be read`)
      if (status === 0 && inspection.problems.some(({ severity }) => severity === 'error')) status = 1
    } catch (error) {
      // One file that cannot be read says nothing about the next one.
      if (!(error instanceof CommandError) || error instanceof OutputError) throw error
      sayError(error)
      status = 2
    }
  }
  // One run over all files: a log of SARIF is one value.
  if (values.sarif) await print(`${JSON.stringify(library.toSarif(inspections, sarifOptions()), null, 2)}\n`)
  return status
}

/** Pages of rules have an address where the package has one. */
function sarifOptions() {
  const { version, homepage } = packageFacts()
  return {
    version,
    ...(homepage === undefined ? {} : { pages: new URL('docs/rules/', `${homepage.replace(/[#?].*|\/$/g, '')}/`).href }),
  }
}

/**
 * A file is read at the places that are needed, anything else as it comes.
 * @param {Parameters<import('../toolmend.js').Command>[1]} library
 * @param {import('./read.js').Source} source
 * @param {import('../../dist/lib/index.js').InspectOptions} options
 */
async function inspectIn(library, source, options) {
  const file = source.openFile()
  if (!file) return library.inspectStream(source.chunks, options)
  try {
    return library.inspectSource(file, options)
  } finally {
    file.close()
  }
}

/**
 * The inspection of what was unpacked, with what it was packed in.
 * @param {import('./report.js').Inspection} inspection
 * @param {import('./read.js').Source} source
 */
function unwrapped(inspection, { containers }) {
  if (containers.length === 0) return inspection
  return { ...inspection, source: { ...inspection.source, container: [...containers, ...inspection.source.container] } }
}

/**
 * @param {string} name
 * @param {import('./report.js').Inspection} inspection
 * @param {Parameters<import('../toolmend.js').Command>[1]} library
 */
async function printReport(name, inspection, library) {
  const colours = coloursFor(process.stdout)
  const { problems } = inspection
  for (let start = 0; start < problems.length; start += PORTION) {
    const portion = problems.slice(start, start + PORTION)
    await print(portion.map((problem) => problemLine(name, problem, colours)).join(''))
  }
  await print(summaryLines(name, inspection, colours))
  const format = library.formats.find(({ id }) => id === inspection.format)
  const target = library.targets.find(({ id }) => id === inspection.target)
  if (format && target && target.format !== format.id && target.id !== format.target) {
    await print(`It is written as ${format.id}: \`toolmend repair --target ${target.id}\` writes it as ${target.format}.\n`)
  }
}
