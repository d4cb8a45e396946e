import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { findBodies, findBody } from './shared/exchanges.ts'
import { factsOf } from './shared/facts.ts'
import {
  call,
  media,
  reasoning,
  result,
  text,
  unknown,
  type ConversationDraft,
  type PartDraft,
  type Transcript,
} from './transcript.ts'

/** Events of a session of Anthropic's managed agents, as listed, streamed, or recorded call by call. */
export const anthropicManagedAgents: TranscriptFormat = defineTranscript({
  id: 'anthropic-managed-agents',
  title: 'Anthropic managed agents',
  source: 'https://platform.claude.com/docs/en/managed-agents/events-and-streaming (checked 2026-09)',
  target: 'anthropic',
  notes: {
    reads: [
      'lists and streams of session events, one a line or inside recorded client calls; an event seen twice counts once',
      'tools of the agent, of MCP servers, and of the client, each tied to its result by id',
    ],
    loses: ['status and span events', 'thinking'],
    example:
      '[{"type":"user.message","content":[{"type":"text","text":"Stars?"}]},{"type":"agent.mcp_tool_use","id":"sevt_1","name":"search","input":{"q":"stars"}},{"type":"agent.mcp_tool_result","mcp_tool_use_id":"sevt_1","content":[{"type":"text","text":"12"}]}]',
  },
  detect,
  read,
})

const EVENT = /^(user|agent|session|span|system)\.[a-z_.]+$/
const isEvent = (body: Cursor): boolean => EVENT.test(body.get('type').text ?? '')
const TELLING = /^(agent|user)\.(\w*tool\w*|message|thinking)$/

/** Others have events of such names too, with a `data` around what they say. */
const isTelling = (event: Cursor): boolean =>
  TELLING.test(event.get('type').text ?? '') &&
  !event.get('data').isThere &&
  event.any('content', 'name', 'tool_use_id', 'mcp_tool_use_id').isThere

function detect({ sample }: Document): Detection | undefined {
  const event = findBody(sample, isTelling)
  return event ? { confidence: 'certain', because: `events have the type \`${event.get('type').text ?? ''}\`` } : undefined
}

function read({ roots }: Document, transcript: Transcript): void {
  const events = findBodies(roots, isEvent)
  const seen = new Set<string>()
  const echoed = new Set(events.flatMap((event) => (event.get('id').text === null ? [] : [contentKey(event)])))
  const sessions = new Map<string | null, ConversationDraft>()
  for (const event of events) {
    const id = event.get('id').text
    if (id === null ? echoed.has(contentKey(event)) : seen.has(id)) {
      transcript.leaveOut('events seen twice')
      continue
    }
    if (id !== null) seen.add(id)
    const session = event.any('session_thread_id', 'session_id').text
    let conversation = sessions.get(session)
    if (!conversation) sessions.set(session, (conversation = transcript.conversation({ at: event, id: session })))
    addEvent(event, conversation, transcript)
  }
}

/** What a client sends has no id; the session tells it again with one. */
function contentKey(event: Cursor): string {
  return [event.get('type').text, event.any('custom_tool_use_id', 'tool_use_id').text, event.get('content').jsonText].join(' ')
}

function addEvent(event: Cursor, conversation: ConversationDraft, transcript: Transcript): void {
  const type = event.get('type').text ?? ''
  const facts = factsOf({ time: event.any('processed_at', 'created_at') })
  const add = (role: 'user' | 'assistant' | 'tool', parts: readonly PartDraft[]): void =>
    conversation.add(event, role, parts, facts)
  if (type.endsWith('tool_use')) return add('assistant', [readUse(event)])
  if (type.endsWith('tool_result')) return add('tool', [readResult(event)])
  if (type === 'agent.thinking') return add('assistant', [reasoning(event)])
  if (type === 'user.message' || type === 'agent.message')
    return add(type === 'user.message' ? 'user' : 'assistant', contentParts(event.get('content')))
  transcript.leaveOut(`events of type ${type}`)
}

function readUse(event: Cursor): PartDraft {
  const asks = event.get('evaluated_permission').text === 'ask'
  const own = { at: event, id: event.get('id'), name: event.get('name'), input: event.get('input') }
  return call({ ...own, ...(asks ? { pending: 'approval' as const } : {}) })
}

function readResult(event: Cursor): PartDraft {
  const id = event.any('tool_use_id', 'mcp_tool_use_id', 'custom_tool_use_id')
  return result({ at: event, id, content: event.get('content'), failed: event.get('is_error').value === true })
}

function contentParts(content: Cursor): PartDraft[] {
  if (content.string !== null) return [text(content)]
  return content.items().map((part) => {
    const type = part.get('type').text ?? ''
    if (part.get('text').string !== null) return text(part.get('text'))
    return type === 'image' || type === 'document' ? media(part, type) : unknown(part, type || 'empty')
  })
}
