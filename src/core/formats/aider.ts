import type { Role } from '../conversation/message.ts'
import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { text, type ConversationDraft, type Transcript } from './transcript.ts'

/** The chat history of aider, a Markdown file. It has no tool calls: what was said is shown as text. */
export const aider: TranscriptFormat = defineTranscript({
  id: 'aider',
  title: 'aider chat history',
  source: 'formats.md §6 C5 (checked 2026-09)',
  target: 'openai-chat',
  notes: {
    reads: ['`.aider.chat.history.md`: each chat is a conversation of user, assistant and what the program printed'],
    loses: ['nothing; aider edits files without tool calls'],
    example: '# aider chat started at 2026-02-01 10:00:00\n\n> Model: gpt-5.2\n\n#### add a title\n\nDone.\n',
  },
  detect,
  read,
})

const START = /^# aider chat started at (.*)$/

function detect({ sample }: Document): Detection | undefined {
  const head = sample[0]?.string?.slice(0, 20_000)
  if (sample.length !== 1 || head === undefined) return undefined
  if (/^# aider chat started at /m.test(head)) return { confidence: 'certain', because: 'a line says `# aider chat started at`' }
  const said = /^#### \S/m.test(head) && /^> \S/m.test(head)
  return said ? { confidence: 'likely', because: 'lines begin with `#### ` and `> `' } : undefined
}

function read({ roots }: Document, transcript: Transcript): void {
  for (const root of roots) readChat(root, transcript)
}

/** Lines of one speaker that follow each other are one message; blank lines between them are its. */
function readChat(root: Cursor, transcript: Transcript): void {
  const source = root.string ?? ''
  let conversation: ConversationDraft | null = null
  let speaker: Role | null = null
  let from = 0
  const flush = (to: number): void => {
    const said = root.slice(from, to)
    if (speaker === null || !said.string?.trim()) return
    conversation ??= transcript.conversation({ at: root })
    conversation.add(said, speaker, [text(said)])
  }
  for (let at = 0; at < source.length; ) {
    const newline = source.indexOf('\n', at)
    const end = newline < 0 ? source.length : newline
    const line = source.slice(at, end)
    const start = START.exec(line)
    const next: Role | null = start ? null : line.trim() === '' ? speaker : speakerOf(line)
    if (next !== speaker || start) {
      flush(at)
      from = at
      speaker = next
    }
    if (start) conversation = transcript.conversation({ at: root, title: start[1]?.trim() })
    at = end + 1
  }
  flush(source.length)
}

function speakerOf(line: string): Role {
  if (line.startsWith('#### ')) return 'user'
  return line.startsWith('>') ? 'system' : 'assistant'
}
