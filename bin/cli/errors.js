import { visible } from './visible.js'

/** Something the person who typed the command can mend: told in one line, exit status 2. */
export class CommandError extends Error {}

/** Nobody can take what we print any more, so going on would be of no use. */
export class OutputError extends CommandError {}

/** @type {Record<string, string>} */
const SYSTEM_ERRORS = {
  EACCES: 'may not be opened (permission denied)',
  EISDIR: 'is a folder',
  ENOENT: 'does not exist',
  ENOSPC: 'could not be written, the disk is full',
  ENOTDIR: 'has a file where a folder should be in its path',
  EPERM: 'may not be opened (not permitted)',
  EPIPE: 'was closed before everything was written',
  EROFS: 'is on a disk that cannot be written to',
  ERR_FS_FILE_TOO_LARGE: 'is larger than one read can hold',
}

/**
 * @param {unknown} error
 * @returns {error is NodeJS.ErrnoException}
 */
export function isSystemError(error) {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && /^(E[A-Z]+|ERR_FS_\w+)$/.test(error.code)
}

/**
 * The same error in words, with the name of the file or stream it happened to.
 * @param {unknown} error
 * @param {string} name
 */
export function named(error, name, ErrorClass = CommandError) {
  if (!isSystemError(error)) return error
  return new ErrorClass(`${name} ${SYSTEM_ERRORS[error.code ?? ''] ?? `could not be used (${error.code})`}`)
}

/** @param {Error} error */
export function sayError(error) {
  process.stderr.write(`toolmend: ${visible(error.message)}\n`)
}
