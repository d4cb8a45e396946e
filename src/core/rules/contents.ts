import { get, isObject } from '../conversation/facts.ts'
import { EMPTY_RESULT, EMPTY_TEXT } from '../conversation/synthetic.ts'
import { valueAt } from '../conversation/value-at.ts'
import { contentOfText } from '../conversation/writing.ts'
import { minifyJson, printJson } from '../json/print.ts'
import { ALWAYS, defineRule, type Fix, type Report, type Scope } from './rule.ts'
import type { Steps } from '../json/path.ts'
import type { Place } from '../conversation/edit.ts'
import type { Message } from '../conversation/message.ts'

const contentAt = (message: Message): Place => ({ message: message.index, steps: [...message.base, 'content'] })
const contentOf = (message: Message, value: unknown): unknown => get(valueAt(value, message.base), 'content')
/** Gemini keeps what a message says under `parts`. */
/** Parts of the source's own API say by their key what they are: their writer gives them a type. */
const hasUntypedParts = ({ format, foreign }: Scope): boolean =>
  foreign && get(format.writeText(''), 'type') === undefined && isObject(format.writeText(''))

const hasGeminiParts = ({ format, foreign }: Scope): boolean => !foreign && format.id === 'gemini'
const hasCalls = (message: Message): boolean => message.parts.some(({ type }) => type === 'tool-call')
/** A record or a bare call that stands for a message has no content to speak of. */
const isMessage = (message: Message): boolean => message.malformed === null && message.roleWord !== ''
const isResult = (message: Message): boolean =>
  message.parts.some((part) => part.type === 'tool-result' && part.steps.length === message.base.length)

function setText<M extends string>(titleId: M, at: Place, text: string, safety: 'safe' | 'review' = 'review'): Fix<M>[] {
  return [{ titleId, safety, when: ALWAYS, edits: [{ type: 'set', at, json: JSON.stringify(text) }] }]
}

/** What to write where a content is missing: nothing for an assistant, a marked text elsewhere. */
function standIn(message: Message | undefined): string {
  if (message?.role === 'assistant') return ''
  return message && isResult(message) ? EMPTY_RESULT : EMPTY_TEXT
}

export const nullContent = defineRule({
  meta: {
    id: 'null-content',
    phase: 'contents',
    severity: 'error',
    what: 'The content of a message is null.',
    why: 'Only an assistant that makes calls may say nothing.',
    messages: {
      null: 'The content of this message is null.',
      fill: 'Write a text that says there is none',
      empty: 'Write an empty text',
    },
  },
  passesPlain: true,
  checkMessage(message, value, { format }, report) {
    if (!isMessage(message) || contentOf(message, value) !== null) return
    const given = valueAt(value, message.base)
    const speaks = hasCalls(message) || get(given, 'refusal') || get(given, 'audio')
    if (message.role === 'assistant' && speaks && format.resultsIn === 'next-messages') return
    // A tool that returned nothing is told as such, more gently: `empty-result`.
    if (!isResult(message)) report({ messageId: 'null', at: contentAt(message) })
  },
  fix({ at }, { scope }) {
    const text = standIn(scope.conversation.messages[at.message ?? -1])
    return setText(text === '' ? 'empty' : 'fill', at, text)
  },
})

export const missingContent = defineRule({
  meta: {
    id: 'missing-content',
    phase: 'contents',
    severity: 'error',
    what: 'A message has no content at all.',
    why: 'The field is required unless an assistant makes calls.',
    messages: {
      missing: 'This message has no content.',
      fill: 'Write a text that says there is none',
      empty: 'Write an empty text',
    },
  },
  passesPlain: true,
  checkMessage(message, value, _scope, report) {
    if (!isMessage(message) || contentOf(message, value) !== undefined || hasCalls(message)) return
    const given = valueAt(value, message.base)
    if (
      get(given, 'refusal') ||
      get(given, 'audio') ||
      get(given, 'parts') ||
      message.parts.some((part) => part.type === 'tool-result' && part.style === 'combined')
    )
      return
    report({ messageId: 'missing', at: contentAt(message) })
  },
  fix({ at }, { scope }) {
    const text = standIn(scope.conversation.messages[at.message ?? -1])
    return setText(text === '' ? 'empty' : 'fill', at, text)
  },
})

