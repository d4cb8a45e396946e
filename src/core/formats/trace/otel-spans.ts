import type { MessageFacts } from '../../conversation/message.ts'
import type { Cursor } from '../../document/cursor.ts'
import { durationBetween, timeOf } from '../shared/times.ts'
import { unfold } from '../shared/unfold.ts'
import { call, result, text, type PartDraft } from '../transcript.ts'
import { attributesOf, branch, numbered, plainValue, type Attributes, type AttributeTree } from './attributes.ts'
import { messagesIn } from './messages-in.ts'
import type { Span, ToolRun } from './span.ts'
import type { Told } from './told.ts'

/** Spans of OTLP exports, of other exporters, or attributes by themselves. */
export function otelSpansIn(roots: readonly Cursor[]): Cursor[] {
  return unfold(roots, (root, deeper) => {
    if (root.isList) return deeper(root.items())
    const resources = root.any('resourceSpans', 'resource_spans', 'batches')
    if (resources.isList) {
      return resources.items().flatMap((resource) =>
        resource
          .any('scopeSpans', 'scope_spans', 'instrumentationLibrarySpans')
          .items()
          .flatMap((scope) => scope.get('spans').items()),
      )
    }
    const logs = root.any('resourceLogs', 'resource_logs')
    if (logs.isList)
      return logs.items().flatMap((resource) =>
        resource
          .any('scopeLogs', 'scope_logs')
          .items()
          .flatMap((scope) => scope.any('logRecords', 'log_records').items()),
      )
    for (const key of ['spans', 'data', 'rows']) if (root.get(key).isList) return deeper(root.get(key).items())
    return root.isObject ? [root] : []
  })
}

/** The conventions spans follow; several may be mixed in one trace. */
export const CONVENTIONS = {
  genAi: /^gen_ai\.|^traceloop\.|^ai\.(prompt|toolCall|response)/,
  openInference: /^openinference\.|^llm\.(input|output)_messages|^llm\.(model_name|invocation_parameters)/,
}

const STARTED = [
  ...['startTimeUnixNano', 'start_time_unix_nano', 'startTime', 'start_time', 'start_timestamp'],
  ...['timeUnixNano', 'Timestamp', 'timestamp'],
]
const ENDED = ['endTimeUnixNano', 'end_time_unix_nano', 'endTime', 'end_time', 'end_timestamp']
const TRACE = ['traceId', 'trace_id', 'TraceId', 'context.trace_id']
/** Spans around those of models, or of other work. */
const AROUND = new Set([
  ...['invoke_agent', 'create_agent', 'agent', 'chain', 'workflow', 'task', 'embeddings'],
  ...['embedding', 'retriever', 'reranker', 'guardrail', 'evaluator'],
])

/** Spans of a trace that say no conversation are of the one that the others say. */
export function readOtelSpans(roots: readonly Cursor[]): Span[] {
  const found = otelSpansIn(roots)
  const named = new Map<string, Set<string>>()
  for (const at of found) {
    const trace = traceOf(at)
    const id = conversationOf(attributesOf(at))
    if (trace === null || id === null) continue
    const own = named.get(trace)
    if (own) own.add(id)
    else named.set(trace, new Set([id]))
  }
  return found.map((at) => {
    const span = otelSpan(at)
    const ids = named.get(traceOf(at) ?? '')
    return ids?.size === 1 ? { ...span, thread: [...ids][0]! } : span
  })
}

const traceOf = (at: Cursor): string | null => at.any(...TRACE).text ?? at.at('context', 'trace_id').text
const conversationOf = (attributes: Attributes): string | null =>
  attributes.get('gen_ai.conversation.id', 'session.id')?.text ?? null

function isAround(attributes: Attributes): boolean {
  const operation = attributes
    .get('gen_ai.operation.name', 'openinference.span.kind', 'traceloop.span.kind')
    ?.string?.toLowerCase()
  const vercel = attributes.get('ai.operationId')?.string ?? ''
  return AROUND.has(operation ?? '') || /^ai\.(generate|stream)\w+$|^ai\.embed/.test(vercel)
}

function otelSpan(at: Cursor): Span {
  const attributes = attributesOf(at)
  const started = at.any(...STARTED)
  const ended = at.any(...ENDED)
  const tool = toolRun(at, attributes)
  const asked = tool ? [] : askedIn(at, attributes)
  const answered = tool ? [] : answeredIn(at, attributes)
  return {
    at,
    kind: tool ? 'tool' : isAround(attributes) ? 'other' : 'model',
    thread: conversationOf(attributes) ?? traceOf(at),
    time: timeOf(started),
    duration: durationBetween(started, ended),
    asked,
    answered,
    facts: factsIn(started, attributes),
    more: () => [],
    tool,
  }
}

