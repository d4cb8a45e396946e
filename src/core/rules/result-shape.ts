import { get, isObject } from '../conversation/facts.ts'
import { valueAt } from '../conversation/value-at.ts'
import { EMPTY_RESULT } from '../conversation/synthetic.ts'
import { contentOfText } from '../conversation/writing.ts'
import { resultsIn } from '../conversation/pairing.ts'
import { ALWAYS, defineRule } from './rule.ts'

export const resultNameMissing = defineRule({
  meta: {
    id: 'result-name-missing',
    phase: 'shape',
    severity: 'error',
    what: 'A result does not say which function it is of.',
    why: 'Where pairs are tied by name and order, a result without a name answers nothing.',
    messages: {
      missing: 'This result has no name.',
      empty: 'The name of this result is empty.',
      name: 'Name it `{to}`, as its call does',
      unknown: 'Name it `unknown_tool`',
    },
  },
  checkMessage(message, _value, { foreign }, report) {
    if (foreign) return
    for (const part of message.parts) {
      if (part.type !== 'tool-result' || part.style !== 'plain' || (part.name !== null && part.name !== '')) continue
      const at = { message: message.index, steps: part.name === null ? part.steps : [...part.steps, 'name'] }
      report({ messageId: part.name === null ? 'missing' : 'empty', at, callId: part.callId })
    }
  },
  fix({ at }, { scope: { pairing, conversation } }) {
    const steps = at.steps.at(-1) === 'name' ? at.steps.slice(0, -1) : at.steps
    const parts = conversation.messages[at.message ?? -1]?.parts ?? []
    const part = parts.findIndex((own) => own.steps.length === steps.length && own.steps.every((step, i) => step === steps[i]))
    const result = resultsIn(pairing, at.message ?? 0, (at.message ?? 0) + 1).find((found) => found.part === part)
    const to = pairing.calls[result?.call ?? -1]?.call.name
    const edits = (name: string) => [
      { type: 'set' as const, at: { ...at, steps: [...steps, 'name'] }, json: JSON.stringify(name) },
    ]
    // One without a call is mended only where it stays a result.
    return to
      ? [{ titleId: 'name', data: { to }, safety: 'safe', when: ALWAYS, edits: edits(to) }]
      : [{ titleId: 'unknown', safety: 'review', when: { orphanedResult: ['add-call'] }, edits: edits('unknown_tool') }]
  },
})

/** Google's convention for what is no object by itself. */
const WRAPPING_KEY = 'output'

const GOT: Readonly<Record<string, string>> = {
  string: 'a text',
  list: 'a list',
  number: 'a number',
  boolean: 'true or false',
  null: 'null',
}

export const resultNotObject = defineRule({
  meta: {
    id: 'result-not-object',
    phase: 'shape',
    severity: 'error',
    what: 'A result is a list or a plain value where the API wants an object.',
    why: 'Tools return lists and texts; the API takes them only under a key.',
    messages: { wrong: 'The content of this result is {got}, not an object.', wrap: 'Put it under a key' },
  },
  checkMessage(message, value, { foreign }, report) {
    if (foreign) return
    for (const part of message.parts) {
      if (part.type !== 'tool-result' || part.style !== 'plain') continue
      const { contentKind: kind, contentSteps: steps } = part
      if (steps.at(-1) === 'response') {
        if (kind === 'object' || kind === 'missing') continue
        const data = { got: GOT[kind] ?? kind, ...(kind === 'list' ? { list: 1 } : {}) }
        report({ messageId: 'wrong', at: { message: message.index, steps }, callId: part.callId, data })
        continue
      }
      const blocks = valueAt(value, steps)
      if (!Array.isArray(blocks)) continue
      blocks.forEach((block, index) => {
        const json = get(block, 'json')
        if (json === undefined || isObject(json)) return
        const got = Array.isArray(json) ? 'a list' : (GOT[json === null ? 'null' : typeof json] ?? 'no object')
        report({
          messageId: 'wrong',
          at: { message: message.index, steps: [...steps, index, 'json'] },
          callId: part.callId,
          data: { got },
        })
      })
    }
  },
  fix({ at }, { scope }) {
    const text = scope.textAt(at.message ?? 0, at.steps)
    if (text === null) return []
    const json = text === 'null' ? '{}' : `{"${WRAPPING_KEY}":${text}}`
    return [{ titleId: 'wrap', safety: 'safe', when: ALWAYS, edits: [{ type: 'set', at, json }] }]
  },
})

export const errorResultEmpty = defineRule({
  meta: {
    id: 'error-result-empty',
    phase: 'contents',
    severity: 'error',
    what: 'A result says that the tool failed, and nothing else.',
    why: 'The API takes an empty result of a tool that worked, but wants to know what went wrong with one that did not.',
    messages: { empty: 'This result failed and has no content.', fill: 'Write a text that says there was no output' },
  },
  checkMessage(message, _value, { foreign }, report) {
    if (foreign) return
    for (const part of message.parts) {
      if (part.type === 'tool-result' && part.style === 'plain' && part.failed && part.empty)
        report({ messageId: 'empty', at: { message: message.index, steps: part.contentSteps }, callId: part.callId })
    }
  },
  fix: ({ at }, { scope }) => [
    {
      titleId: 'fill',
      safety: 'review',
      when: ALWAYS,
      edits: [{ type: 'set', at, json: contentOfText(scope.format, EMPTY_RESULT) }],
    },
  ],
})
