import type { Severity } from '../../core/problem.ts'
import type { ProblemView } from '../../worker/protocol.ts'
import { isIgnored } from '../state/problem-key.ts'

export type Grouping = 'rule' | 'order'

export type ProblemRow =
  | {
      readonly type: 'group'
      readonly rule: string
      readonly severity: Severity
      readonly count: number
      readonly isOpen: boolean
    }
  | { readonly type: 'ignored'; readonly count: number; readonly isOpen: boolean }
  /** `problem` is the index in the inspection. */
  | { readonly type: 'problem'; readonly problem: number; readonly isIgnored: boolean }

/** Name of the group of what was set aside. */
export const IGNORED = '*ignored*'
/** A rule that is broken more often than this is one row until it is opened. */
const FOLD_ABOVE = 1000
/** A single rule needs no heading when there are few problems. */
const PLAIN_UP_TO = 3

const weight: Record<Severity, number> = { error: 0, warning: 1, info: 2 }

/** What the list shows: problems under the heading of their rule, worst first, or in the order of the text. */
export function problemRows(
  problems: readonly ProblemView[],
  ignored: ReadonlySet<string>,
  grouping: Grouping,
  toggled: ReadonlySet<string>,
): ProblemRow[] {
  const shown: number[] = []
  const aside: number[] = []
  problems.forEach((problem, index) => (isIgnored(problem, ignored) ? aside : shown).push(index))
  const rows = grouping === 'rule' ? byRule(problems, shown, toggled) : inOrder(problems, shown).map(plain)
  if (aside.length === 0) return rows
  const isOpen = toggled.has(IGNORED)
  rows.push({ type: 'ignored', count: aside.length, isOpen })
  if (isOpen) rows.push(...inOrder(problems, aside).map((problem) => ({ type: 'problem' as const, problem, isIgnored: true })))
  return rows
}

function byRule(problems: readonly ProblemView[], indexes: readonly number[], toggled: ReadonlySet<string>): ProblemRow[] {
  const groups = new Map<string, number[]>()
  for (const index of inOrder(problems, indexes)) {
    const rule = problems[index]?.rule ?? ''
    const group = groups.get(rule)
    if (group) group.push(index)
    else groups.set(rule, [index])
  }
  const sorted = [...groups].toSorted(([, a], [, b]) => severityOf(problems, a) - severityOf(problems, b))
  if (sorted.length === 1 && indexes.length <= PLAIN_UP_TO) return inOrder(problems, indexes).map(plain)
  return sorted.flatMap(([rule, members]): ProblemRow[] => {
    const severity = problems[members[0] ?? 0]?.severity ?? 'info'
    if (members.length === 1) return members.map(plain)
    const isOpen = members.length > FOLD_ABOVE === toggled.has(rule)
    return [{ type: 'group', rule, severity, count: members.length, isOpen }, ...(isOpen ? members.map(plain) : [])]
  })
}

function inOrder(problems: readonly ProblemView[], indexes: readonly number[]): number[] {
  const place = (index: number) => problems[index]?.span.start ?? 0
  return indexes.toSorted((a, b) => place(a) - place(b) || a - b)
}

function severityOf(problems: readonly ProblemView[], members: readonly number[]): number {
  return Math.min(...members.slice(0, 100).map((index) => weight[problems[index]?.severity ?? 'info']))
}

function plain(problem: number): ProblemRow {
  return { type: 'problem', problem, isIgnored: false }
}
