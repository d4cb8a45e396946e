import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { readChatMessage } from './chat/read-message.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { LoopReader, readContentPart } from './kimi-code/loop-events.ts'
import { addWireMessage, isWireMessage, piecesOfCalls } from './kimi-code/wire-messages.ts'
import { evidence } from './shared/evidence.ts'
import { factsOf } from './shared/facts.ts'
import { firstRecords, recordsOf } from './shared/records-of.ts'
import { call, result, type ConversationDraft, type Transcript } from './transcript.ts'

/** Logs of Kimi Code: the wire of a session, and the contexts of its first versions. */
export const kimiCode: TranscriptFormat = defineTranscript({
  id: 'kimi-code',
  title: 'Kimi Code log',
  source: 'formats.md §6 C3 (checked 2026-09)',
  target: 'openai-chat',
  notes: {
    reads: [
      '`wire.jsonl`: steps of a loop put together to messages; ids like `Bash_0`, which begin anew with every run',
      'the wire and the context of the first versions; sub-agents as conversations of their own',
      'times, models, tokens, failures',
    ],
    loses: ['requests, settings, prompts that repeat a message, and compactions; they are counted'],
    example: [
      '{"type":"metadata","protocol_version":"1.4"}',
      '{"type":"context.append_loop_event","event":{"type":"tool.call","stepUuid":"s1","toolCallId":"Bash_0","name":"Bash","args":{"command":"ls"}},"time":1785613809972}',
      '{"type":"context.append_loop_event","event":{"type":"tool.result","toolCallId":"Bash_0","result":{"output":"a.txt"}},"time":1785613809992}',
    ].join('\n'),
  },
  detect,
  read,
})

const isLoopLine = (line: Cursor): boolean => /^context\.append_/.test(line.get('type').text ?? '')
const isMark = (line: Cursor): boolean => /^_(checkpoint|usage)$/.test(line.get('role').text ?? '')
const isPrompt = (line: Cursor): boolean => line.get('role').text === '_system_prompt'

function detect(document: Document): Detection | undefined {
  const records = firstRecords(document)
  return (
    evidence(records, isLoopLine, 'append messages or events of a loop to the context') ??
    evidence(
      records,
      (line) => line.get('protocol_version').isThere && line.get('type').text === 'metadata',
      'name a `protocol_version`',
    ) ??
    evidence(
      records,
      (line) =>
        isWireMessage(line) &&
        /^(ToolCall|ToolResult|TurnBegin|StepBegin|ContentPart)$/.test(line.at('message', 'type').text ?? ''),
      'are messages of the wire',
    ) ??
    evidence(records, (line) => isMark(line) || isPrompt(line), 'are marks of the context (`_checkpoint`, `_usage`)')
  )
}

function read(document: Document, transcript: Transcript): void {
  const readers = new Map<string, { conversation: ConversationDraft; loop: LoopReader }>()
  const readerOf = (line: Cursor) => {
    const agent = line.get('agentId').text ?? 'main'
    let reader = readers.get(agent)
    if (!reader) {
      const parent = readers.get('main')?.conversation.index
      const conversation = transcript.conversation({ at: line, id: agent === 'main' ? null : agent, kind: 'rows', parent })
      readers.set(agent, (reader = { conversation, loop: new LoopReader(conversation) }))
    }
    return reader
  }
  let model: Cursor | null = null
  const lines = recordsOf(document)
  const { pieces, told } = piecesOfCalls(lines)
  for (const line of lines) {
    if (told.has(line)) continue
    if (line.get('type').text === 'llm.request') model = line.get('model')
    if (!tells(line)) {
      transcript.leaveOut(wordFor(line))
      continue
    }
    const { conversation, loop } = readerOf(line)
    loop.model = model
    if (line.get('event').isObject && loop.read(line.get('event'), line.get('time'))) continue
    loop.flush()
    if (isPrompt(line)) conversation.add(line, 'system', readContentPartList(line.get('content')))
    else if (line.get('role').isThere) conversation.addRead(line, readChatMessage(line.value, conversation.messages.length))
    else if (line.get('type').text === 'context.append_message') addMessage(conversation, line)
    else if (!addWireMessage(conversation, line, pieces.get(line))) transcript.leaveOut(wordFor(line))
  }
  for (const { loop } of readers.values()) loop.flush()
}

function tells(line: Cursor): boolean {
  if (line.get('role').isThere) return !isMark(line)
  return isWireMessage(line) || isLoopLine(line)
}

function wordFor(line: Cursor): string {
  if (isMark(line)) return 'marks of the context'
  const event = line.at('event', 'type').text ?? line.at('message', 'type').text
  return event === null ? `lines of type ${line.get('type').text ?? 'unknown'}` : `events of type ${event}`
}

/** `message`: `{ role, content, toolCalls: [{ id, name, arguments }] }`. */
function addMessage(conversation: ConversationDraft, line: Cursor): void {
  const message = line.get('message')
  if (message.get('role').text === 'tool') {
    const answer = { at: message, id: message.any('toolCallId', 'tool_call_id'), content: message.get('content') }
    return conversation.add(message, 'tool', [result(answer)], factsOf({ time: line.get('time') }))
  }
  const calls = message
    .get('toolCalls')
    .items()
    .map((at) => {
      const called = at.get('function').isObject ? at.get('function') : at
      return call({ at, id: at.any('id', 'toolCallId'), name: called.get('name'), input: called.any('arguments', 'args') })
    })
  conversation.add(
    message,
    message.get('role'),
    [...readContentPartList(message.get('content')), ...calls],
    factsOf({ time: line.get('time') }),
  )
}

const readContentPartList = (content: Cursor) =>
  content.isList ? content.items().flatMap(readContentPart) : readContentPart(content)
