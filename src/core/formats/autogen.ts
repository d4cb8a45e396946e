import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { factsOf } from './shared/facts.ts'
import { findAll, findInEach } from './shared/find-all.ts'
import { call, media, result, text, type ConversationDraft, type PartDraft, type Transcript } from './transcript.ts'

/** Events and states of AutoGen 0.4 and later, also as its notebooks print them. */
export const autogen: TranscriptFormat = defineTranscript({
  id: 'autogen',
  title: 'AutoGen messages and events',
  source: 'https://github.com/microsoft/autogen, autogen_agentchat/messages.py (checked 2026-09)',
  target: 'openai-chat',
  notes: {
    reads: [
      '`ToolCallRequestEvent` and `ToolCallExecutionEvent`, as JSON, JSON Lines, or Python reprs',
      'the state of an agent (`llm_context.messages`)',
      'reprs of calls and results in the printed output of a console',
    ],
    loses: ['`ToolCallSummaryMessage`, which copies results as text'],
    example:
      '[{"type":"ToolCallRequestEvent","source":"assistant","content":[{"id":"c1","name":"search","arguments":"{}"}]},{"type":"ToolCallExecutionEvent","source":"assistant","content":[{"call_id":"c1","name":"search","content":"3 items","is_error":false}]}]',
  },
  detect,
  read,
})

const kindOf = (at: Cursor): string => at.any('type', '__class__').string ?? ''
const EVENT =
  /^(TextMessage|MultiModalMessage|HandoffMessage|StopMessage|ThoughtEvent|StructuredMessage|UserInputRequestedEvent|MemoryQueryEvent|ModelClientStreamingChunkEvent|ToolCall\w+|SystemMessage|UserMessage|AssistantMessage|FunctionExecutionResultMessage)$/
const TELLING =
  /^(ToolCall(Request|Execution)Event|ToolCallSummaryMessage|FunctionExecutionResult(Message)?|FunctionCall|HandoffMessage)$/

const isEvent = (at: Cursor): boolean => {
  const kind = kindOf(at)
  return (EVENT.test(kind) && at.get('content').value !== undefined) || isBareCall(at) || isBareResult(at)
}
/** As printed: `FunctionCall(id=…, arguments=…, name=…)`. */
const isBareCall = (at: Cursor): boolean => at.get('__class__').string === 'FunctionCall' && at.get('arguments').isThere
const isBareResult = (at: Cursor): boolean => at.get('__class__').string === 'FunctionExecutionResult'

function detect(document: Document): Detection | undefined {
  const { sample } = document
  if (!document.mentions('source', '__class__', 'llm_context', 'call_id')) return undefined
  for (const root of sample) {
    const own = findAll(root, isEvent, { depth: 6, values: 2000 }).find(
      (at) => TELLING.test(kindOf(at)) || TELLING.test(at.get('__class__').string ?? ''),
    )
    if (own) return { confidence: 'certain', because: `entries are \`${own.any('__class__', 'type').text}\` of AutoGen` }
  }
  const plain = sample.filter((root) =>
    findAll(root, isEvent, { depth: 3, values: 300 }).some((at) => kindOf(at) === 'TextMessage' && at.get('source').isThere),
  )
  return plain.length > 0 ? { confidence: 'likely', because: 'entries of type `TextMessage` name their `source`' } : undefined
}

function read({ roots }: Document, transcript: Transcript): void {
  const [first] = roots
  if (!first) return
  const agents = roots.flatMap((root) => findAll(root.get('agent_states'), isAgentState, { depth: 3 }))
  if (agents.length > 1) return readTeam(agents, transcript)
  const conversation = transcript.conversation({ at: first })
  const seen = new Set<string>()
  for (const event of findInEach(roots, isEvent, transcript)) addEvent(conversation, transcript, event, seen)
}

const isAgentState = (at: Cursor): boolean => at.get('message_thread').isList || at.get('llm_context').isObject

/** The thread of the group has it all, or only what agents said in the end: an agent that has more is told by itself. */
function readTeam(agents: readonly Cursor[], transcript: Transcript): void {
  const calls = new Set<string>()
  const groupFirst = [...agents].sort((a, b) => Number(b.get('message_thread').isList) - Number(a.get('message_thread').isList))
  for (const agent of groupFirst) {
    const events = findAll(agent, isEvent)
    const isNew = agent.get('message_thread').isList || events.some((event) => idsIn(event).some((id) => !calls.has(id)))
    if (!isNew) {
      if (events.length > 0) transcript.leaveOut('messages that an agent repeats', events.length)
      continue
    }
    if (events.length === 0) continue
    const conversation = transcript.conversation({ id: agentName(agent), at: agent })
    const seen = new Set(calls)
    for (const event of events) {
      addEvent(conversation, transcript, event, seen)
      for (const id of idsIn(event)) calls.add(id)
    }
  }
}

/** `agent_states: { writer: { agent_state: { llm_context } } }` */
const agentName = (agent: Cursor): string | null => String(agent.steps[agent.steps.indexOf('agent_states') + 1] ?? '') || null

/** The calls and results of an event, as `addEvent` knows them. */
function idsIn(event: Cursor): string[] {
  return event
    .get('content')
    .items()
    .flatMap((entry) => {
      if (entry.get('call_id').isThere) return [`result ${entry.get('call_id').text}`]
      return entry.get('arguments').isThere ? [`call ${entry.get('id').text}`] : []
    })
}

/** A console prints events as they come, and the whole result at the end: a call with its id counts once. */
function addEvent(conversation: ConversationDraft, transcript: Transcript, event: Cursor, seen: Set<string>): void {
  const kind = kindOf(event)
  if (kind === 'ToolCallSummaryMessage') return transcript.leaveOut('summaries of results')
  const facts = factsOf({ time: event.get('created_at'), usage: event.get('models_usage') })
  const content = event.get('content')
  const entries = isBareCall(event) || isBareResult(event) ? [event] : content.items()
  const results = entries.filter((entry) => entry.get('call_id').isThere)
  const calls = entries.filter((entry) => !entry.get('call_id').isThere && entry.get('arguments').isThere)
  const isNew = (key: string): boolean => !seen.has(key) && seen.add(key) !== undefined
  if (calls.length > 0) {
    const parts = calls
      .filter((entry) => isNew(`call ${entry.get('id').text}`))
      .map((entry) => call({ at: entry, id: entry.get('id'), name: entry.get('name'), input: entry.get('arguments') }))
    if (parts.length > 0) conversation.add(event, 'assistant', parts, facts)
    return
  }
  if (results.length > 0) {
    const parts = results
      .filter((entry) => isNew(`result ${entry.get('call_id').text}`))
      .map((entry) => {
        const failed = entry.get('is_error').value === true
        return result({ at: entry, id: entry.get('call_id'), name: entry.get('name'), content: entry.get('content'), failed })
      })
    if (parts.length > 0) conversation.add(event, 'tool', parts, facts)
    return
  }
  if (!isNew(event.get('id').text ?? event.jsonText)) return
  conversation.add(event, roleOf(event, kind), readText(content), facts)
}

function roleOf(event: Cursor, kind: string): 'system' | 'user' | 'assistant' {
  if (kind === 'SystemMessage') return 'system'
  return kind === 'UserMessage' || event.get('source').string === 'user' ? 'user' : 'assistant'
}

function readText(content: Cursor): PartDraft[] {
  if (content.string !== null) return content.string === '' ? [] : [text(content)]
  return content.items().map((item) => (item.string === null ? media(item, 'image') : text(item)))
}
