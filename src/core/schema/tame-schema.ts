import { get, isObject } from '../json/value.ts'

/** A schema without what could hurt us; `budget.left` counts how many schemas may still be looked at. */
export interface TameSchema {
  readonly schema: object
  readonly draft: '7' | '2019-09' | '2020-12'
  readonly budget: Budget
}

interface Budget {
  left: number
}

const ONE = new Set(
  'additionalItems additionalProperties contains else if items not propertyNames then unevaluatedItems unevaluatedProperties'.split(
    ' ',
  ),
)
const MANY = new Set(['allOf', 'anyOf', 'items', 'oneOf', 'prefixItems'])
const NAMED = new Set(['$defs', 'definitions', 'dependencies', 'dependentSchemas', 'patternProperties', 'properties'])
const NUMBERS = new Set(
  'exclusiveMaximum exclusiveMinimum maxContains maxItems maxLength maxProperties maximum minContains minItems minLength minProperties minimum multipleOf'.split(
    ' ',
  ),
)
const TEXTS = new Set(['$anchor', '$id', '$ref'])
const TYPES = new Set(['array', 'boolean', 'integer', 'null', 'number', 'object', 'string'])

const KEYWORDS = [...new Set([...ONE, ...MANY, ...NAMED, ...NUMBERS, ...TEXTS, 'const', 'enum', 'pattern', 'required', 'type'])]

const MOST_SCHEMAS = 5000
const DEEPEST = 60
const LONGEST_ENUM = 1000

/**
 * Copies a schema from outside, so that validating against it ends and means what its API means.
 *
 * Kept is what narrows an input and is written as the drafts want it; a keyword with a value of the wrong type is left out,
 * for an API would not have taken it seriously either. Left out by intent: `format`, which is a note in the newer drafts,
 * and `uniqueItems`, whose cost grows with the square of a list. Gemini writes types in capitals and, as OpenAPI does,
 * `nullable`. `null` when it is no schema, or too large a one.
 */
export function tameSchema(raw: unknown): TameSchema | null {
  if (!isObject(raw)) return null
  const budget = { left: Infinity }
  const state = { left: MOST_SCHEMAS, hasTuples: false, budget }
  const schema = copySchema(raw, state, 0)
  return typeof schema === 'object' && state.left > 0 ? { schema, draft: draftOf(raw, state.hasTuples), budget } : null
}

function draftOf(raw: unknown, hasTuples: boolean): TameSchema['draft'] {
  const told = get(raw, '$schema')
  if (typeof told === 'string' && /draft-0[3-7]/.test(told)) return '7'
  // Before 2020-12 a list of schemas under `items` was a tuple.
  return hasTuples ? '2019-09' : '2020-12'
}

interface Copying {
  left: number
  hasTuples: boolean
  readonly budget: Budget
}

/** All keywords are there from the start, so that all schemas look alike to the engine: it validates three times as fast. */
class Copied {
  readonly #budget: Budget;
  [keyword: string]: unknown

  constructor(budget: Budget) {
    this.#budget = budget
    for (const keyword of KEYWORDS) this[keyword] = undefined
  }

  /** The validator asks every schema it looks at for this keyword of 2019-09, which we never copy: a place to count. */
  get $recursiveRef(): undefined {
    if (--this.#budget.left < 0) throw new Error('tameSchema: the budget is spent')
    return undefined
  }
}

function copySchema(raw: unknown, state: Copying, depth: number): boolean | Copied {
  if (typeof raw === 'boolean') return raw
  if (!isObject(raw) || depth > DEEPEST || --state.left <= 0) {
    if (depth > DEEPEST) state.left = 0
    return true
  }
  const copy = new Copied(state.budget)
  for (const [keyword, value] of Object.entries(raw)) {
    const taken = copyKeyword(keyword, value, state, depth + 1)
    if (taken !== undefined) copy[keyword] = taken
  }
  copyType(raw, copy)
  const patterns = get(raw, 'patternProperties')
  // A name that a pattern would have allowed must not count as one too many.
  if (isObject(patterns) && !Object.keys(patterns).every(isQuickPattern))
    for (const keyword of ['patternProperties', 'additionalProperties', 'unevaluatedProperties']) copy[keyword] = undefined
  return copy
}

function copyKeyword(keyword: string, value: unknown, state: Copying, depth: number): unknown {
  if (MANY.has(keyword) && Array.isArray(value)) {
    if (keyword === 'items') state.hasTuples = true
    return value.length > 0 ? value.map((one) => copySchema(one, state, depth)) : undefined
  }
  if (ONE.has(keyword)) return isObject(value) || typeof value === 'boolean' ? copySchema(value, state, depth) : undefined
  if (NAMED.has(keyword)) return isObject(value) ? copyNamed(value, state, depth) : undefined
  if (NUMBERS.has(keyword)) return typeof value === 'number' ? value : undefined
  if (TEXTS.has(keyword)) return typeof value === 'string' && value !== '' ? value : undefined
  if (keyword === 'pattern') return typeof value === 'string' && isQuickPattern(value) ? value : undefined
  if (keyword === 'const') return value
  if (keyword === 'required') return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : undefined
  return undefined
}

function copyNamed(value: object, state: Copying, depth: number): Record<string, unknown> {
  const copy = Object.create(null) as Record<string, unknown> // so that `__proto__` is a name like any other
  for (const [name, schema] of Object.entries(value)) {
    const isList = Array.isArray(schema) && schema.every((one) => typeof one === 'string')
    copy[name] = isList ? schema : copySchema(schema, state, depth)
  }
  return copy
}

/** `type`, `enum` and `nullable` belong together. A type nobody knows says nothing. */
function copyType(raw: object, copy: Copied): void {
  const isNullable = get(raw, 'nullable') === true
  const told = get(raw, 'type')
  const types = (Array.isArray(told) ? told : [told]).map((type) => (typeof type === 'string' ? type.toLowerCase() : ''))
  if (types.length > 0 && types.every((type) => TYPES.has(type))) copy['type'] = isNullable ? [...types, 'null'] : types
  const choice = get(raw, 'enum')
  if (Array.isArray(choice) && choice.length > 0 && choice.length <= LONGEST_ENUM)
    copy['enum'] = isNullable ? [...(choice as unknown[]), null] : choice
}

/**
 * Whether a pattern takes no text longer than reading it: at most one repetition without an end, and a fixed place to
 * begin.
 * @example `^\d{4}-\d{2}$` and `^[a-z]+$` do, `(a+)+$` does not
 */
function isQuickPattern(pattern: string): boolean {
  const bare = pattern.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x')
  const endless = bare.match(/[*+]|,\}/g)?.length ?? 0
  const isBound = bare.startsWith('^') && !bare.includes('|')
  if (bare.length > 500 || /\)[*+{]/.test(bare) || endless > (isBound ? 1 : 0)) return false
  try {
    new RegExp(pattern, 'u')
    return true
  } catch {
    return false
  }
}
