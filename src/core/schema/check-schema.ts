// Interprets schemas: Ajv compiles them with `eval`, which the page forbids (docs/decisions/0009).
// oxlint-disable-next-line no-restricted-imports
import { Validator, type OutputUnit } from '@cfworker/json-schema'
import type { Steps } from '../json/path.ts'
import { tameSchema, type TameSchema } from './tame-schema.ts'

/** The first thing about a value that a schema does not allow. */
export interface Mismatch {
  /** Steps inside the value; for something missing, to what should have it. */
  readonly steps: Steps
  readonly type: 'missing' | 'unexpected' | 'type' | 'choice' | 'other'
  /** Names that are missing; types that were expected; JSON of the values to choose from; else the keyword. */
  readonly words: readonly string[]
}

/** `endless` when the schema asks for more than it is worth: it is not to be asked again. */
export type SchemaCheck = (value: unknown) => Mismatch | 'endless' | null

/** How many schemas one value may be held against, counted as often as they are: more than any tool needs. */
const BUDGET = 20_000

/**
 * Makes a check of a JSON Schema (drafts 7, 2019-09, 2020-12). Never throws, never fetches: a schema that cannot be read, or
 * that refers to something elsewhere, allows everything.
 */
export function schemaCheck(raw: unknown): SchemaCheck | null {
  const tame = tameSchema(raw)
  const validator = tame && validatorOf(tame)
  if (!validator) return null
  return (value) => {
    tame.budget.left = BUDGET
    try {
      const { valid, errors } = validator.validate(value)
      return valid ? null : mismatchOf(errors, value)
    } catch (error) {
      // The budget or the stack was spent; else a reference leads nowhere.
      return tame.budget.left < 0 || error instanceof RangeError ? 'endless' : null
    }
  }
}

function validatorOf({ schema, draft }: TameSchema): Validator | null {
  try {
    return new Validator(schema, draft)
  } catch {
    return null // an `$id` that is no address
  }
}

/** Say only that something further in is wrong; what that is follows them. */
const PASSING = new Set(
  '$ref additionalItems additionalProperties allOf dependencies dependentSchemas if items patternProperties prefixItems properties unevaluatedItems unevaluatedProperties'.split(
    ' ',
  ),
)

function mismatchOf(errors: readonly OutputUnit[], value: unknown): Mismatch | null {
  const at = errors.findIndex(({ keyword }, i) => !PASSING.has(keyword) || i === errors.length - 1)
  const first = errors[at]
  if (!first) return null
  const { keyword, instanceLocation, error } = first
  const steps = stepsOf(instanceLocation, value)
  switch (keyword) {
    case 'required': {
      const missing = errors.filter((other) => other.keyword === 'required' && other.instanceLocation === instanceLocation)
      return {
        steps,
        type: 'missing',
        words: missing.map(({ error: text }) => text.slice(text.indexOf('"') + 1, text.lastIndexOf('"'))),
      }
    }
    case 'false':
      return { steps, type: 'unexpected', words: [] }
    case 'type':
      return { steps, type: 'type', words: expectedTypes(error) }
    case 'enum':
    case 'const':
      return { steps, type: 'choice', words: [error.replace(/^Instance does not match (?:any of )?|\.$/g, '')] }
    case 'anyOf':
    case 'oneOf': {
      const types = typesOfBranches(first, errors.slice(at + 1))
      return types ? { steps, type: 'type', words: types } : { steps, type: 'other', words: [keyword] }
    }
    default:
      return { steps, type: 'other', words: [keyword] }
  }
}

/** What each branch expects, where all of them mind nothing but the type: `anyOf: [string, null]`. */
function typesOfBranches({ keywordLocation, instanceLocation }: OutputUnit, after: readonly OutputUnit[]): string[] | null {
  const inside = after.filter((error) => error.keywordLocation.startsWith(`${keywordLocation}/`) && error.keyword !== '$ref')
  const plain = inside.every((error) => error.keyword === 'type' && error.instanceLocation === instanceLocation)
  return plain && inside.length > 0 ? [...new Set(inside.flatMap(({ error }) => expectedTypes(error)))] : null
}

// The validator gives what it wanted in words only.
const expectedTypes = (error: string): string[] =>
  [...error.slice(error.indexOf('Expected')).matchAll(/"(\w+)"/g)].map(([, word]) => word ?? '')

/** `#/days/0/a~1b` → `['days', 0, 'a/b']`. */
function stepsOf(pointer: string, value: unknown): Steps {
  let inner = value
  return pointer
    .split('/')
    .slice(1)
    .map((written) => {
      const key = decodeURI(written).replaceAll('~1', '/').replaceAll('~0', '~')
      const step = Array.isArray(inner) ? Number(key) : key
      inner = (inner as Record<string | number, unknown> | undefined)?.[step]
      return step
    })
}
