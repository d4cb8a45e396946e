import { FAMILIES, familyOf } from './formats/families.ts'
import { formats } from './formats/index.ts'
import type { TargetId } from './problem.ts'
import { rules } from './rules/index.ts'
import { targets } from './targets/index.ts'
import type { Target } from './targets/target.ts'

/** What a user can choose from. */
export interface Choice {
  readonly id: string
  readonly title: string
}

export interface FormatChoice extends Choice {
  /** What it is listed under. */
  readonly family: string
}

const families = Object.keys(FAMILIES)

export const knownFormats: readonly FormatChoice[] = formats
  .map(({ id, title }) => ({ id, title, family: familyOf(id) }))
  .sort((a, b) => families.indexOf(a.family) - families.indexOf(b.family) || placeOf(a) - placeOf(b))
export interface TargetChoice extends Choice {
  readonly kind: Target['kind']
}

export const knownTargets: readonly TargetChoice[] = targets.map(({ id, title, kind }) => ({ id, title, kind }))

/** Number of rules a target holds. */
export function rulesFor(target: TargetId): number {
  const held = targets.find(({ id }) => id === target)?.rules ?? {}
  return rules.filter(({ meta }) => held[meta.id] !== undefined).length
}

function placeOf({ family, id }: FormatChoice): number {
  return FAMILIES[family]?.indexOf(id) ?? -1
}