export const emptyResult = defineRule({
  meta: {
    id: 'empty-result',
    phase: 'contents',
    severity: 'info',
    what: 'A tool gave no output.',
    why: 'An empty result is an answer and stays; null is none the API takes.',
    messages: {
      empty: 'This result is empty.',
      null: 'The content of this result is {got}.',
      fill: 'Write a text that says there was no output',
    },
  },
  passesSound: true,
  checkConversation({ pairing, format, conversation: { messages } }, report) {
    pairing.results.forEach(({ message, result }, index) => {
      if (!result.empty || result.style === 'stored-record' || result.style === 'hosted') return
      // A message without content is told as such: `missing-content`; an item has no role to be one.
      const isMissing = result.contentKind === 'missing' && messages[message]?.roleWord === ''
      const refused =
        format.resultsIn === 'next-messages' && (isMissing || result.contentKind === 'null' || result.contentKind === 'list')
      const at = { message, steps: result.contentSteps }
      if (refused)
        report({
          messageId: 'null',
          at,
          result: index,
          callId: result.callId,
          severity: 'error',
          data: { got: isMissing ? 'not there' : result.contentKind === 'null' ? 'null' : 'an empty list' },
        })
      else if (result.contentKind !== 'missing') report({ messageId: 'empty', at, callId: result.callId })
    })
  },
  fix: ({ messageId, at }) => (messageId === 'null' ? setText('fill', at, EMPTY_RESULT) : []),
})

export const resultContentNotString = defineRule({
  meta: {
    id: 'result-content-not-string',
    phase: 'contents',
    severity: 'error',
    what: 'The content of a result is a structure the API does not take.',
    why: 'Tools return objects; the API wants text, or a list of typed parts.',
    messages: { wrong: 'The content of this result is {got}, not a text.', encode: 'Write the content as JSON text' },
  },
  passesPlain: true,
  checkMessage(message, value, scope, report) {
    const { format } = scope
    if (hasUntypedParts(scope)) return
    for (const [index, part] of message.parts.entries()) {
      if (part.type !== 'tool-result' || part.style === 'stored-record' || part.style === 'hosted' || part.style === 'combined')
        continue
      const content = valueAt(value, part.contentSteps)
      const parts = Array.isArray(content)
      const bad = parts
        ? content.length > 0 && content.some((item) => typeof get(item, 'type') !== 'string')
        : !['string', 'missing', 'null'].includes(part.contentKind)
      if (!bad) continue
      const untyped = parts ? content.findIndex((item) => typeof get(item, 'type') !== 'string') : -1
      // An API that looks at each part misses the type of the first that has none.
      const inside = untyped >= 0 && format.resultsIn === 'next-messages' ? [untyped, 'type'] : []
      report({
        messageId: 'wrong',
        at: { message: message.index, steps: [...part.contentSteps, ...inside] },
        callId: part.callId,
        data: { got: parts ? 'a list of things without a type' : spoken(part.contentKind), part: index },
      })
    }
  },
  fix({ at, data }, { scope }) {
    const part = scope.conversation.messages[at.message ?? -1]?.parts[Number(data?.['part'])]
    if (part?.type !== 'tool-result') return []
    const content = { message: at.message, steps: part.contentSteps }
    const text = scope.textAt(at.message ?? 0, content.steps)
    return text === null ? [] : setText('encode', content, joined(text) ?? minifyJson(text), 'safe')
  },
})

const spoken = (kind: string): string => (kind === 'object' ? 'an object' : kind === 'list' ? 'a list' : `a ${kind}`)

/** A list of texts becomes one text, a line each. */
function joined(json: string): string | null {
  const value: unknown = JSON.parse(json)
  return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string') ? value.join('\n') : null
}

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
    if (!Array.isArray(content) || isResult(message) || hasUntypedParts(scope)) return
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

