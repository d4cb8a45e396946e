import { get, isObject } from '../conversation/facts.ts'
import { valueAt } from '../conversation/value-at.ts'
import { ALWAYS, defineRule } from './rule.ts'
import { keptBySdk, sentBySdk } from '../conversation/sdk-items.ts'
import type { Message, ToolCallPart } from '../conversation/message.ts'
import type { Steps } from '../json/path.ts'
import type { KnownFields, Target } from '../targets/target.ts'

/** Parts have closed schemas: an API refuses any other field there. */
const PART_FIELDS: Readonly<Record<string, ReadonlySet<string>>> = {
  message: new Set(['role', 'content']),
  text: new Set(['type', 'text', 'cache_control', 'citations']),
  tool_use: new Set(['type', 'id', 'name', 'input', 'cache_control', 'caller']),
  tool_result: new Set(['type', 'tool_use_id', 'content', 'is_error', 'cache_control']),
  thinking: new Set(['type', 'thinking', 'signature']),
  redacted_thinking: new Set(['type', 'data']),
}

export const unknownField = defineRule({
  meta: {
    id: 'unknown-field',
    phase: 'contents',
    severity: 'error',
    what: 'An entry has a field that is not part of its schema.',
    why: 'Fields of responses, of streams and of libraries are not taken back in a request.',
    messages: {
      unknown: '`{field}` is not a field the API knows here.',
      remove: 'Leave `{field}` out',
      custom: 'The call to `{tool}` is one of a custom tool, which the API does not know.',
      toFunction: 'Write it as the call of a function, its text under `raw_arguments`',
      library: 'This item has `{field}`, as the Agents SDK for JavaScript keeps it; the API has another name.',
      toApi: 'Write the item as the SDK sends it',
    },
  },
  passesPlain: true,
  checkMessage(message, value, { format, foreign, conversation, target }, report) {
    if (foreign || message.malformed !== null || conversation.kind === 'response') return
    const own = EXTRAS_OF[format.id] ?? EXTRAS_OF[target.format]
    if (own) {
      // What stands in a list by itself may be kept by a library, with fields of its own.
      const severity = conversation.kind === 'request' ? {} : { severity: 'warning' as const }
      const kept = target.places.list === 'input' ? keptBySdk(value) : null
      if (kept) {
        const data = { field: String(kept.at(-1)) }
        report({ messageId: 'library', at: { message: message.index, steps: kept }, data, ...severity })
        return
      }
      for (const steps of own(value)) {
        const data = { field: String(steps.at(-1)) }
        report({ messageId: 'unknown', at: { message: message.index, steps }, data, ...severity })
      }
      return
    }
    const inRow = conversation.kind === 'rows'
    const extras =
      format.resultsIn === 'next-messages'
        ? chatExtras(message, value, target.fields ?? {}, inRow)
        : partExtras(message, value, inRow)
    for (const steps of extras)
      report({
        messageId: 'unknown',
        at: { message: message.index, steps },
        data: { field: String(steps.at(-1)), role: message.roleWord },
      })
    for (const { steps, name, callId } of format.resultsIn === 'next-messages' ? customCalls(message, value, target) : [])
      report({
        messageId: 'custom',
        at: { message: message.index, steps },
        callId,
        data: { field: 'custom', role: message.roleWord, tool: name ?? '' },
      })
  },
  checkConversation({ conversation: { body }, target: { fields }, foreign }, report) {
    const tools = get(body, 'tools')
    if (foreign || !Array.isArray(tools) || !fields) return
    tools.forEach((_, i) => {
      const type = get(tools[i], 'type')
      if (type !== undefined && type !== 'function') return
      const own = fields.tool ? extrasOf(tools, [i], fields.tool) : []
      const inside = fields.toolFunction ? extrasOf(tools, [i, 'function'], fields.toolFunction) : []
      for (const steps of [...own, ...inside])
        report({
          messageId: 'unknown',
          at: { message: null, steps: ['tools', ...steps] },
          data: { field: String(steps.at(-1)), role: '' },
        })
    })
  },
  fix({ messageId, at }, { scope }) {
    const index = at.message ?? 0
    if (messageId === 'library') {
      const edits = sentBySdk(scope.valueOf(index), index, (steps) => scope.textAt(index, steps))
      return [{ titleId: 'toApi', safety: 'safe', when: ALWAYS, edits }]
    }
    if (messageId !== 'custom') return [{ titleId: 'remove', safety: 'review', when: ALWAYS, edits: [{ type: 'remove', at }] }]
    const json = functionCall((...steps) => scope.textAt(index, [...at.steps, ...steps]))
    return [{ titleId: 'toFunction', safety: 'review', when: ALWAYS, edits: [{ type: 'set', at, json }] }]
  },
})

/** Calls with a text instead of arguments, where the API has no such calls. */
function customCalls({ parts }: Message, value: unknown, { fields }: Target): ToolCallPart[] {
  if (!fields?.call || fields.call.includes('custom')) return []
  return parts.filter(
    (part) => part.type === 'tool-call' && part.style === 'plain' && isObject(get(valueAt(value, part.steps), 'custom')),
  ) as ToolCallPart[] // the filter has asked for the type
}

function functionCall(textAt: (...steps: string[]) => string | null): string {
  const id = textAt('id')
  const input = JSON.stringify(`{"raw_arguments":${textAt('custom', 'input') ?? '""'}}`)
  const told = `"type":"function","function":{"name":${textAt('custom', 'name') ?? '""'},"arguments":${input}}`
  return id === null ? `{${told}}` : `{"id":${id},${told}}`
}

