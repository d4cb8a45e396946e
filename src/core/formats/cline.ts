import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { withoutHidden } from './cline/hidden.ts'
import { addHistory } from './cline/read-history.ts'
import { isScreenMessage, readScreen } from './cline/read-screen.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { apiOfCalls } from './shared/calls-of-api.ts'
import { evidence, hasAny } from './shared/evidence.ts'
import { firstRecords, recordsOf, soleObject } from './shared/records-of.ts'
import { text, type Transcript } from './transcript.ts'

/** Tasks of Cline, Roo Code and Kilo: messages of the Anthropic API, with calls as blocks or as XML in the text. */
export const cline: TranscriptFormat = defineTranscript({
  id: 'cline',
  title: 'Cline, Roo Code or Kilo task',
  source: 'formats.md §6 C4 (checked 2026-09)',
  target: 'anthropic',
  notes: {
    reads: [
      'the history of a task, by itself or in `{ messages, system_prompt }`',
      'calls as XML in the text or as blocks; answers as blocks, or as texts like `[read_file for ‘a’] Result:`',
      'times, models, tokens, refusals and failures',
    ],
    loses: ['messages that a summary of Roo Code has replaced, and what is shown on screen only; they are counted'],
    example:
      '[{"role":"assistant","content":[{"type":"tool_use","id":"toolu_1","name":"read_file","input":{"path":"a.cs"}}],"ts":1769940000000},{"role":"user","content":[{"type":"text","text":"[read_file for \'a.cs\'] Result:\\nclass A {}"}],"ts":1769940001000}]',
  },
  detect,
  read,
})

const OWN_KEYS = ['modelInfo', 'metrics', 'condenseId', 'condenseParent', 'truncationId', 'truncationParent', 'isSummary']
const REQUEST_KEYS = ['model', 'max_tokens', 'max_completion_tokens', 'tools', 'stream', 'system']
const OWN_TEXT = /<environment_details>|^\s*\[[\w-]+(?: for '[^']{0,300}')?\] Result:/

function detect(document: Document): Detection | undefined {
  const root = soleObject({ roots: document.sample })
  const records = messagesOf({ roots: document.sample }).slice(0, 60)
  // The same conversation as it is sent to an API is a payload of that one.
  if (root && !hasAny(root, 'agent') && hasAny(root, ...REQUEST_KEYS)) return undefined
  if (records.some(isOfOther)) return undefined
  const messages = records.filter((record) => record.get('role').isThere && record.get('content').isThere)
  if (messages.length > 0 && root && hasAny(root, 'agent') && hasAny(root, 'version', 'updated_at') && hasAny(root, 'sessionId'))
    return { confidence: 'certain', because: 'the object names its `agent` and `sessionId` beside `messages`' }
  return (
    evidence(
      messages,
      (message) => hasAny(message, ...OWN_KEYS) && message.get('content').isList,
      'have `modelInfo`, `metrics` or marks of a summary',
    ) ??
    evidence(
      messages,
      (message) => message.get('role').text === 'user' && hasOwnText(message.get('content')),
      'hold `<environment_details>` or answers like `[tool] Result:`',
    ) ??
    evidence(firstRecords(document), isScreenMessage, 'say or ask something on screen (`say`, `ask`)') ??
    // Any application may note the time so.
    evidence(
      messages,
      (message) => message.get('ts').number !== null && message.get('content').isList,
      'have a `ts` beside their content',
      'likely',
    )
  )
}

/** A task has the shape of Anthropic's messages; in any other, its texts were only handed on. */
function isOfOther(record: Cursor): boolean {
  if (record.get('tool_calls').isThere || /^(tool|system|developer)$/.test(record.get('role').text ?? '')) return true
  const api = apiOfCalls(record.value)
  const isUntyped = record
    .get('content')
    .items()
    .some((block) => block.isObject && block.get('type').value === undefined)
  return isUntyped || (api !== null && api !== 'anthropic-messages')
}

function hasOwnText(content: Cursor): boolean {
  const texts = content.isList
    ? content
        .items()
        .slice(0, 8)
        .map((block) => block.get('text').string)
    : [content.string]
  return texts.some((source) => source !== null && OWN_TEXT.test(source))
}

/** A list, lines, or an object around a list. */
function messagesOf(document: Pick<Document, 'roots'>): Cursor[] {
  const root = soleObject(document)
  const list = root?.any('messages', 'apiConversationHistory', 'api_conversation_history', 'history')
  return list?.isList ? list.items() : recordsOf(document)
}

function read(document: Document, transcript: Transcript): void {
  const root = soleObject(document)
  const all = messagesOf(document).filter(({ isObject }) => isObject)
  const [first] = all
  if (!first) return
  if (isScreenMessage(first)) return readScreen(all, transcript)
  const messages = withoutHidden(all)
  if (messages.length < all.length) transcript.leaveOut('messages a summary has replaced', all.length - messages.length)
  const conversation = transcript.conversation({ at: root ?? first, id: root?.any('sessionId', 'taskId').text ?? null })
  const system = root?.any('system_prompt', 'systemPrompt')
  if (system?.string) conversation.add(system, 'system', [text(system)])
  addHistory(conversation, messages)
}
