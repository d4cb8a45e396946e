import type { Cursor as Place } from '../../document/cursor.ts'
import { readBlocks } from '../shared/blocks.ts'
import { factsOf } from '../shared/facts.ts'
import { durationBetween } from '../shared/times.ts'
import { call, result, type ConversationDraft, type PartDraft, type Transcript } from '../transcript.ts'

/** `{ type: 'tool_call', subtype: 'started' | 'completed', call_id, tool_call: { readToolCall: { args, result } } }`. */
export const isToolLine = (line: Place): boolean =>
  line.get('type').text === 'tool_call' && line.get('subtype').isThere && line.get('tool_call').isObject

/** `{ type: 'assistant', message: { role, content }, session_id }`: others write such lines too, with more about them. */
export const isMessageLine = (line: Place): boolean =>
  /^(user|assistant)$/.test(line.get('type').text ?? '') &&
  line.at('message', 'role').isThere &&
  line.get('session_id').isThere &&
  !line.get('uuid').isThere &&
  line.get('parent_tool_use_id').value === undefined

/** What the command line prints with `--output-format stream-json`: one conversation for each session. */
export function readStreamLines(lines: readonly Place[], transcript: Transcript): void {
  const sessions = new Map<string, ConversationDraft>()
  const completed = new Map(
    lines.filter((line) => isToolLine(line) && hasResult(line)).map((line) => [line.get('call_id').text, line] as const),
  )
  const told = new Set<string>()
  const model = lines.find((line) => line.get('subtype').text === 'init')?.get('model')
  for (const line of lines) {
    const isMessage = line.get('message').isObject
    if (!isMessage && !isToolLine(line)) {
      transcript.leaveOut(`lines of type ${line.get('type').text ?? 'unknown'}`)
      continue
    }
    const id = line.get('session_id').text ?? ''
    let conversation = sessions.get(id)
    if (!conversation) sessions.set(id, (conversation = transcript.conversation({ at: line, id: id || null, kind: 'rows' })))
    const facts = factsOf({ time: line.any('timestamp_ms', 'timestamp'), ...(model ? { model } : {}) })
    if (isMessage) {
      const role = line.at('message', 'role')
      conversation.add(line, role.isThere ? role : line.get('type'), readBlocks(line.at('message', 'content')), facts)
      continue
    }
    const callId = line.get('call_id').text
    if (callId !== null && told.has(callId)) continue
    if (callId !== null) told.add(callId)
    conversation.add(line, 'assistant', readTool(line, completed.get(callId)), facts)
  }
}

const innerOf = (line: Place): Place => line.get('tool_call').entries()[0]?.[1] ?? line.get('tool_call')
const hasResult = (line: Place): boolean => innerOf(line).get('result').isThere || line.at('tool_call', 'result').isThere

/** The kind of tool is the key: `readToolCall`; or the call is a `function` with a name and arguments. */
function readTool(line: Place, ended: Place | undefined): PartDraft[] {
  const inner = innerOf(line)
  const kind = line.get('tool_call').entries()[0]?.[0] ?? ''
  const named = inner.get('name').string ? inner.get('name') : inner.as(kind.replace(/ToolCall$/, ''))
  const asked = call({
    at: line,
    id: line.get('call_id'),
    name: named,
    input: inner.any('args', 'arguments'),
    pending: ended ? undefined : 'running',
    duration: ended && durationBetween(line.get('timestamp_ms'), ended.get('timestamp_ms')),
  })
  if (!ended) return [asked]
  const inside = innerOf(ended).get('result')
  const outcome = inside.isThere ? inside : ended.at('tool_call', 'result')
  const done = outcome.get('success')
  const failed = outcome.isObject && !done.isThere && (outcome.get('error').isThere || outcome.get('rejected').isThere)
  return [asked, result({ at: outcome, content: done.isThere ? done : outcome, failed, answers: asked })]
}
