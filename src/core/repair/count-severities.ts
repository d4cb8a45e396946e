import type { Problem } from '../problem.ts'

export interface SeverityCounts {
  readonly errors: number
  readonly warnings: number
}

export function countSeverities(problems: readonly Problem[]): SeverityCounts {
  let errors = 0
  let warnings = 0
  for (const { severity } of problems) {
    if (severity === 'error') errors++
    else if (severity === 'warning') warnings++
  }
  return { errors, warnings }
}
