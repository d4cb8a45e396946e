import { visible } from './visible.js'

/** @typedef {import('../../dist/lib/index.js').Inspection} Inspection */
/** @typedef {import('../../dist/lib/index.js').Problem} Problem */
/** @typedef {ReturnType<typeof import('./colour.js').coloursFor>} Colours */

/**
 * One problem in the manner of a linter: `file:line:column  severity  rule  message`.
 * @param {string} name
 * @param {Problem} problem
 * @param {Colours} colours
 */
export function problemLine(name, { line, column, severity, rule, message }, colours) {
  const place = colours.quiet(`${visible(name)}:${line}:${column}`)
  return `${place}  ${colours[severity](severity)}  ${rule}  ${visible(message)}\n`
}

/**
 * What was read, what was found, and what the target would say.
 * @param {string} name
 * @param {Inspection} inspection
 * @param {Colours} colours
 */
export function summaryLines(name, { format, confidence, target, conversations, totals, problems, prediction }, colours) {
  const { error: errors, warning: warnings, info: infos } = countBySeverity(problems)
  const verdict = errors > 0 ? colours.error : warnings > 0 ? colours.warning : colours.good
  const read = [
    `${format}${confidence === 'certain' ? '' : ` (${confidence})`} for ${target}`,
    count(conversations.length, 'conversation'),
    count(totals.messages, 'message'),
    `${count(totals.calls, 'call')}, ${totals.paired} with exactly one result`,
    ...(totals.pendingCalls > 0 ? [`${totals.pendingCalls} still pending`] : []),
  ]
  const lines = [
    `${colours.strong(visible(name))}: ${read.join(', ')}`,
    verdict([count(errors, 'error'), count(warnings, 'warning'), ...(infos > 0 ? [`${infos} info`] : [])].join(', ')),
    ...(prediction
      ? [
          `${prediction.depends ? 'Some models or versions of the target' : 'The target'} would answer ${prediction.status}: ${visible(prediction.error)}`,
        ]
      : []),
  ]
  return `${lines.join('\n')}\n`
}

/** @param {readonly Problem[]} problems */
function countBySeverity(problems) {
  const counts = { error: 0, warning: 0, info: 0 }
  for (const { severity } of problems) counts[severity] += 1
  return counts
}

/**
 * @param {number} number
 * @param {string} what
 */
export function count(number, what) {
  return `${number} ${what}${number === 1 ? '' : 's'}`
}
