import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { addLines } from './claude/read-lines.ts'
import { openChains } from './claude/open-chains.ts'
import { isBlockLine, wordFor } from './claude/line-kind.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { hasAny } from './shared/evidence.ts'
import { firstRecords } from './shared/records-of.ts'
import type { Transcript } from './transcript.ts'

/** Sessions as Claude Code keeps and prints them: one JSON object a line, messages of the Anthropic API inside. */
export const claudeCode: TranscriptFormat = defineTranscript({
  id: 'claude-code',
  title: 'Claude Code session',
  source: 'formats.md §6 C1 (checked 2026-09)',
  target: 'anthropic',
  notes: {
    reads: [
      'session files, side files of sub-agents, and the output of `--output-format stream-json`',
      'sessions, sub-agents and branches that were given up, as conversations of their own',
      'one message of the API that is split over several lines, as one; copies in resumed sessions once',
      'times, models, tokens (once per message), durations from `toolUseResult`',
    ],
    loses: [
      'lines that are not messages: progress, snapshots, summaries, attachments, errors of the API; they are counted',
      'the structured output in `toolUseResult`, which the result repeats as text',
    ],
    example: [
      '{"type":"user","uuid":"u1","parentUuid":null,"sessionId":"s1","message":{"role":"user","content":"List the files"}}',
      '{"type":"assistant","uuid":"u2","parentUuid":"u1","sessionId":"s1","message":{"role":"assistant","content":[{"type":"tool_use","id":"toolu_1","name":"Bash","input":{"command":"ls"}}]}}',
      '{"type":"user","uuid":"u3","parentUuid":"u2","sessionId":"s1","message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","content":"a.txt"}]}}',
    ].join('\n'),
  },
  detect,
  read,
})

const ENVELOPE = [
  'parentUuid',
  'sessionId',
  'uuid',
  'session_id',
  'parent_tool_use_id',
  'isSidechain',
  'requestId',
  'cwd',
  'timestamp',
]
/** Lines of no other product, and no messages. */
const OWN_TYPES = new Set(['file-history-snapshot', 'queue-operation'])

function detect(document: Document): Detection | undefined {
  const lines = firstRecords(document)
  // Cursor's command line writes a stream that differs in its tools.
  if (lines.some((line) => line.get('type').text === 'tool_call' && line.get('subtype').isThere)) return undefined
  const certain = lines.filter((line) => isBlockLine(line) && hasAny(line, ...ENVELOPE))
  const of = `of ${lines.length} sampled lines`
  if (certain.length > 0)
    return {
      confidence: 'certain',
      because: `${certain.length} ${of} hold a \`message\` beside \`uuid\`, \`parentUuid\` or \`sessionId\``,
    }
  const own = lines.filter((line) => OWN_TYPES.has(line.get('type').text ?? '') || isSummary(line) || isInit(line))
  if (own.length > 0) return { confidence: 'certain', because: `${own.length} ${of} are of types only Claude Code writes` }
  const likely = lines.filter(isBlockLine)
  return likely.length > 0
    ? { confidence: 'likely', because: `${likely.length} ${of} are of type \`user\` or \`assistant\` and hold a \`message\`` }
    : undefined
}

const isSummary = (line: Cursor): boolean => line.get('type').text === 'summary' && line.get('leafUuid').isThere
const isInit = (line: Cursor): boolean =>
  line.get('subtype').text === 'init' && hasAny(line, 'mcp_servers', 'permissionMode', 'apiKeySource')

function read(document: Document, transcript: Transcript): void {
  addLines(openChains(document, transcript, wordFor), transcript)
}
