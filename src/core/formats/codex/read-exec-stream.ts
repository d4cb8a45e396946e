import type { Cursor } from '../../document/cursor.ts'
import type { Role } from '../../conversation/message.ts'
import { call, reasoning, result, text, type PartDraft, type Transcript } from '../transcript.ts'

/** Where an item of each type keeps what was asked and what came back; names follow the type where there is none. */
const CALLS: Readonly<Record<string, { input: readonly string[]; output: readonly string[] }>> = {
  command_execution: { input: ['command'], output: ['aggregated_output', 'output'] },
  mcp_tool_call: { input: ['arguments'], output: ['result', 'error'] },
  collab_tool_call: { input: ['arguments', 'prompt'], output: ['result', 'agents_states'] },
  file_change: { input: ['changes'], output: ['status'] },
  web_search: { input: ['query'], output: ['results', 'result'] },
}

export const isExecLine = (line: Cursor): boolean =>
  /^(thread|turn|item)\.\w+$/.test(line.get('type').text ?? '') && (line.get('item').isObject || line.get('thread_id').isThere)

/**
 * The lines of `codex exec --json`: an item is told when it begins, when it changes and when it is done, under one id.
 * Only the last telling counts.
 */
export function readExecStream(lines: readonly Cursor[], transcript: Transcript): void {
  const thread = lines.find((line) => line.get('thread_id').isThere)
  const items = new Map<string, Cursor>()
  for (const [position, line] of lines.entries()) {
    const item = line.get('item')
    const id = item.get('id').text ?? String(position)
    if (!item.isObject) transcript.leaveOut(`lines of type ${line.get('type').text ?? 'unknown'}`)
    else if (items.has(id)) transcript.leaveOut('earlier states of items')
    if (item.isObject) items.set(id, item)
  }
  const [first] = lines
  if (!first || items.size === 0) return
  const conversation = transcript.conversation({ at: first, id: thread?.get('thread_id').text ?? null, kind: 'rows' })
  for (const item of items.values()) conversation.add(item, roleOfItem(item), partsOf(item))
}

const roleOfItem = (item: Cursor): Role => (item.get('type').text === 'user_message' ? 'user' : 'assistant')

function partsOf(item: Cursor): PartDraft[] {
  const type = item.any('type', 'item_type').text ?? ''
  if (type === 'reasoning') return [reasoning(item)]
  const keys = Object.hasOwn(CALLS, type) ? CALLS[type] : undefined
  if (!keys) return [text(item.any('text', 'message', 'items'))]
  const status = item.get('status').text
  const running = status === 'in_progress'
  const asked = call({
    at: item,
    id: item.get('id'),
    name: type === 'mcp_tool_call' || type === 'collab_tool_call' ? item.get('tool') : item.get('type'),
    input: item.any(...keys.input),
    freeform: true,
    ...(type === 'web_search' ? { style: 'hosted' } : {}),
    pending: running ? 'running' : undefined,
  })
  if (running || (status === null && !item.any(...keys.output).isThere)) return [asked]
  const exit = item.get('exit_code').number
  const failed = status === 'failed' || (exit !== null && exit !== 0) || item.get('error').isThere
  return [asked, result({ at: item, content: item.any(...keys.output), failed, answers: asked })]
}