/** APIs whose shapes are neither those of Chat Completions nor blocks with a type. */
const EXTRAS_OF: Readonly<Record<string, ((value: unknown) => Steps[]) | undefined>> = {
  gemini: geminiExtras,
  'openai-responses': itemExtras,
  'bedrock-converse': bedrockExtras,
}

/** The AWS client knows every field, and sends no other. */
function bedrockExtras(value: unknown): Steps[] {
  return Array.isArray(get(value, 'content')) ? extrasOf(value, [], ['role', 'content']) : []
}

/** In either spelling; a null is a field that is not set. */
const GEMINI_FIELDS: Readonly<Record<string, ReadonlySet<string>>> = {
  content: new Set(['role', 'parts']),
  part: new Set([
    'text',
    'thought',
    'thoughtSignature',
    'functionCall',
    'functionResponse',
    'inlineData',
    'fileData',
    'executableCode',
    'codeExecutionResult',
    'toolCall',
    'toolResponse',
    'videoMetadata',
    'partMetadata',
    'mediaResolution',
  ]),
  functionCall: new Set(['id', 'name', 'args', 'partialArgs', 'willContinue']),
  functionResponse: new Set(['id', 'name', 'response', 'parts', 'willContinue', 'scheduling']),
}

function geminiExtras(value: unknown): Steps[] {
  const parts = get(value, 'parts')
  const own = spelledExtras(value, [], GEMINI_FIELDS['content']!)
  if (!Array.isArray(parts)) return own
  const inParts = parts.flatMap((part, i) =>
    ['functionCall', 'functionResponse', 'function_call', 'function_response'].flatMap((key) =>
      get(part, key) ? spelledExtras(value, ['parts', i, key], GEMINI_FIELDS[inCamelCase(key)]!) : [],
    ),
  )
  const ofParts = parts.flatMap((_, i) => spelledExtras(value, ['parts', i], GEMINI_FIELDS['part']!))
  return [...own, ...ofParts, ...inParts]
}

function spelledExtras(value: unknown, steps: Steps, fields: ReadonlySet<string>): Steps[] {
  const inner = valueAt(value, steps)
  return extrasOf(value, steps, fields).filter((extra) => {
    const key = String(extra.at(-1))
    return !fields.has(inCamelCase(key)) && get(inner, key) !== null
  })
}

const inCamelCase = (key: string): string => key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())

/** Items of the Responses API whose schema is closed; those of the tools it runs itself change too often. */
const ITEM_FIELDS: Readonly<Record<string, ReadonlySet<string>>> = {
  // `parts`: instructions that stand beside the list.
  message: new Set(['type', 'id', 'role', 'content', 'status', 'phase', 'created_by', 'parts']),
  function_call: new Set(['type', 'id', 'call_id', 'name', 'arguments', 'status', 'namespace', 'caller', 'created_by']),
  function_call_output: new Set(['type', 'id', 'call_id', 'output', 'status', 'caller', 'created_by']),
  reasoning: new Set(['type', 'id', 'summary', 'content', 'encrypted_content', 'status', 'created_by']),
}

function itemExtras(value: unknown): Steps[] {
  const type = get(value, 'type') ?? (typeof get(value, 'role') === 'string' ? 'message' : null)
  const fields = typeof type === 'string' && Object.hasOwn(ITEM_FIELDS, type) ? ITEM_FIELDS[type]! : null
  const extras = fields ? extrasOf(value, [], fields).filter(([key]) => get(value, String(key)) !== null) : []
  // What was thought is a list of texts: any other content is a message's.
  const content = type === 'reasoning' ? (get(value, 'content') ?? []) : []
  return Array.isArray(content) ? extras : [...extras, ['content']]
}

function chatExtras(message: Message, value: unknown, fields: KnownFields, inRow: boolean): Steps[] {
  const own = (Object.hasOwn(fields.byRole ?? {}, message.roleWord) ? fields.byRole?.[message.roleWord] : null) ?? fields.message
  const extras: Steps[] = own && !inRow && message.roleWord !== '' ? extrasOf(value, message.base, own) : []
  for (const part of message.parts) {
    if (part.type !== 'tool-call' || part.style !== 'plain' || part.exact) continue
    if (isObject(get(valueAt(value, part.steps), 'custom'))) continue
    if (fields.call) extras.push(...extrasOf(value, part.steps, fields.call))
    if (fields.function) extras.push(...extrasOf(value, [...part.steps, 'function'], fields.function))
  }
  return extras
}

function partExtras(message: Message, value: unknown, inRow: boolean): Steps[] {
  const content = get(valueAt(value, message.base), 'content')
  const own = inRow ? [] : extrasOf(value, message.base, PART_FIELDS['message']!)
  if (!Array.isArray(content)) return own
  const inParts = content.flatMap((part, j) => {
    const type = get(part, 'type')
    const fields = typeof type === 'string' && Object.hasOwn(PART_FIELDS, type) ? PART_FIELDS[type] : undefined
    return fields && type !== 'message' ? extrasOf(value, [...message.base, 'content', j], fields) : []
  })
  return [...own, ...inParts]
}

function extrasOf(value: unknown, steps: Steps, fields: readonly string[] | ReadonlySet<string>): Steps[] {
  const inner = valueAt(value, steps)
  const known = new Set(fields)
  return isObject(inner)
    ? Object.keys(inner)
        .filter((key) => !known.has(key))
        .map((key) => [...steps, key])
    : []
}
