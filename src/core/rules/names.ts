import { get, isObject } from '../conversation/facts.ts'
import { valueAt } from '../conversation/value-at.ts'
import type { Place } from '../conversation/edit.ts'
import { callsOf, type PairedCall } from '../conversation/pairing.ts'
import { ALWAYS, defineRule, type Data, type Scope } from './rule.ts'
import type { Steps } from '../json/path.ts'

export const functionNamePattern = defineRule({
  meta: {
    id: 'function-name-pattern',
    phase: 'ids',
    severity: 'error',
    what: 'The name of a tool holds characters the API does not take, or too many.',
    why: 'Names with dots, spaces or markup come from other providers and from models that slipped.',
    messages: {
      odd: 'The name `{name}` holds characters the API does not take.',
      long: 'The name `{name}` has {n} characters; the API takes {max}.',
      rename: 'Write the name as `{to}`',
    },
  },
  checkMessage(message, _value, scope, report) {
    for (const part of message.parts) {
      if (part.type !== 'tool-call' || (part.style !== 'plain' && part.style !== 'legacy') || !part.name) continue
      const wrong = judge(part.name, scope)
      if (wrong)
        report({
          messageId: wrong,
          at: { message: message.index, steps: part.nameSteps },
          callId: part.callId,
          data: dataOf(part.name, scope),
          ...(scope.target.functionName.inCalls && { severity: scope.target.functionName.inCalls }),
        })
    }
  },
  checkConversation(scope, report) {
    for (const { name, steps } of definedNames(scope.conversation.body)) {
      const wrong = judge(name, scope)
      if (wrong) report({ messageId: wrong, at: { message: null, steps }, data: dataOf(name, scope) })
    }
  },
  // The name is replaced the same way everywhere, in calls and in the list of tools, so that they still belong together.
  fix({ at, data }, { scope }) {
    const to = legalName(String(data?.['name'] ?? ''), scope)
    const edits = [at, ...resultNames(at, scope)].map((place) => ({
      type: 'set' as const,
      at: place,
      json: JSON.stringify(to),
    }))
    return [{ titleId: 'rename', data: { to }, safety: 'review', when: ALWAYS, edits }]
  },
})

/** Where results of the call say the name too. */
function resultNames({ message, steps }: Place, { pairing, format }: Scope): Place[] {
  if (message === null || format.callIds !== 'optional') return []
  const isMeant = ({ call: { nameSteps } }: PairedCall): boolean =>
    nameSteps.length === steps.length && nameSteps.every((step, i) => step === steps[i])
  const found = callsOf(pairing, message).find(isMeant)
  return (found?.results ?? []).flatMap((index) => {
    const { message: at, result } = pairing.results[index]!
    return result.name === null ? [] : [{ message: at, steps: [...result.steps, 'name'] }]
  })
}

function judge(name: string, { target: { functionName } }: Scope): 'odd' | 'long' | null {
  if (functionName.pattern.test(name)) return null
  return name === '' ? null : name.length > functionName.maxLength && /^[a-zA-Z0-9_-]+$/.test(name) ? 'long' : 'odd'
}

/** `long` tells the API's sentence about length from the one about characters. */
function dataOf(name: string, scope: Scope): Data {
  const max = scope.target.functionName.maxLength
  return { name, n: name.length, max, ...(judge(name, scope) === 'long' ? { long: 1 } : {}) }
}

function legalName(name: string, { target }: Scope): string {
  const { pattern, maxLength } = target.functionName
  const plain = name.replace(/[^a-zA-Z0-9_-]+/g, '_').slice(0, maxLength) || 'unknown_tool'
  return pattern.test(plain) ? plain : `_${plain}`.slice(0, maxLength) // some want a letter first
}

interface DefinedName {
  readonly name: string
  readonly steps: Steps
}

/** Names of tool definitions and where they stand, as each API writes them. */
function definedNames(body: unknown): DefinedName[] {
  const names: DefinedName[] = []
  const add = (value: unknown, ...steps: Steps): void => {
    const name = valueAt(value, steps.slice(-1))
    if (typeof name === 'string') names.push({ name, steps })
  }
  listOf(get(body, 'tools')).forEach((tool, i) => {
    if (isObject(get(tool, 'function'))) add(get(tool, 'function'), 'tools', i, 'function', 'name')
    else add(tool, 'tools', i, 'name')
    for (const key of ['functionDeclarations', 'function_declarations'])
      listOf(get(tool, key)).forEach((declared, j) => add(declared, 'tools', i, key, j, 'name'))
  })
  listOf(get(get(body, 'toolConfig'), 'tools')).forEach((tool, i) =>
    add(get(tool, 'toolSpec'), 'toolConfig', 'tools', i, 'toolSpec', 'name'),
  )
  return names
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

const MESSAGE_NAME = /^[a-zA-Z0-9_-]{1,64}$/

export const messageNamePattern = defineRule({
  meta: {
    id: 'message-name-pattern',
    phase: 'contents',
    severity: 'error',
    what: 'The `name` of a message holds characters the API does not take.',
    why: 'Names of people and agents hold spaces and letters the API does not allow.',
    messages: {
      odd: 'The name `{name}` holds characters the API does not take.',
      empty: 'The name of this message is empty.',
      rename: 'Write the name as `{to}`',
      remove: 'Leave the empty name out',
    },
  },
  passesPlain: true,
  checkMessage(message, value, { format, foreign }, report) {
    if (format.resultsIn !== 'next-messages' || foreign) return
    const name = get(valueAt(value, message.base), 'name')
    if (message.malformed === null && message.roleWord !== '' && typeof name === 'string' && !MESSAGE_NAME.test(name)) {
      report({
        messageId: name === '' ? 'empty' : 'odd',
        at: { message: message.index, steps: [...message.base, 'name'] },
        data: { name },
      })
    }
  },
  fix({ messageId, at, data }) {
    if (messageId === 'empty') return [{ titleId: 'remove', safety: 'safe', when: ALWAYS, edits: [{ type: 'remove', at }] }]
    const to =
      String(data?.['name'] ?? '')
        .replace(/[^a-zA-Z0-9_-]+/g, '_')
        .slice(0, 64) || 'unnamed'
    return [
      { titleId: 'rename', data: { to }, safety: 'review', when: ALWAYS, edits: [{ type: 'set', at, json: JSON.stringify(to) }] },
    ]
  },
})
