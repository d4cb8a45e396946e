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
import { call, result, text, type PartDraft, type Transcript } from './transcript.ts'

/** Sessions of Factory's Droid, and what `droid exec` prints as a stream. */
export const factoryDroid: TranscriptFormat = defineTranscript({
  id: 'factory-droid',
  title: 'Factory Droid session',
  source: 'formats.md §6 C3 (checked 2026-09)',
  target: 'anthropic',
  notes: {
    reads: [
      'session files with messages of the Anthropic API; branches that were given up as conversations of their own',
      'streams with `tool_call` and `tool_result` lines; times, failures, exit codes',
    ],
    loses: ['heads, to-do states and compactions; they are counted'],
    example: [
      '{"type":"session_start","id":"s1","title":"List","cwd":"/srv"}',
      '{"type":"message","id":"m1","message":{"role":"assistant","content":[{"type":"tool_use","id":"t1","name":"Execute","input":{"command":"ls"}}]}}',
      '{"type":"message","id":"m2","parentId":"m1","message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":"a.txt"}]}}',
    ].join('\n'),
  },
  detect,
  read,
})

interface Line extends Link {
  readonly at: Cursor
}

const isHead = (line: Cursor): boolean => line.get('type').text === 'session_start'
const isStreamLine = (line: Cursor): boolean => /^tool_(call|result)$/.test(line.get('type').text ?? '') && callIdOf(line).isThere

/** The newer stream gives a call and its result one `id`, beside the name of the tool. */
function callIdOf(line: Cursor): Cursor {
  const own = line.get('toolCallId')
  return own.isThere || !line.any('toolName', 'toolId').isThere ? own : line.get('id')
}

function isMessageLine(line: Cursor): boolean {
  return (
    line.get('type').text === 'message' &&
    line.at('message', 'role').isThere &&
    line
      .at('message', 'content')
      .items()
      .some((block) => block.get('type').text?.startsWith('tool_') === true)
  )
}

function detect(document: Document): Detection | undefined {
  const records = firstRecords(document)
  return (
    evidence(records, isHead, 'are heads of sessions (`session_start`)') ??
    evidence(records, isStreamLine, 'are `tool_call` and `tool_result` lines with a `toolCallId` or a `toolName`') ??
    evidence(records, isMessageLine, 'are lines of type `message` around Anthropic blocks')
  )
}

function read(document: Document, transcript: Transcript): void {
  const lines: Line[] = []
  const titles = new Map<string | null, string>()
  let session: string | null = null
  for (const at of recordsOf(document)) {
    if (isHead(at)) {
      session = at.any('id', 'sessionId').text
      const title = at.any('sessionTitle', 'title').string
      if (title !== null) titles.set(session, title)
    }
    const role = roleWord(at)
    const parent = at.get('parentId').text
    const isPrompt = role === 'user' && at.get('message').isObject && !hasResult(at)
    lines.push({ at, uuid: at.get('id').text, parent, session: at.get('session_id').text ?? session, agent: null, isPrompt })
  }
  for (const { conversation, lines: chain } of openEach(chainsOf(lines), transcript, wordFor, (id) => titles.get(id))) {
    for (const { at } of chain)
      conversation.add(at, roleOf(at), partsOf(at), factsOf({ time: at.get('timestamp'), model: at.get('model') }))
  }
}

function wordFor({ at }: Line): string | null {
  const type = at.get('type').text ?? 'unknown'
  return tells(at, type) ? null : `lines of type ${type}`
}

function tells(at: Cursor, type: string): boolean {
  return (
    isStreamLine(at) ||
    at.at('message', 'role').isThere ||
    (type === 'message' && at.get('role').isThere) ||
    (type === 'completion' && at.get('finalText').string !== null)
  )
}

const roleWord = (at: Cursor): string | null => at.get('role').text ?? at.at('message', 'role').text

const hasResult = (at: Cursor): boolean =>
  at
    .at('message', 'content')
    .items()
    .some((block) => block.get('type').text === 'tool_result')

function roleOf(at: Cursor): Cursor | 'assistant' | 'tool' {
  const type = at.get('type').text
  if (type === 'tool_result') return 'tool'
  if (type === 'tool_call' || type === 'completion') return 'assistant'
  return at.get('role').isThere ? at.get('role') : at.at('message', 'role')
}

function partsOf(at: Cursor): PartDraft[] {
  switch (at.get('type').text) {
    case 'tool_call':
      return [
        call({
          at,
          id: callIdOf(at),
          name: at.any('toolName', 'toolId', 'name'),
          input: at.any('parameters', 'input', 'arguments'),
        }),
      ]
    case 'tool_result': {
      const content = at.any('value', 'result', 'output', 'error')
      const exit = content.get('exitCode').number
      const failed = at.get('isError').value === true || at.get('error').isThere || (exit !== null && exit !== 0)
      return [result({ at, id: callIdOf(at), content, failed })]
    }
    case 'completion':
      return [text(at.get('finalText'))]
    default:
      return at.get('message').isObject ? readBlocks(at.at('message', 'content')) : readBlocks(at.any('text', 'content'))
  }
}
