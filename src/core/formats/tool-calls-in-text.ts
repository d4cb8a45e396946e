import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { chatFormat } from './chat/chat-format.ts'
import { readChatTools } from './chat/plain.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { apiOfCalls } from './shared/calls-of-api.ts'
import { findBodies, findBody } from './shared/exchanges.ts'
import { mayHoldMarks } from './text-calls/find-marks.ts'
import { isTextBody, readTextBody } from './text-calls/read-body.ts'
import { readTextParts } from './text-calls/read-text.ts'
import { splitTurns } from './text-calls/split-turns.ts'
import type { Transcript } from './transcript.ts'

/** Conversations in which models write their calls as text: `<tool_call>`, `<function=…>`, `Action:` and others. */
export const toolCallsInText: TranscriptFormat = defineTranscript({
  id: 'tool-calls-in-text',
  title: 'Tool calls in text',
  source: 'formats.md §6 F5 (checked 2026-09)',
  target: 'openai-chat',
  notes: {
    reads: [
      'the tags of Hermes and Qwen, Llama, Mistral, Kimi, DeepSeek, GLM, gpt-oss (Harmony), OpenHands and Anthropic; ReAct',
      'results in `<tool_response>`, `EXECUTION RESULT of [name]`, `Observation:` and their like, or in messages of a tool',
      'messages, chat templates in one text, transcripts typed by hand; calls without ids are tied by order',
    ],
    loses: ['examples inside a prompt are text, not calls', 'fenced JSON that may be meant as a call'],
    example:
      '[{"role":"user","content":"Lights?"},{"role":"assistant","content":"<tool_call>\\n{\\"name\\": \\"lights\\", \\"arguments\\": {\\"room\\": \\"hall\\"}}\\n</tool_call>"},{"role":"tool","content":"<tool_response>on</tool_response>"}]',
  },
  detect,
  read,
  // Calls stand in its texts; around its messages it is a request like any other.
  request: chatFormat.request,
  readTools: readChatTools,
})

function detect({ sample }: Document): Detection | undefined {
  let found: Detection | undefined
  findBody(sample.slice(0, 20), (value) => {
    const own = isTextBody(value) ? markIn(value) : undefined
    if (own?.confidence === 'certain') found = own
    else found ??= own
    return own?.confidence === 'certain'
  })
  return found
}

/** A call in what the model said, or an example of one in what it was told; a mark by itself says little. */
function markIn(body: Cursor): Detection | undefined {
  const messages = body.isList ? body : body.get('messages')
  if (!messages.isList) {
    const [mark] = splitTurns(longestText(body)).flatMap(({ said }) => markOf(said.string ?? ''))
    return mark === undefined ? undefined : { confidence: 'certain', because: `calls are written as text: \`${mark}\`` }
  }
  const values = messages.value as readonly unknown[]
  if (values.some((value) => apiOfCalls(value) !== null)) return undefined
  let told: string | undefined
  for (const message of messages.items().slice(0, 200)) {
    const isModel = MODEL.test(message.get('role').text ?? '')
    if (!isModel && message.get('role').text !== 'system') continue
    for (const said of textsOf(message.get('content'))) {
      const [mark] = markOf(said.string ?? '')
      if (mark !== undefined && (isModel || isExample(said.string ?? '')) && calls(said))
        return { confidence: 'certain', because: `calls are written as text: \`${mark}\`` }
      told ??= mark
    }
  }
  return told === undefined ? undefined : { confidence: 'guess', because: `texts speak of calls written as \`${told}\`` }
}

const MODEL = /^(assistant|model|gpt)$/

/** Told by its name: who only speaks of a mark names no tool behind it. */
function calls(said: Cursor): boolean {
  return readTextParts(said, 'assistant').some((part) => part.type === 'call' && part.name?.text)
}

/** A prompt that shows how to write a call has one from its beginning to its end. */
const isExample = (prompt: string): boolean =>
  /<\/(tool_call|function|functioncall|invoke)>|<[|｜]tool[▁_]call[▁_]end/.test(prompt)

function textsOf(content: Cursor): Cursor[] {
  return content.isList ? content.items().map((part) => part.get('text')) : [content]
}

/** Words a person could write by chance are not enough: an action needs its input. */
function markOf(text: string): string[] {
  if (!mayHoldMarks(text)) return []
  const strong =
    /<tool_call>|<\|tool_call\|>|<functioncall>|<function=|<invoke name=|<\|python_tag\|>|\[TOOL_CALLS\]|<\|tool_call_begin\|>|<[|｜]tool[▁_]call[▁_]begin[|｜]>|<\|channel\|>/.exec(
      text,
    )
  if (strong) return [strong[0]]
  return /^Action:.{1,200}\n\s*Action Input:/m.test(text) ? ['Action:'] : []
}

function longestText(body: Cursor): Cursor {
  if (body.string !== null) return body
  const texts = body.entries().flatMap(([, value]) => (value.string === null ? [] : [value]))
  return texts.reduce((longest, value) => ((value.string?.length ?? 0) > (longest.string?.length ?? 0) ? value : longest), body)
}

function read({ roots }: Document, transcript: Transcript): void {
  for (const body of findBodies(roots, isTextBody)) readTextBody(body, transcript)
}
