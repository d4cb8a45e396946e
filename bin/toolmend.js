#!/usr/bin/env node
import { CommandError, isSystemError, sayError } from './cli/errors.js'
import { loadLibrary } from './cli/library.js'
import { packageFacts } from './cli/package.js'
import { usageOf } from './cli/usage.js'
import { print } from './cli/write.js'

/**
 * Every command: reads its arguments, prints, and answers with the exit status.
 * 0: nothing of severity error. 1: problems remain. 2: unreadable input or wrong usage.
 * @typedef {(args: string[], library: import('./cli/library.js').Library) => Promise<0 | 1 | 2>} Command
 */

/** @type {Record<string, () => Promise<Command>>} */
const COMMANDS = {
  inspect: async () => (await import('./cli/inspect.js')).inspectCommand,
  repair: async () => (await import('./cli/repair.js')).repairCommand,
  write: async () => (await import('./cli/write-command.js')).writeCommand,
  explain: async () => (await import('./cli/explain.js')).explainCommand,
  list: async () => (await import('./cli/list.js')).listCommand,
}

// A write that fails also tells its own callback (see print); without a listener Node would end in a stack trace.
process.stdout.on('error', () => {})
process.stderr.on('error', () => {})

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof CommandError) && !isSystemError(error)) throw error
  sayError(error)
  process.exitCode = 2
}

/** @param {string[]} args */
async function main(args) {
  const [name = '', ...rest] = args
  if ([name, ...rest].some((argument) => argument === '--help' || argument === '-h')) {
    await print(usageOf(name))
    return 0
  }
  if (name === '--version') {
    await print(`${packageFacts().version}\n`)
    return 0
  }
  const loadCommand = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!loadCommand) {
    const complaint = name === '' ? 'no command given' : `no command \`${name}\``
    throw new CommandError(`${complaint}; there are ${Object.keys(COMMANDS).join(', ')} (see \`toolmend --help\`)`)
  }
  const [library, command] = await Promise.all([loadLibrary(), loadCommand()])
  return command(rest, library)
}
