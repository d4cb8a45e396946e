import { fstatSync } from 'node:fs'
import { CommandError } from './errors.js'
import { identityOf } from './read.js'
import { refuseSource } from './write.js'

/**
 * Before any work is done, and before the shell's `>` could be taken for success.
 * @param {import('./read.js').Source} source
 * @param {{ output?: string | undefined, report?: string | undefined, patch?: string | undefined }} values
 */
export function refuseOverwriting(source, { output, report, patch }) {
  if (output !== undefined && output === report) throw new CommandError('-o and --report name the same file')
  if (patch !== undefined && (patch === output || patch === report)) {
    throw new CommandError(`${patch === output ? '-o' : '--report'} and --patch name the same file`)
  }
  for (const path of [output, report, patch]) if (path !== undefined) refuseSource(path, [source])
  if (output === undefined && source.identity !== undefined && source.identity === identityOf(fstatSync(1))) {
    throw new CommandError('the standard output is the file the conversation came from, and is never overwritten')
  }
}
