import type { FormatId, RepairOptions, Severity, TargetId } from '../problem.ts'
import type { Rule } from '../rules/rule.ts'

/** A conversation as a value, or as the text of a source. */
export type Input = readonly unknown[] | Readonly<Record<string, unknown>> | string

/** How a case is asked; without it the source says what it is and its own API judges. */
interface Asked {
  readonly input: Input
  readonly target?: TargetId
  readonly format?: FormatId
}

export interface ValidCase extends Asked {
  readonly valid: true
}

export interface ExpectedProblem {
  readonly messageId: string
  /** Path from the root of the source. */
  readonly at: string
  readonly severity?: Severity
  readonly callId?: string | null
}

export interface InvalidCase extends Asked {
  /** All problems of this rule, in the order of the source. */
  readonly problems: readonly ExpectedProblem[]
  /** What a repair makes of it: a value, or a text. Absent where there is nothing to repair. */
  readonly fixed?: Input
  readonly options?: Omit<RepairOptions, 'target'>
  /** Fixes of the first problem are offered, but a repair does not take them unasked. */
  readonly stays?: true
}

export interface Cases {
  readonly rule: Rule
  /** Bare input where nothing else is to be said. */
  readonly valid: Readonly<Record<string, Input | ValidCase>>
  readonly invalid: Readonly<Record<string, InvalidCase>>
}

/** The table of one rule: data, so that one test runs all tables and the docs can print them. */
export function casesFor(rule: Rule, table: Omit<Cases, 'rule'>): Cases {
  return { rule, ...table }
}

/** A valid case that needs a target or a format to be named. */
export function valid(input: Input, asked: Omit<Asked, 'input'>): ValidCase {
  return { valid: true, input, ...asked }
}
