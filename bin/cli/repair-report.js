import { count } from './report.js'
import { visible } from './visible.js'

/** @typedef {import('../../dist/lib/index.js').StreamedRepair} Repair */
/** @typedef {import('../../dist/lib/index.js').Counts} Counts */
/** @typedef {ReturnType<typeof reportOf>} Report */

/**
 * What `--report` holds. Of the calls found, `answered` had a result, `completed` were given one, `removed` are gone.
 * @param {{ source: string, options: { target: string, strategy: string, orphanedResult: string },
 *           repaired: Repair }} parts
 */
export function reportOf({ source, options, repaired }) {
  const { before, after } = repaired
  const removed = Math.max(0, before.calls - after.calls)
  const open = openCalls(before)
  return {
    source,
    target: options.target,
    strategy: options.strategy,
    calls: {
      found: before.calls,
      answered: before.calls - open,
      completed: Math.max(0, open - openCalls(after) - removed),
      removed,
      open: openCalls(after),
    },
    changes: repaired.changes,
    remaining: repaired.remaining,
    losses: repaired.losses,
    untouched: repaired.untouched,
  }
}

/**
 * @param {Report} report
 * @param {ReturnType<typeof import('./colour.js').coloursFor>} colours
 */
export function readableReport({ source, target, calls, changes, remaining, losses, untouched }, colours) {
  const safety = { safe: colours.good, review: colours.warning, destructive: colours.error }
  const removing = changes.filter((change) => change.safety === 'destructive').length
  const outcome = remaining.some(({ severity }) => severity === 'error')
    ? colours.error(`${count(remaining.length, 'problem')} remaining for ${target}`)
    : colours.good(`nothing left that ${target} would refuse`)
  return [
    ...changes.map(
      (change) => `${safety[change.safety](change.safety)}  ${change.rule}  ${visible(change.path)}  ${visible(change.title)}`,
    ),
    ...losses.map(({ path, what }) => `${colours.warning('lost')}  ${visible(path)}  ${visible(what)}`),
    ...remaining.map(
      ({ severity, rule, path, message }) =>
        `${colours[severity](`remaining ${severity}`)}  ${rule}  ${visible(path)}  ${visible(message)}`,
    ),
    `${colours.strong(visible(source))}: ${count(calls.found, 'call')} found, ${calls.answered} answered, ` +
      `${calls.completed} completed, ${calls.removed} removed, ${calls.open} left open`,
    `${count(changes.length, 'change')}${removing > 0 ? `, ${removing} of them leaving content out` : ''}, ${untouched.messages} of ${count(untouched.of, 'message')} untouched; ${outcome}`,
    '',
  ].join('\n')
}

/** @param {Counts} counts */
function openCalls({ orphanedCalls, pendingCalls }) {
  return orphanedCalls + pendingCalls
}
