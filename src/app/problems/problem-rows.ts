import type { Severity } from '../../core/problem.ts'
import type { ProblemView } from '../../worker/protocol.ts'
import { isIgnored } from '../state/problem-key.ts'

export type Grouping = 'rule' | 'order'

export type ProblemRow =
  | {
      readonly type: 'group'
      /** What it is opened and closed by. */
      readonly key: string
      readonly rule: string
      /** Title of the fix that each of them has, without what it names; `null` where they have none. */
      readonly fix: string | null
      /** They are all that breaks the rule: a repair of the rule solves these and no others. */
      readonly isWholeRule: boolean
      readonly severity: Severity
      readonly count: number
      readonly isOpen: boolean
    }
  | { readonly type: 'ignored'; readonly count: number; readonly isOpen: boolean }
  /** `problem` is the index in the inspection. */
  | { readonly type: 'problem'; readonly problem: number; readonly isIgnored: boolean }

/** Name of the group of what was set aside. */
export const IGNORED = '*ignored*'
/** A cause that shows more often than this is one row until it is opened. */
const FOLD_ABOVE = 1000
/** A single cause needs no heading when there are few problems. */
const PLAIN_UP_TO = 3

const weight: Record<Severity, number> = { error: 0, warning: 1, info: 2 }

/** What the list shows: problems under the heading of their cause, worst first, or in the order of the text. */
export function problemRows(
  problems: readonly ProblemView[],
  ignored: ReadonlySet<string>,
  grouping: Grouping,
  toggled: ReadonlySet<string>,
): ProblemRow[] {
  const shown: number[] = []
  const aside: number[] = []
  problems.forEach((problem, index) => (isIgnored(problem, ignored) ? aside : shown).push(index))
  const rows = grouping === 'rule' ? byCause(problems, shown, toggled) : inOrder(problems, shown).map(plain)
  if (aside.length === 0) return rows
  const isOpen = toggled.has(IGNORED)
  rows.push({ type: 'ignored', count: aside.length, isOpen })
  if (isOpen) rows.push(...inOrder(problems, aside).map((problem) => ({ type: 'problem' as const, problem, isIgnored: true })))
  return rows
}

/** One cause: the same rule, and the same thing to do about it. */
function byCause(problems: readonly ProblemView[], indexes: readonly number[], toggled: ReadonlySet<string>): ProblemRow[] {
  const groups = new Map<string, number[]>()
  const ofRule = new Map<string, number>()
  for (const { rule } of problems) ofRule.set(rule, (ofRule.get(rule) ?? 0) + 1)
  for (const index of inOrder(problems, indexes)) {
    const cause = causeOf(problems[index])
    const group = groups.get(cause)
    if (group) group.push(index)
    else groups.set(cause, [index])
  }
  const sorted = [...groups].toSorted(([, a], [, b]) => severityOf(problems, a) - severityOf(problems, b))
  if (sorted.length === 1 && indexes.length <= PLAIN_UP_TO) return inOrder(problems, indexes).map(plain)
  return sorted.flatMap(([key, members]): ProblemRow[] => {
    const first = problems[members[0] ?? 0]
    if (!first || members.length === 1) return members.map(plain)
    const { rule, severity, fixes } = first
    const isOpen = members.length > FOLD_ABOVE === toggled.has(key)
    const group: ProblemRow = {
      type: 'group',
      key,
      rule,
      severity,
      count: members.length,
      fix: fixes[0] ? withoutNames(fixes[0].title) : null,
      isWholeRule: members.length === ofRule.get(rule),
      isOpen,
    }
    return [group, ...(isOpen ? members.map(plain) : [])]
  })
}

function causeOf(problem: ProblemView | undefined): string {
  const title = problem?.fixes[0]?.title ?? ''
  return `${problem?.rule} ${withoutNames(title)}`
}

/** Fixes of one kind name different calls: what they quote and count does not make them others. */
function withoutNames(title: string): string {
  return title.replace(/`[^`]*`|\d+/g, '…')
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
