import type { MessageFacts } from '../conversation/message.ts'
import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { readBlocks } from './shared/blocks.ts'
import { chainsOf, type Link } from './shared/chains.ts'
import { evidence } from './shared/evidence.ts'
import { factsOf } from './shared/facts.ts'
import { openEach } from './shared/open-each.ts'
import { firstRecords, recordsOf } from './shared/records-of.ts'
import { tokensOf } from './shared/tokens.ts'
import { call, reasoning, result, text, type PartDraft, type Transcript } from './transcript.ts'

/** Sessions of pi, OpenClaw and their relatives. */
export const pi: TranscriptFormat = defineTranscript({
  id: 'pi',
  title: 'pi or OpenClaw session',
  source: 'formats.md §6 C3 (checked 2026-09)',
  target: 'openai-chat',
  notes: {
    reads: [
      'session files with `toolCall` parts and `toolResult` messages; branches that were given up as conversations of their own',
      'times, models, tokens, failures',
    ],
    loses: ['changes of model and thinking, compactions and entries of extensions; they are counted'],
    example: [
      '{"type":"session","version":3,"id":"s1","cwd":"/srv"}',
      '{"type":"message","id":"m1","message":{"role":"assistant","content":[{"type":"toolCall","id":"c1","name":"bash","arguments":{"command":"ls"}}]}}',
      '{"type":"message","id":"m2","parentId":"m1","message":{"role":"toolResult","toolCallId":"c1","toolName":"bash","content":[{"type":"text","text":"a.txt"}],"isError":false}}',
    ].join('\n'),
  },
  detect,
  read,
})

interface Line extends Link {
  readonly at: Cursor
  readonly message: Cursor
}

const MESSAGE_LINES = new Set(['message', 'message_end'])

/** A line around a message, or the message alone. */
function messageOf(line: Cursor): Cursor {
  const inside = line.get('message')
  return MESSAGE_LINES.has(line.get('type').text ?? '') && inside.isObject ? inside : line
}

function isOwn(line: Cursor): boolean {
  const message = messageOf(line)
  if (message.get('role').text === 'toolResult') return message.any('toolCallId', 'toolName').isThere
  return message
    .get('content')
    .items()
    .some((part) => part.get('type').text === 'toolCall' && part.get('name').isThere)
}

function detect(document: Document): Detection | undefined {
  const records = firstRecords(document)
  return (
    evidence(records, isOwn, 'hold `toolCall` parts or are `toolResult` messages') ??
    evidence(
      records,
      (line) => line.get('type').text === 'session' && line.any('version', 'thinkingLevel').isThere && line.get('cwd').isThere,
      'are the head of a session',
    )
  )
}

function read(document: Document, transcript: Transcript): void {
  let session: string | null = null
  const lines: Line[] = []
  for (const at of recordsOf(document)) {
    const type = at.get('type').text
    if (type === 'session') session = at.get('id').text
    const message = messageOf(at)
    lines.push({ at, message, ...linkOf(at, message, session) })
  }
  for (const { conversation, lines: chain } of openEach(chainsOf(lines), transcript, wordFor))
    for (const { at, message } of chain) conversation.add(message, roleOf(message), partsOf(message), factsAt(at, message))
}

function wordFor({ at, message }: Line): string | null {
  if (message.get('role').isThere) return null
  return `lines of type ${at.get('type').text ?? 'unknown'}`
}

function linkOf(at: Cursor, message: Cursor, session: string | null): Link {
  const isPrompt = message.get('role').text === 'user'
  return { uuid: at.get('id').text, parent: at.get('parentId').text, session, agent: null, isPrompt }
}

function roleOf(message: Cursor): Cursor | 'tool' | 'user' {
  const word = message.get('role').text ?? ''
  if (word === 'toolResult') return 'tool'
  // What a person runs, or an extension or a compaction puts in, is told to the model as the user's.
  return ['bashExecution', 'custom', 'branchSummary', 'compactionSummary', 'hookMessage'].includes(word)
    ? 'user'
    : message.get('role')
}

function partsOf(message: Cursor): PartDraft[] {
  const role = message.get('role').text
  const content = message.get('content')
  if (role === 'toolResult') {
    const failed = message.get('isError').value === true
    return [result({ at: message, id: message.get('toolCallId'), name: message.get('toolName'), content, failed })]
  }
  if (role === 'bashExecution') return [text(message.get('command')), text(message.get('output'))]
  if (!content.isThere && message.get('summary').string) return [text(message.get('summary'))]
  return readBlocks(content, (part, type) => {
    if (type === 'thinking') return [reasoning(part)]
    return type === 'toolCall'
      ? [call({ at: part, id: part.get('id'), name: part.get('name'), input: part.any('arguments', 'input') })]
      : undefined
  })
}

function factsAt(line: Cursor, message: Cursor): MessageFacts {
  const usage = message.get('usage')
  const time = message.get('timestamp').isThere ? message.get('timestamp') : line.get('timestamp')
  return { ...factsOf({ time, model: message.get('model') }), ...tokensOf(usage.get('input'), usage.get('output')) }
}
