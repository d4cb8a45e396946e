import type { MessageFacts } from '../../conversation/message.ts'
import type { Cursor } from '../../document/cursor.ts'
import { durationBetween, timeOf } from '../shared/times.ts'
import { unfold } from '../shared/unfold.ts'
import { call, result, text, type PartDraft } from '../transcript.ts'
import { attributesOf, branch, numbered, type Attributes, type AttributeTree } from './attributes.ts'
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

export function otelSpan(at: Cursor): Span {
  const attributes = attributesOf(at)
  const started = timeAt(
    at,
    'startTimeUnixNano',
    'start_time_unix_nano',
    'startTime',
    'start_time',
    'timeUnixNano',
    'Timestamp',
    'timestamp',
  )
  const ended = timeAt(at, 'endTimeUnixNano', 'end_time_unix_nano', 'endTime', 'end_time')
  const tool = toolRun(at, attributes)
  const asked = tool ? [] : askedIn(at, attributes)
  const answered = tool ? [] : answeredIn(at, attributes)
  const operation =
    attributes.get('gen_ai.operation.name', 'openinference.span.kind', 'traceloop.span.kind')?.string?.toLowerCase() ?? ''
  const isAround = ['invoke_agent', 'create_agent', 'agent', 'chain', 'workflow', 'task'].includes(operation)
  return {
    at,
    kind: tool ? 'tool' : isAround ? 'other' : 'model',
    thread:
      attributes.get('gen_ai.conversation.id', 'session.id')?.text ??
      at.any('traceId', 'trace_id').text ??
      at.at('context', 'trace_id').text,
    time: timeOf(started),
    duration: durationBetween(started, ended),
    asked,
    answered,
    facts: factsIn(started, attributes),
    more: () => [],
    tool,
  }
}

const timeAt = (at: Cursor, ...keys: readonly string[]): Cursor => at.any(...keys)

function factsIn(started: Cursor, attributes: Attributes): MessageFacts {
  const time = timeOf(started)
  const model = attributes.get('gen_ai.response.model', 'gen_ai.request.model', 'llm.model_name')?.string
  const input = attributes.get('gen_ai.usage.input_tokens', 'gen_ai.usage.prompt_tokens', 'llm.token_count.prompt')?.value
  const output = attributes.get(
    'gen_ai.usage.output_tokens',
    'gen_ai.usage.completion_tokens',
    'llm.token_count.completion',
  )?.value
  const tokens = { input: typeof input === 'number' ? input : null, output: typeof output === 'number' ? output : null }
  return {
    ...(time === undefined ? {} : { time }),
    ...(model ? { model } : {}),
    ...(tokens.input === null && tokens.output === null ? {} : { tokens }),
  }
}

function toolRun(at: Cursor, attributes: Attributes): ToolRun | null {
  const kind = attributes.get('openinference.span.kind', 'traceloop.span.kind')?.string?.toUpperCase()
  const isTool =
    attributes.get('gen_ai.operation.name')?.string === 'execute_tool' ||
    kind === 'TOOL' ||
    attributes.get('ai.toolCall.id') !== null
  if (!isTool) return null
  const name = attributes.get('gen_ai.tool.name', 'tool.name', 'ai.toolCall.name', 'traceloop.entity.name') ?? at.get('name')
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
    output: attributes.get(
      'gen_ai.tool.call.result',
      'output.value',
      'ai.toolCall.result',
      'traceloop.entity.output',
      'output',
      'tool_response',
      'gen_ai.tool.message',
    ),
    failed:
      attributes.get('error.type') !== null ||
      at.at('status', 'code').text === '2' ||
      at.at('status', 'code').text === 'STATUS_CODE_ERROR',
    isGuess: false,
  }
}

/** The most exact account counts: flattened messages, then structured ones, then the texts of input and output. */
function askedIn(at: Cursor, attributes: Attributes): readonly Told[] {
  const system = attributes.get('gen_ai.system_instructions')
  const before = system ? messagesIn(system, 'system') : []
  const found = firstOf([
    () => flattened(attributes.under('llm.input_messages'), 'message'),
    () => flattened(attributes.under('gen_ai.prompt'), null),
    () => inAttribute(attributes, 'user', 'gen_ai.input.messages', 'ai.prompt.messages', 'gen_ai.prompt'),
    () => inEvents(at),
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

function inEvents(at: Cursor): Told[] {
  return [at, ...at.get('events').items()].flatMap((event): Told[] => {
    const attributes = attributesOf(event)
    const name = event.any('name', 'eventName', 'event_name').string ?? attributes.get('event.name')?.string ?? ''
    const details = attributes.get('gen_ai.event.content', 'event.body')
    const held = messagesIn(attributes.get('gen_ai.input.messages') ?? event.as(undefined), 'user')
    if (held.length > 0 && event !== at) return held
    if (!Object.hasOwn(EVENT_ROLES, name)) return []
    const body = details ? details.json() : event.any('body', 'attributes')
    const message = body.get('message').isObject ? body.get('message') : body
    const content = attributes.get('content') ?? message.get('content')
    const calls = (attributes.get('tool_calls') ?? message.get('tool_calls')).json().items().map(functionCall)
    const id = attributes.get('id', 'tool_call_id') ?? message.any('id', 'tool_call_id')
    const role = EVENT_ROLES[name]!
    const said: PartDraft[] = content.isThere && content.string !== '' ? [text(content)] : []
    const parts = role === 'tool' ? [result({ at: event, id, content })] : [...said, ...calls]
    return parts.length > 0 ? [{ at: event, role, parts }] : []
  })
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