function factsIn(started: Cursor, attributes: Attributes): MessageFacts {
  const time = timeOf(started)
  const model = attributes.get('gen_ai.response.model', 'gen_ai.request.model', 'llm.model_name', 'ai.model.id')?.string
  const input = amount(attributes, 'gen_ai.usage.input_tokens', 'gen_ai.usage.prompt_tokens', 'llm.token_count.prompt')
  const output = amount(attributes, 'gen_ai.usage.output_tokens', 'gen_ai.usage.completion_tokens', 'llm.token_count.completion')
  const tokens = { input, output }
  return {
    ...(time === undefined ? {} : { time }),
    ...(model ? { model } : {}),
    ...(tokens.input === null && tokens.output === null ? {} : { tokens }),
  }
}

/** A column of a table says numbers as texts. */
function amount(attributes: Attributes, ...names: readonly string[]): number | null {
  const text = attributes.get(...names)?.text
  const value = text === null || text === undefined || text === '' ? NaN : Number(text)
  return Number.isFinite(value) ? value : null
}

/** What tells a tool that ran where nobody names the operation. */
const RAN = ['gen_ai.tool.call.id', 'gen_ai.tool.call.arguments', 'gen_ai.tool.call.result', 'tool_arguments', 'tool_response']

function toolRun(at: Cursor, attributes: Attributes): ToolRun | null {
  const kind = attributes.get('openinference.span.kind', 'traceloop.span.kind')?.string?.toUpperCase()
  const isTool =
    attributes.get('gen_ai.operation.name')?.string === 'execute_tool' ||
    kind === 'TOOL' ||
    attributes.get('ai.toolCall.id') !== null ||
    (attributes.get('gen_ai.tool.name') !== null && attributes.get(...RAN) !== null)
  if (!isTool) return null
  const name = attributes.get('gen_ai.tool.name', 'tool.name', 'ai.toolCall.name', 'traceloop.entity.name') ?? at.get('name')
  const failed = attributes.get('error.type') !== null || hasFailed(at)
  return {
    name,
    id: attributes.get('gen_ai.tool.call.id', 'tool_call.id', 'tool.id', 'ai.toolCall.id'),
    input: attributes.get(
      'gen_ai.tool.call.arguments',
      'input.value',
      'tool.parameters',
      'ai.toolCall.args',
      'traceloop.entity.input',
      'input',
      'tool_arguments',
    ),
    output:
      attributes.get(
        'gen_ai.tool.call.result',
        'output.value',
        'ai.toolCall.result',
        'traceloop.entity.output',
        'output',
        'tool_response',
        'gen_ai.tool.message',
      ) ?? (failed ? errorIn(at) : null),
    failed,
    isGuess: false,
  }
}

function hasFailed(at: Cursor): boolean {
  const code =
    at.at('status', 'code').text ?? at.at('status', 'status_code').text ?? at.any('status_code', 'StatusCode').text ?? ''
  return code === '2' || /error$/i.test(code) || at.get('is_exception').value === true
}

/** What went wrong, where a tool gave nothing back. */
function errorIn(at: Cursor): Cursor | null {
  const said = [
    at.at('status', 'message'),
    at.at('status', 'description'),
    at.any('status_message', 'StatusMessage', 'exception_message'),
    ...at
      .get('events')
      .items()
      .map((event) => attributesOf(event).get('exception.message') ?? event.get('none')),
  ]
  return said.find(({ string }) => string) ?? null
}

/** The most exact account counts: flattened messages, then structured ones, then the texts of input and output. */
function askedIn(at: Cursor, attributes: Attributes): readonly Told[] {
  const system = attributes.get('gen_ai.system_instructions')
  const before = system ? messagesIn(system, 'system') : []
  const found = firstOf([
    () => flattened(attributes.under('llm.input_messages'), 'message'),
    () => flattened(attributes.under('gen_ai.prompt'), null),
    () => inAttribute(attributes, 'user', 'gen_ai.input.messages', 'ai.prompt.messages', 'gen_ai.prompt'),
    () => inEvents(at, attributes),
    () => inAttribute(attributes, 'user', 'pydantic_ai.all_messages', 'all_messages_events'),
    () => inAttribute(attributes, 'user', 'input.value', 'traceloop.entity.input', 'ai.prompt', 'input', 'request'),
  ])
  return [...before, ...found]
}

function answeredIn(at: Cursor, attributes: Attributes): readonly Told[] {
  return firstOf([
    () => flattened(attributes.under('llm.output_messages'), 'message'),
    () => flattened(attributes.under('gen_ai.completion'), null),
    () =>
      inAttribute(
        attributes,
        'assistant',
        'gen_ai.output.messages',
        'gen_ai.completion',
        'ai.response.toolCalls',
        'ai.response.text',
      ),
    () => inAttribute(attributes, 'assistant', 'output.value', 'traceloop.entity.output', 'output', 'response'),
  ])
}