const OUTPUT_PARTS = /^(?:output_text|refusal|reasoning_text)$/
const INPUT_PARTS = /^input_/

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
    if (format.id === 'bedrock-converse') {
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
    // What such a block is, its other key says.
    if (scope.format.id === 'bedrock-converse' && isObject(value) && Object.keys(value).some((key) => BLOCK_KEYS.has(key)))
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

const BLOCK_KEYS: ReadonlySet<string> = new Set([
  'text',
  'image',
  'document',
  'video',
  'toolUse',
  'toolResult',
  'reasoningContent',
])

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

export const emptyTextBlock = defineRule({
  meta: {
    id: 'empty-text-block',
    phase: 'contents',
    severity: 'warning',
    what: 'A text is empty or blank.',
    why: 'Some APIs refuse it everywhere, some only in messages of the user.',
    messages: { empty: 'This text is {how}.', fill: 'Write a text that says there is none', remove: 'Take the empty part out' },
  },
  passesPlain: true,
  checkMessage(message, value, scope, report) {
    if (hasGeminiParts(scope)) return checkGeminiTexts(message, value, (steps) => report(finding(message, steps, 'empty')))
    if (!isMessage(message) || message.role === 'tool') return
    const inParts = Array.isArray(contentOf(message, value))
    for (const part of message.parts) {
      if (part.type !== 'text' || !part.blank || isHarmless(message, inParts, scope)) continue
      if (!part.empty && scope.target.rules['whitespace-text-block'] !== undefined) continue
      report(finding(message, part.steps, part.empty ? 'empty' : 'only white space'))
    }
  },
  fix: ({ at }, { scope }) => replaceBlank(at, scope, 'fill', 'remove'),
})

function finding(message: Message, steps: Steps, how: string) {
  return { messageId: 'empty' as const, at: { message: message.index, steps }, data: { how } }
}

/** An empty text that carries a signature has to come back as it is; white space is taken. */
function checkGeminiTexts(message: Message, value: unknown, found: (steps: Steps) => void): void {
  for (const part of message.parts) {
    if (part.type !== 'text' || !part.empty) continue
    const outer = valueAt(value, part.steps.slice(0, -1))
    if (!get(outer, 'thoughtSignature') && !get(outer, 'thought_signature')) found(part.steps)
  }
}

export const whitespaceTextBlock = defineRule({
  meta: {
    id: 'whitespace-text-block',
    phase: 'contents',
    severity: 'error',
    what: 'A text part is only white space.',
    why: 'The API asks for something to read in every text part.',
    messages: {
      blank: 'This text is only white space.',
      fill: 'Write a text that says there is none',
      remove: 'Take the blank part out',
    },
  },
  passesPlain: true,
  checkMessage(message, value, scope, report) {
    const inParts = Array.isArray(contentOf(message, value))
    if (!isMessage(message) || isHarmless(message, inParts, scope)) return
    for (const part of message.parts) {
      if (part.type === 'text' && part.blank && !part.empty)
        report({ messageId: 'blank', at: { message: message.index, steps: part.steps } })
    }
  },
  fix: ({ at }, { scope }) => replaceBlank(at, scope, 'fill', 'remove'),
})

/** A blank part goes when the message says something else too; else a marked text stands in. */
function replaceBlank<M extends string>(at: Place, { conversation }: Scope, fill: M, remove: M): readonly Fix<M>[] {
  const message = conversation.messages[at.message ?? -1]
  if (!message) return []
  const inParts = typeof at.steps.at(-2) === 'number'
  const others = message.parts.some((part) => part.type !== 'text' || !part.blank)
  if (inParts && others)
    return [
      { titleId: remove, safety: 'safe', when: ALWAYS, edits: [{ type: 'remove', at: { ...at, steps: at.steps.slice(0, -1) } }] },
    ]
  return setText(fill, at, EMPTY_TEXT)
}

/** Where an empty text says nothing wrong: beside calls, or as the optional last word of the assistant. */
function isHarmless(message: Message, inParts: boolean, { format, target }: Scope): boolean {
  if (format.resultsIn === 'next-messages') {
    if (message.role === 'assistant' && hasCalls(message)) return target.messages?.noEmptyTextBesideCalls !== true
    return !inParts && (message.role === 'assistant' || target.rules['empty-message-content'] === 'error')
  }
  return !inParts // a blank text that is the whole content is told by `empty-message-content`
}

export const emptyMessageContent = defineRule({
  meta: {
    id: 'empty-message-content',
    phase: 'contents',
    severity: 'warning',
    what: 'A message has nothing in it.',
    why: 'APIs refuse it, except for an optional last word of the assistant.',
    messages: {
      empty: 'This message is empty.',
      besideCalls: 'An empty list stands as content beside the calls; they are not seen then.',
      toNull: 'Write the content as null',
      remove: 'Take the empty message out',
      fill: 'Write a text that says there is none',
    },
  },
  passesPlain: true,
  checkMessage(message, value, scope, report) {
    const { conversation, format, target } = scope
    if (hasGeminiParts(scope)) {
      const parts = get(value, 'parts')
      const isEmpty = parts === undefined || parts === null || (Array.isArray(parts) && parts.length === 0)
      if (isEmpty && message.malformed === null && message.parts.length === 0)
        report({ messageId: 'empty', at: { message: message.index, steps: ['parts'] } })
      return
    }
    const content = contentOf(message, value)
    if (hasCalls(message)) {
      if (!scope.foreign && target.format === 'openai-chat' && Array.isArray(content) && content.length === 0)
        report({ messageId: 'besideCalls', at: contentAt(message), severity: 'error', data: { besideCalls: 1 } })
      return
    }
    if (!isMessage(message) || message.role === 'tool') return
    const isMissing = format.id === 'bedrock-converse' && !scope.foreign && (content === undefined || content === null)
    const empty =
      isMissing ||
      content === '' ||
      (Array.isArray(content) && content.length === 0) ||
      (typeof content === 'string' && content.trim() === '' && format.resultsIn === 'next-message')
    if (!empty) return
    const isLast = message.index === conversation.messages.length - 1
    if (format.resultsIn === 'next-messages') {
      const data = { role: message.roleWord }
      const isError = target.rules['empty-message-content'] === 'error'
      // Text of a user or a system is told by `empty-text-block`; an empty list is refused for every role.
      if (Array.isArray(content)) report({ messageId: 'empty', at: contentAt(message), severity: 'error', data })
      else if (message.role === 'assistant' || isError) report({ messageId: 'empty', at: contentAt(message), data })
    } else if (
      message.role !== 'assistant' ||
      !isLast ||
      format.id === 'bedrock-converse' ||
      (typeof content === 'string' && content !== '')
    )
      report({ messageId: 'empty', at: contentAt(message) })
  },
  checkConversation({ conversation: { body, messages }, target, foreign }, report) {
    // An API without words of its own for an empty list misses the contents of a message.
    const isListEmpty = Array.isArray(get(body, 'contents')) && messages.every(({ role }) => role === 'system')
    if (!foreign && isListEmpty && target.rules['empty-messages'] === undefined)
      report({ messageId: 'empty', at: { message: null, steps: ['contents'] } })
  },
  fix({ at, messageId }, { scope }) {
    if (at.message === null) return []
    if (messageId === 'besideCalls')
      return [{ titleId: 'toNull', safety: 'safe', when: ALWAYS, edits: [{ type: 'set', at, json: 'null' }] }]
    const message = scope.conversation.messages[at.message]
    if (message?.role === 'assistant') {
      const bare = message.parts.length <= 1
      return bare
        ? [
            {
              titleId: 'remove',
              safety: 'safe',
              when: ALWAYS,
              edits: [{ type: 'remove', at: { message: message.index, steps: [] } }],
            },
          ]
        : []
    }
    const set = { type: 'set' as const, at, json: contentOfText(scope.format, EMPTY_TEXT) }
    return [{ titleId: 'fill', safety: 'review', when: ALWAYS, edits: [set] }]
  },
})

export const trailingWhitespace = defineRule({
  meta: {
    id: 'trailing-whitespace',
    phase: 'contents',
    severity: 'error',
    what: 'The last text of the assistant ends in white space.',
    why: 'The API goes on writing where this text ends and refuses to begin after a blank.',
    messages: { blanks: 'The last text ends in white space.', trim: 'Take the white space off the end' },
  },
  checkConversation({ conversation: { messages }, valueOf }, report) {
    const last = messages.at(-1)
    const part = last?.parts.at(-1)
    if (last?.role !== 'assistant' || part?.type !== 'text' || part.blank) return
    const text = valueAt(valueOf(last.index), part.steps)
    if (typeof text === 'string' && text.trimEnd() !== text)
      report({ messageId: 'blanks', at: { message: last.index, steps: part.steps } })
  },
  fix({ at }, { scope }) {
    const text = valueAt(scope.valueOf(at.message ?? 0), at.steps)
    return typeof text === 'string' ? setText('trim', at, text.trimEnd(), 'safe') : []
  },
})
