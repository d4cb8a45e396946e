import { get } from '../conversation/facts.ts'
import { parseJson } from '../json/parse-json.ts'
import { minifyJson } from '../json/print.ts'
import { recoverJson } from '../json/recover.ts'
import { ALWAYS, defineRule, type Fix, type FixContext, type Report } from './rule.ts'
import type { Place } from '../conversation/edit.ts'
import type { RuleId } from '../problem.ts'
import type { Message, Part, ToolCallPart } from '../conversation/message.ts'

/** A tool call whose input is written as the API writes it; stored records are turned into calls first. */
function isWritten(part: Part): part is ToolCallPart {
  return part.type === 'tool-call' && (part.style === 'plain' || part.style === 'legacy')
}

/** Calls of tools that an API has itself (a shell, a patch, a screen) take structures; a function takes text. */
function isOtherItem(value: unknown): boolean {
  const type = get(value, 'type')
  return typeof type === 'string' && type.endsWith('_call') && type !== 'function_call'
}

function reportAt<M extends string>(
  report: Report<M>,
  messageId: M,
  message: Message,
  call: ToolCallPart,
  data: Record<string, string> = {},
): void {
  report({
    messageId,
    at: { message: message.index, steps: call.inputSteps },
    callId: call.callId,
    data: { tool: call.name ?? '', ...data },
  })
}

const GOT: Readonly<Record<string, string>> = {
  object: 'an object',
  list: 'an array',
  number: 'a number',
  boolean: 'a boolean',
  null: 'null',
  string: 'a string',
}

export const missingArguments = defineRule({
  meta: {
    id: 'missing-arguments',
    phase: 'shape',
    severity: 'error',
    what: 'A call has no arguments at all.',
    why: 'The API wants the field also for a tool that takes none.',
    messages: { missing: 'The call to `{tool}` has no arguments.', add: 'Add empty arguments' },
  },
  passesPlain: true,
  checkMessage(message, value, _scope, report) {
    if (isOtherItem(value)) return
    for (const call of message.parts) {
      if (!isWritten(call)) continue
      const { kind } = call.input
      if (kind === 'missing' && call.name !== null) reportAt(report, 'missing', message, call)
    }
  },
  fix: ({ at }, { scope }) => [
    { titleId: 'add', safety: 'review', when: ALWAYS, edits: [set(at, write('{}', scope.format.callInput))] },
  ],
})

export const argumentsNotString = defineRule({
  meta: {
    id: 'arguments-not-string',
    phase: 'shape',
    severity: 'error',
    what: 'The arguments of a call are a structure where the API wants JSON text in a string.',
    why: 'Most clients parse the arguments to run the tool and forget to encode them again.',
    messages: { wrong: 'The arguments of `{tool}` are {got}, not a string.', encode: 'Write the arguments as JSON text' },
  },
  passesPlain: true,
  checkMessage(message, value, { format }, report) {
    if (format.callInput !== 'string' || isOtherItem(value)) return
    for (const call of message.parts) {
      if (!isWritten(call)) continue
      const { kind } = call.input
      if (kind !== 'string' && kind !== 'missing') reportAt(report, 'wrong', message, call, { got: GOT[kind] ?? kind })
    }
  },
  fix({ at }, { scope }) {
    const text = scope.textAt(at.message ?? 0, at.steps)
    if (text === null) return []
    const json = text === 'null' ? '{}' : text.startsWith('{') ? minifyJson(text) : `{"value":${minifyJson(text)}}`
    return [{ titleId: 'encode', safety: 'safe', when: ALWAYS, edits: [set(at, JSON.stringify(json))] }]
  },
})

export const argumentsEmpty = defineRule({
  meta: {
    id: 'arguments-empty',
    phase: 'shape',
    severity: 'warning',
    what: 'The arguments of a call are an empty text.',
    why: 'A tool without parameters often leaves this; it runs, and then every later request is refused by servers that parse the arguments.',
    messages: { empty: 'The arguments of `{tool}` are empty.', fill: 'Write `{}`' },
  },
  passesPlain: true,
  checkMessage(message, _value, _scope, report) {
    for (const call of message.parts) {
      if (!isWritten(call)) continue
      const { kind, parsed } = call.input
      if (kind === 'string' && parsed === 'empty') reportAt(report, 'empty', message, call)
    }
  },
  fix: ({ at }, { scope }) => [
    { titleId: 'fill', safety: 'safe', when: ALWAYS, edits: [set(at, write('{}', scope.format.callInput))] },
  ],
})

export const argumentsInvalidJson = defineRule({
  meta: {
    id: 'arguments-invalid-json',
    phase: 'shape',
    severity: 'warning',
    what: 'The arguments of a call are not JSON.',
    why: 'Models slip; many servers parse the arguments of the whole history and refuse it.',
    messages: {
      broken: 'The arguments of `{tool}` are not JSON.',
      mend: 'Mend the arguments',
      wrap: 'Keep the text of the arguments in an object',
    },
  },
  passesPlain: true,
  checkMessage(message, _value, { target: { rules } }, report) {
    for (const call of message.parts) {
      if (!isWritten(call)) continue
      const { kind, parsed } = call.input
      // What is empty or cut off has a rule of its own, unless an API makes no difference.
      const isBroken =
        parsed === 'broken' ||
        (parsed === 'truncated' && rules['arguments-truncated'] === undefined) ||
        (parsed === 'empty' && rules['arguments-empty'] === undefined)
      if (kind === 'string' && isBroken) reportAt(report, 'broken', message, call, { id: call.callId ?? '' })
    }
  },
  fix: ({ at }, context) => mendOrWrap(at, context, 'mend', 'wrap'),
})

