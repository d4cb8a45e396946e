import type { Message } from '../conversation/message.ts'
import type { Place } from '../conversation/edit.ts'
import { EMPTY_TEXT } from '../conversation/synthetic.ts'
import { get, isObject } from '../conversation/facts.ts'
import { minifyJson, printJson } from '../json/print.ts'
import { valueAt } from '../conversation/value-at.ts'
import { ALWAYS, defineRule, type Fix, type Report, type Scope } from './rule.ts'
import { contentOf, isMessage, isResult, isUntyped } from './content.ts'

const OUTPUT_PARTS = /^(?:output_text|refusal|reasoning_text)$/

const INPUT_PARTS = /^input_/

export const missingPartType = defineRule({
  meta: {
    id: 'missing-part-type',
    phase: 'contents',
    severity: 'error',
    what: 'A part of a content has no `type`.',
    why: 'Often the content is the output of a tool that happens to be a list.',
    messages: { missing: 'This part has no `type`.', text: 'Make it a text part' },
  },
  passesPlain: true,
  checkMessage(message, value, scope, report) {
    const content = contentOf(message, value)
    // Another API's writer gives untyped parts their type.
    if (!Array.isArray(content) || isResult(message) || (scope.foreign && isUntyped(scope.format))) return
    content.forEach((item, j) => {
      const steps = [...message.base, 'content', j]
      if (!isObject(item)) report({ messageId: 'missing', at: { message: message.index, steps } })
      else if (typeof item['type'] !== 'string')
        report({ messageId: 'missing', at: { message: message.index, steps: [...steps, 'type'] } })
    })
  },
  fix({ at }, { scope }) {
    const steps = at.steps.at(-1) === 'type' ? at.steps.slice(0, -1) : at.steps
    const text = scope.textAt(at.message ?? 0, steps)
    if (text === null) return []
    const value: unknown = JSON.parse(text)
    if (typeof get(value, 'text') === 'string')
      return [
        {
          titleId: 'text',
          safety: 'safe',
          when: ALWAYS,
          edits: [{ type: 'set', at: { ...at, steps: [...steps, 'type'] }, json: '"text"' }],
        },
      ]
    const words = typeof value === 'string' ? value : minifyJson(text)
    return [
      {
        titleId: 'text',
        safety: 'review',
        when: ALWAYS,
        edits: [{ type: 'set', at: { ...at, steps }, json: JSON.stringify({ type: 'text', text: words || EMPTY_TEXT }) }],
      },
    ]
  },
})

export const contentPartType = defineRule({
  meta: {
    id: 'content-part-type',
    phase: 'contents',
    severity: 'error',
    what: 'A part has a type the API does not take here.',
    why: 'Parts of one API are not those of another.',
    messages: {
      unknown: 'A part of type `{type}` is not taken here.',
      media: 'Only some models take a part of type `{type}`.',
      text: 'Keep the part as text',
      retype: 'Write the type of a text of this side',
      untype: 'Leave the type out',
    },
  },
  passesPlain: true,
  checkMessage(message, value, scope, report) {
    const { format, foreign, target, conversation } = scope
    if (foreign) return
    const content = contentOf(message, value)
    if (!Array.isArray(content)) return
    if (target.places.list === 'input') {
      if (conversation.kind === 'response' || !isMessage(message)) return
      const asked = message.role === 'assistant' ? {} : { asked: 1 }
      const taken = message.role === 'assistant' ? OUTPUT_PARTS : INPUT_PARTS
      content.forEach((part, j) => {
        const type = get(part, 'type')
        const at = { message: message.index, steps: [...message.base, 'content', j, 'type'] }
        if (typeof type === 'string' && !taken.test(type)) report({ messageId: 'unknown', at, data: { type, ...asked } })
      })
      return
    }
    if (isUntyped(format)) {
      content.forEach((block, j) => {
        const type = get(block, 'type')
        const at = { message: message.index, steps: [...message.base, 'content', j] }
        if (typeof type === 'string') report({ messageId: 'unknown', at, data: { type } })
      })
    }
    reportMedia(message, scope, report)
    if (format.resultsIn !== 'next-messages') return
    for (const part of message.parts) {
      if (
        part.type === 'unknown' &&
        part.steps.length === message.base.length + 2 &&
        typeof get(valueAt(value, part.steps), 'type') === 'string'
      ) {
        report({ messageId: 'unknown', at: { message: message.index, steps: part.steps }, data: { type: part.word } })
      }
    }
  },
  fix({ at, data }, { scope }) {
    if (at.steps.at(-1) === 'type') return typedFixes(at, String(data?.['type'] ?? ''), scope, 'retype', 'text')
    const value = valueAt(scope.valueOf(at.message ?? 0), at.steps)
    const text = scope.textAt(at.message ?? 0, at.steps)
    if (text === null) return []
    // What such a part is, its other key says.
    if (isUntyped(scope.format) && isObject(value) && isRead(at, scope))
      return [
        {
          titleId: 'untype',
          safety: 'safe',
          when: ALWAYS,
          edits: [{ type: 'remove', at: { ...at, steps: [...at.steps, 'type'] } }],
        },
      ]
    return keptAsText(at, text, scope, 'text')
  },
})

/** The reader knew what the part at a place is. */
function isRead({ message, steps }: Place, { conversation }: Scope): boolean {
  const parts = conversation.messages[message ?? -1]?.parts ?? []
  return parts.some((part) => part.type !== 'unknown' && steps.every((step, i) => step === part.steps[i]))
}

/** Parts that few models take. */
function reportMedia({ index, parts }: Message, { target, conversation: { body } }: Scope, report: Report<'media'>): void {
  const { fewModels } = target
  const model = get(body, 'model') ?? get(body, 'modelId')
  if (!fewModels || (typeof model === 'string' && fewModels.takenBy.test(model))) return
  for (const part of parts) {
    if (part.type !== 'media' || !fewModels.parts.includes(part.word)) continue
    const data = { type: part.word, kind: part.word, media: 1 }
    report({ messageId: 'media', at: { message: index, steps: part.steps }, data, severity: 'warning' })
  }
}

function keptAsText<M extends string>(at: Place, json: string, { format }: Scope, titleId: M): Fix<M>[] {
  const part = printJson(format.writeText(minifyJson(json)))
  return [{ titleId, safety: 'review', when: ALWAYS, edits: [{ type: 'set', at, json: part }] }]
}

/** Items of the Responses API: a text is of the side that says it; of an answer nothing but texts is taken back. */
function typedFixes<M extends string>(at: Place, type: string, scope: Scope, retype: M, keep: M): readonly Fix<M>[] {
  const outer = at.steps.slice(0, -1)
  const message = scope.conversation.messages[at.message ?? -1]
  const part = valueAt(scope.valueOf(at.message ?? 0), outer)
  const own = message?.role === 'assistant' ? 'output_text' : 'input_text'
  if (typeof get(part, 'text') === 'string')
    return [{ titleId: retype, safety: 'safe', when: ALWAYS, edits: [{ type: 'set', at, json: JSON.stringify(own) }] }]
  const said = type === 'refusal' ? get(part, 'refusal') : undefined
  const text = scope.textAt(at.message ?? 0, outer)
  if (text === null) return []
  const json = JSON.stringify({ type: own, text: typeof said === 'string' ? said : minifyJson(text) })
  return [{ titleId: keep, safety: 'review', when: ALWAYS, edits: [{ type: 'set', at: { ...at, steps: outer }, json }] }]
}
