import type { Problem } from '../../core/problem.ts'

/** The same problem has the same key after the source was inspected again; indexes change with every inspection. */
export function problemKey({ rule, path, callId }: Problem): string {
  return `${rule} ${callId ?? ''} ${path}`
}

/** Stands for every problem of a rule in the set of ignored ones. */
export function ruleKey(rule: string): string {
  return `${rule} *`
}

export function isIgnored(problem: Problem, ignored: ReadonlySet<string>): boolean {
  return ignored.size > 0 && (ignored.has(ruleKey(problem.rule)) || ignored.has(problemKey(problem)))
}