export const argumentsTruncated = defineRule({
  meta: {
    id: 'arguments-truncated',
    phase: 'shape',
    severity: 'warning',
    what: 'The arguments of a call end in the middle.',
    why: 'The answer of the model was cut by its token limit or by a lost connection.',
    messages: {
      cut: 'The arguments of `{tool}` are cut off.',
      mend: 'Close the arguments where they end',
      wrap: 'Keep the text of the arguments in an object',
    },
  },
  passesPlain: true,
  checkMessage(message, _value, _scope, report) {
    for (const call of message.parts) {
      if (!isWritten(call)) continue
      const { kind, parsed } = call.input
      if (kind === 'string' && parsed === 'truncated') reportAt(report, 'cut', message, call)
    }
  },
  fix: ({ at }, context) => mendOrWrap(at, context, 'mend', 'wrap'),
})

const FINER: Readonly<Record<string, RuleId>> = {
  empty: 'arguments-empty',
  broken: 'arguments-invalid-json',
  truncated: 'arguments-truncated',
}

export const argumentsNotObject = defineRule({
  meta: {
    id: 'arguments-not-object',
    phase: 'shape',
    severity: 'warning',
    what: 'The arguments of a call are JSON, but no object.',
    why: 'Every tool takes named parameters. A string that holds JSON was encoded twice.',
    messages: {
      wrong: 'The input of `{tool}` is {got}, not an object.',
      text: 'The input of `{tool}` is a text, not an object.',
      twice: 'The arguments of `{tool}` were encoded twice.',
      open: 'Write the input as the object it stands for',
      decode: 'Take one encoding off',
      wrap: 'Put the value into an object',
    },
  },
  passesPlain: true,
  checkMessage(message, _value, { format, target, foreign }, report) {
    for (const call of message.parts) {
      if (!isWritten(call)) continue
      const { kind, parsed } = call.input
      const finer = FINER[parsed]
      // A text that is no JSON is told by a rule of its own, unless the API only sees that it is no object.
      const weight = finer && target.rules[finer]
      const isOwn = weight === 'error' || (weight !== undefined && parsed === 'empty')
      const isToldFiner = finer !== undefined && (foreign || isOwn || format.callInput === 'string')
      if (kind === 'missing' || isToldFiner) continue
      if (format.callInput === 'object') {
        if (kind === 'string') reportAt(report, 'text', message, call, { got: GOT[parsed] ?? parsed })
        else if (kind !== 'object') reportAt(report, 'wrong', message, call, { got: GOT[kind] ?? kind })
      } else if (kind === 'string' && parsed !== 'object') {
        reportAt(report, parsed === 'string' ? 'twice' : 'wrong', message, call, { got: GOT[parsed] ?? parsed })
      }
    }
  },
  fix({ at }, { scope }) {
    const text = scope.textAt(at.message ?? 0, at.steps)
    if (text === null) return []
    const { callInput } = scope.format
    const inner = text.startsWith('"') ? decoded(JSON.parse(text) as string) : text
    const isRead = isJson(inner)
    if (isRead && inner.startsWith('{')) {
      return [
        {
          titleId: callInput === 'object' ? 'open' : 'decode',
          safety: 'safe',
          when: ALWAYS,
          edits: [set(at, write(inner, callInput))],
        },
      ]
    }
    // A text that is no JSON is told by another rule too, and is kept as that one keeps it.
    const value = isRead ? `{"value":${inner}}` : JSON.stringify({ raw_arguments: JSON.parse(text) as string })
    const json = inner === 'null' || inner === '' ? '{}' : value
    return [{ titleId: 'wrap', safety: 'review', when: ALWAYS, edits: [set(at, write(json, callInput))] }]
  },
})

/** Takes encodings off as long as a string holds JSON; gives JSON text. */
function decoded(text: string): string {
  let json = text.trim()
  for (let layer = 0; layer < 8 && json.startsWith('"'); layer++) {
    const inner = (JSON.parse(json) as string).trim()
    if (!isJson(inner)) return json
    json = inner
  }
  return json
}

function isJson(text: string): boolean {
  return parseJson(text) !== undefined
}

/** Mended text counts only if it is an object that still says something; else the raw text is kept under a key. */
function mendOrWrap<M extends string>(at: Place, { scope }: FixContext, mend: M, wrap: M): readonly Fix<M>[] {
  const text = scope.textAt(at.message ?? 0, at.steps)
  if (!text?.startsWith('"')) return []
  const raw = JSON.parse(text) as string
  const mended = raw.trim() === '' ? '{}' : mendedObject(raw)
  const { callInput } = scope.format
  if (mended !== null) return [{ titleId: mend, safety: 'review', when: ALWAYS, edits: [set(at, write(mended, callInput))] }]
  return [
    { titleId: wrap, safety: 'review', when: ALWAYS, edits: [set(at, write(JSON.stringify({ raw_arguments: raw }), callInput))] },
  ]
}

function mendedObject(raw: string): string | null {
  const recovered = recoverJson(raw)
  if (!recovered?.json.startsWith('{') || recovered.json === '{}') return null
  // What stands after the object may be only what a model adds by mistake: brackets, commas, spaces.
  if (recovered.rest !== null && /[^\s}\],;]/.test(raw.slice(recovered.rest))) return null
  return isJson(recovered.json) ? recovered.json : null
}

function set(at: Place, json: string): { type: 'set'; at: Place; json: string } {
  return { type: 'set', at, json }
}

/** JSON text of an object, as the format writes an input. */
function write(json: string, callInput: 'string' | 'object'): string {
  return callInput === 'object' ? json : JSON.stringify(json)
}
