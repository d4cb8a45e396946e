import { isObject, kindOf } from '../conversation/facts.ts'
import type { ToolCallPart } from '../conversation/message.ts'
import { requestTools } from '../conversation/request-tools.ts'
import { valueAt } from '../conversation/value-at.ts'
import { parseJson } from '../json/parse-json.ts'
import { formatPath } from '../json/path.ts'
import { schemaCheck, type Mismatch, type SchemaCheck } from '../schema/check-schema.ts'
import { defineRule, type Data } from './rule.ts'

/** Longer ones are files and the like: what could be wrong with them stands in their first characters, or nowhere. */
const LONGEST = 100_000

/**
 * By the text of the schema: a log repeats the tools in each of its requests. They are only remembered, so nothing depends
 * on what is still here.
 */
const checks = new Map<string, SchemaCheck | null>()
const MOST_CHECKS = 500

export const argumentsSchemaMismatch = defineRule({
  meta: {
    id: 'arguments-schema-mismatch',
    phase: 'request',
    severity: 'warning',
    what: 'The arguments of a call are not what the schema of the tool asks for.',
    why: 'No API refuses history for it, but the tool will: the model has slipped, or the tool has changed since.',
    messages: {
      missing: '`{tool}` needs {names}, which the arguments do not have.',
      unexpected: '`{tool}` takes no `{where}`.',
      type: '`{where}` is {got}; `{tool}` takes {expected}.',
      choice: '`{where}` is none of the values `{tool}` takes: {expected}.',
      other: '`{where}` does not satisfy `{keyword}` in the schema of `{tool}`.',
    },
  },
  checkConversation({ conversation: { body }, pairing, valueOf }, report) {
    const { schemas } = requestTools(body)
    if (schemas.size === 0) return
    const own = new Map<string, SchemaCheck | null>()
    for (const { message, call } of pairing.calls) {
      const name = call.name ?? ''
      const schema = schemas.get(name)
      if (!isObject(schema) || !isChecked(call)) continue
      const check = own.get(name) ?? (own.has(name) ? null : checkOf(schema))
      own.set(name, check)
      if (!check) continue
      const input = valueAt(valueOf(message), call.inputSteps)
      const value = typeof input === 'string' ? (input.length > LONGEST ? undefined : parseJson(input)) : input
      const mismatch = isObject(value) ? check(value) : null
      if (mismatch === 'endless') own.set(name, null)
      if (mismatch === null || mismatch === 'endless') continue
      report({
        messageId: mismatch.type,
        // Text inside a string has no place of its own.
        at: { message, steps: typeof input === 'string' ? call.inputSteps : [...call.inputSteps, ...mismatch.steps] },
        callId: call.callId,
        data: dataOf(mismatch, call, value),
      })
    }
  },
})

/** Where the input is no object, other rules have told so. */
function isChecked({ style, input }: ToolCallPart): boolean {
  return (style === 'plain' || style === 'legacy') && input.parsed === 'object'
}

function checkOf(schema: object): SchemaCheck | null {
  const text = textOf(schema)
  if (text === null) return null
  const known = checks.get(text)
  if (known !== undefined) return known
  if (checks.size >= MOST_CHECKS) checks.clear()
  const check = schemaCheck(schema)
  checks.set(text, check)
  return check
}

function textOf(schema: object): string | null {
  try {
    return JSON.stringify(schema)
  } catch {
    return null // nested too deep for the engine's own writer
  }
}

const TYPES: Readonly<Record<string, string>> = {
  array: 'a list',
  list: 'a list',
  boolean: 'a boolean',
  integer: 'a whole number',
  null: 'null',
  number: 'a number',
  object: 'an object',
  string: 'a string',
}

function dataOf({ type, steps, words }: Mismatch, { name }: ToolCallPart, value: unknown): Data {
  const where = formatPath(['arguments', ...steps])
  const data = { tool: name ?? '', where }
  switch (type) {
    case 'missing':
      return { ...data, names: words.map((word) => `\`${formatPath(['arguments', ...steps, word])}\``).join(' and ') }
    case 'type':
      return {
        ...data,
        got: TYPES[kindOf(valueAt(value, steps))] ?? '',
        expected: words.map((word) => TYPES[word] ?? word).join(' or '),
      }
    case 'choice':
      return { ...data, expected: words.join(', ') }
    case 'other':
      return { ...data, keyword: words.join(', ') }
    case 'unexpected':
      return data
  }
}
