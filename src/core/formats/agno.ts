import type { Message, Part } from '../conversation/message.ts'
import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { readChatMessage } from './chat/read-message.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { factsOf } from './shared/facts.ts'
import { findAll } from './shared/find-all.ts'
import type { Transcript } from './transcript.ts'

/** Runs and sessions of agno: chat messages with more about each call, and a copy of the calls in `tools`. */
export const agno: TranscriptFormat = defineTranscript({
  id: 'agno',
  title: 'agno runs and sessions',
  source: 'https://github.com/agno-agi/agno, libs/agno/agno/models/message.py (checked 2026-09)',
  target: 'openai-chat',
  notes: {
    reads: [
      'messages of a run; messages that were taken over from the history of an earlier run count once',
      'times, models and tokens',
    ],
    loses: ['the copy of calls in `tools`'],
    example:
      '{"run_id":"r1","messages":[{"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"add","arguments":"{}"}}]},{"role":"tool","tool_call_id":"c1","tool_name":"add","tool_call_error":false,"content":"2","metrics":{"duration":0.1}}]}',
  },
  detect,
  read,
})

const TELLS = ['tool_call_error', 'tool_args', 'add_to_agent_memory', 'from_history', 'stop_after_tool_call']
const isMessage = (at: Cursor): boolean =>
  at.get('role').string !== null && (at.get('content').value !== undefined || at.get('tool_calls').isList)

function detect(document: Document): Detection | undefined {
  const { sample } = document
  if (!document.mentions('tool_call_error', 'tool_args', 'add_to_agent_memory', 'from_history', 'stop_after_tool_call'))
    return undefined
  for (const root of sample.slice(0, 20))
    for (const message of findAll(root, isMessage, { depth: 6, values: 2000 })) {
      const tell = TELLS.find((key) => message.get(key).value !== undefined)
      if (tell) return { confidence: 'certain', because: `chat messages have \`${tell}\`, as agno keeps it` }
    }
  return undefined
}

function read({ roots }: Document, transcript: Transcript): void {
  const sessions = new Map<string, Cursor[]>()
  for (const row of roots.flatMap((root) => (root.isList && !root.items().some(isMessage) ? root.items() : [root]))) {
    const id = row.get('session_id').text ?? ''
    const own = sessions.get(id)
    if (own) own.push(row)
    else sessions.set(id, [row])
  }
  for (const [id, rows] of sessions) readSession(id, rows, transcript)
}

function readSession(session: string, rows: readonly Cursor[], transcript: Transcript): void {
  const conversation = transcript.conversation({ id: session || null, at: rows[0]! })
  const seen = new Set<string>()
  const tools = rows.flatMap((row) => findAll(row, isWaiting))
  const waiting = new Set(tools.map((tool) => tool.get('tool_call_id').text))
  for (const message of rows.flatMap((row) => findAll(row, isMessage))) {
    const id = message.get('id').text ?? message.jsonText
    if (message.get('from_history').value === true || seen.has(id)) transcript.leaveOut('messages of earlier runs, repeated')
    else {
      const facts = factsOf({ time: message.get('created_at'), usage: message.get('metrics') })
      conversation.addRead(message, told(message, conversation.messages.length, waiting), facts)
    }
    seen.add(id)
  }
}

/** In `tools`: a call that somebody has to confirm, to answer, or to run. */
const isWaiting = (at: Cursor): boolean =>
  at.get('tool_call_id').isThere &&
  !at.get('result').isThere &&
  at.get('confirmed').value !== false &&
  ['requires_confirmation', 'requires_user_input', 'external_execution_required'].some((key) => at.get(key).value === true)

function told(at: Cursor, index: number, waiting: ReadonlySet<string | null>): Message {
  const message = readChatMessage(at.value, index)
  const failed = at.get('tool_call_error').value === true
  const parts = message.parts.map((part): Part => {
    if (part.type === 'tool-result') return failed ? { ...part, failed } : part
    return part.type === 'tool-call' && waiting.has(part.callId) ? { ...part, pending: 'approval' } : part
  })
  return { ...message, parts }
}
