import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { readBlocks, readToolUse } from './shared/blocks.ts'
import { evidence } from './shared/evidence.ts'
import { factsOf } from './shared/facts.ts'
import { firstRecords, recordsOf } from './shared/records-of.ts'
import type { Transcript } from './transcript.ts'

/** Memories of AgentScope and QwenPaw: messages with blocks, each beside a list of marks. */
export const agentscope: TranscriptFormat = defineTranscript({
  id: 'agentscope',
  title: 'AgentScope memory',
  source: 'formats.md §6 C3 (checked 2026-09)',
  target: 'anthropic',
  notes: {
    reads: ['`agent.memory.content` as pairs of a message and its marks, and lists of messages; times'],
    loses: ['marks, toolkits and settings of the agent'],
    example:
      '{"agent":{"memory":{"content":[[{"name":"Ada","role":"assistant","content":[{"type":"tool_use","id":"c1","name":"read_file","input":{}}]},[]],[{"name":"system","role":"system","content":[{"type":"tool_result","id":"c1","name":"read_file","output":[{"type":"text","text":"x"}]}]},[]]]}}}',
  },
  detect,
  read,
})

/** A message alone, or with its marks. */
const messageOf = (entry: Cursor): Cursor => (entry.isList ? entry.get(0) : entry)

/** Lists of messages anywhere an agent keeps its memory. */
function memoriesIn(record: Cursor): Cursor[] {
  const own = record.get('memory')
  if (own.isThere) return [own.get('content').isList ? own.get('content') : own].filter(({ isList }) => isList)
  return record
    .entries()
    .slice(0, 50)
    .flatMap(([, agent]) => {
      const memory = agent.get('memory')
      const list = memory.get('content').isList ? memory.get('content') : memory
      return list.isList ? [list] : []
    })
}

function isOwn(message: Cursor): boolean {
  if (!message.get('role').isThere || !message.get('name').isThere) return false
  return message
    .get('content')
    .items()
    .some((block) => {
      const type = block.get('type').text
      return (
        (type === 'tool_result' && block.get('output').isThere && block.get('id').isThere) ||
        (type === 'tool_use' && block.get('raw_input').isThere)
      )
    })
}

function detect(document: Document): Detection | undefined {
  const records = firstRecords(document)
  const isMemory = (record: Cursor): boolean =>
    memoriesIn(record).some((list) =>
      list
        .items()
        .slice(0, 20)
        .some((entry) => messageOf(entry).get('role').isThere && messageOf(entry).get('content').isThere),
    )
  return (
    evidence(records, isMemory, 'have a `memory` of messages') ??
    evidence(records, isOwn, 'have a `name` and blocks of type `tool_result` with an `output`')
  )
}

function read(document: Document, transcript: Transcript): void {
  const loose: Cursor[] = []
  for (const record of recordsOf(document)) {
    const memories = record.get('role').isThere ? [] : memoriesIn(record)
    for (const memory of memories) addMemory(memory, memory.items(), transcript)
    if (memories.length === 0) loose.push(record)
  }
  const [first] = loose
  if (first) addMemory(first, loose, transcript)
}

function addMemory(at: Cursor, entries: readonly Cursor[], transcript: Transcript): void {
  const conversation = transcript.conversation({ at })
  for (const entry of entries) {
    const message = messageOf(entry)
    if (!message.get('role').isThere) {
      transcript.leaveOut('entries that are not messages')
      continue
    }
    // `input` is what `raw_input`, the text the model wrote, was parsed to.
    const parts = readBlocks(message.get('content'), (block, type) =>
      type === 'tool_use' && block.get('raw_input').string
        ? [{ ...readToolUse(block), input: block.get('raw_input') }]
        : undefined,
    )
    conversation.add(message, message.get('role'), parts, factsOf({ time: message.get('timestamp') }))
  }
}
