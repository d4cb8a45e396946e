/** @typedef {(text: string) => string} Paint */

/**
 * Colours for a stream, or none: only a terminal gets them, and `NO_COLOR` (https://no-color.org) takes them away.
 * @param {{ isTTY?: boolean }} stream
 */
export function coloursFor(stream) {
  const isColoured = stream.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb'
  /**
   * @param {number} code
   * @returns {Paint}
   */
  const paint = (code) => (text) => (isColoured ? `\u001b[${code}m${text}\u001b[0m` : text)
  return { error: paint(31), warning: paint(33), info: paint(36), good: paint(32), quiet: paint(2), strong: paint(1) }
}