function firstOf(ways: readonly (() => readonly Told[])[]): readonly Told[] {
  for (const way of ways) {
    const found = way()
    if (found.length > 0) return found
  }
  return []
}

function inAttribute(attributes: Attributes, speaker: 'user' | 'assistant', ...names: readonly string[]): readonly Told[] {
  for (const name of names) {
    const value = attributes.get(name)
    const found = value ? messagesIn(value, speaker) : []
    if (found.length > 0) return found
  }
  return []
}

/** Older conventions: each message is an event of the span, or a log record. */
const EVENT_ROLES: Readonly<Record<string, 'system' | 'user' | 'assistant' | 'tool'>> = {
  'gen_ai.system.message': 'system',
  'gen_ai.user.message': 'user',
  'gen_ai.assistant.message': 'assistant',
  'gen_ai.tool.message': 'tool',
  'gen_ai.choice': 'assistant',
}

function inEvents(at: Cursor, span: Attributes): Told[] {
  const listed = span.get('events')?.json().items() ?? []
  return [at, ...at.get('events').items(), ...listed].flatMap((event): readonly Told[] => {
    const attributes = event === at ? span : attributesOf(event)
    const name = event.any('name', 'eventName', 'event_name').string ?? attributes.get('event.name')?.string ?? ''
    const held = event === at ? null : attributes.get('gen_ai.input.messages')
    const messages = held ? messagesIn(held, 'user') : []
    if (messages.length > 0) return messages
    const said = Object.hasOwn(EVENT_ROLES, name) ? name : (attributes.get('event.name')?.string ?? '')
    return Object.hasOwn(EVENT_ROLES, said) ? readEvent(event, attributes, EVENT_ROLES[said]!) : []
  })
}

/** What was said stands in a body, in attributes, or in JSON text of either; a choice wraps it as `message`. */
function readEvent(event: Cursor, attributes: Attributes, role: 'system' | 'user' | 'assistant' | 'tool'): Told[] {
  const details = attributes.get('gen_ai.event.content', 'event.body')
  const body = (details ?? plainValue(event.any('body', 'attributes'))).json()
  const whole = attributes.get('message')?.json() ?? body.get('message').json()
  const message = whole.isObject ? whole : body
  const content = attributes.get('content') ?? message.get('content')
  const calls = (attributes.get('tool_calls') ?? message.get('tool_calls')).json().items().map(functionCall)
  const id = attributes.get('id', 'tool_call_id') ?? message.any('id', 'tool_call_id')
  const said: PartDraft[] = content.isThere && content.string !== '' ? [text(content)] : []
  const parts = role === 'tool' ? [result({ at: event, id, name: message.get('name'), content })] : [...said, ...calls]
  return parts.length > 0 ? [{ at: event, role, parts }] : []
}

function functionCall(entry: Cursor): PartDraft {
  const details = entry.get('function').isObject ? entry.get('function') : entry
  return call({ at: entry, id: entry.get('id'), name: details.get('name'), input: details.get('arguments') })
}

/** `prefix.N[.message].role`, `.content`, `.tool_calls.M[.tool_call].id` and so on, each an attribute of its own. */
function flattened(tree: AttributeTree, wrapper: string | null): Told[] {
  return numbered(tree).flatMap((entry): Told[] => {
    const message = wrapper === null ? entry : branch(entry, wrapper)
    const role = branch(message, 'role').value
    const calls = numbered(branch(message, 'tool_calls')).flatMap(flattenedCall)
    const words = [
      branch(message, 'content').value,
      ...numbered(branch(message, 'contents')).map((item) => branch(item, 'message_content', 'text').value),
    ]
    const said = words.filter((word) => word !== null && word.string !== null && word.string !== '') as Cursor[]
    const id = branch(message, 'tool_call_id').value
    const at = role ?? said[0] ?? id
    if (!at) return calls.length > 0 ? [{ at: calls[0]!.at, role: 'assistant', parts: calls }] : []
    if (id || role?.string === 'tool')
      return [
        {
          at,
          role: 'tool',
          parts: [result({ at, id, name: branch(message, 'name').value, content: said[0] ?? branch(message, 'content').value })],
        },
      ]
    return [{ at, role: role ?? 'assistant', parts: [...said.map(text), ...calls] }]
  })
}

function flattenedCall(entry: AttributeTree): PartDraft[] {
  const wrapped = branch(entry, 'tool_call')
  const tree = wrapped.members.size > 0 ? wrapped : entry
  const name = branch(tree, 'function', 'name').value ?? branch(tree, 'name').value
  const input = branch(tree, 'function', 'arguments').value ?? branch(tree, 'arguments').value
  const id = branch(tree, 'id').value
  const at = id ?? name ?? input
  return at ? [call({ at, id, name, input })] : []
}
