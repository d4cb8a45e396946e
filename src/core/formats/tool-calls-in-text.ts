import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { asText, get } from '../json/value.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { findBodies, findBody } from './shared/exchanges.ts'
import { mayHoldMarks } from './text-calls/find-marks.ts'
import { isTextBody, readTextBody } from './text-calls/read-body.ts'
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
})

function detect({ sample }: Document): Detection | undefined {
  const body = findBody(sample.slice(0, 20), (value) => isTextBody(value) && markIn(value) !== null)
  return body ? { confidence: 'certain', because: `calls are written as text: \`${markIn(body) ?? ''}\`` } : undefined
}

/** A mark in what the model said, or in what it was told to write; not where messages have calls of their own. */
function markIn(body: Cursor): string | null {
  const messages = body.isList ? body : body.get('messages')
  if (!messages.isList)
    return (
      splitTurns(longestText(body))
        .map(({ said }) => said.string ?? '')
        .flatMap(markOf)[0] ?? null
    )
  const values = messages.value as readonly unknown[]
  if (values.some(hasOwnCalls)) return null
  const told = values.slice(0, 200).filter((value) => /^(assistant|system|model|gpt)$/.test(asText(get(value, 'role')) ?? ''))
  return told.flatMap((value) => textsOf(get(value, 'content'))).flatMap(markOf)[0] ?? null
}

/** A call of any API: who makes these does not write others as text. */
function hasOwnCalls(value: unknown): boolean {
  const lists = ['tool_calls', 'content', 'parts'].map((key) => get(value, key))
  return [value, ...lists.filter(Array.isArray).flat()].some(
    (entry) =>
      /^(?:function_call|tool_use|tool-call)$/.test(asText(get(entry, 'type')) ?? '') ||
      ['function', 'functionCall', 'toolUse', 'tool_name'].some((key) => get(entry, key) !== undefined),
  )
}

function textsOf(content: unknown): string[] {
  if (typeof content === 'string') return [content]
  return Array.isArray(content) ? content.flatMap((part) => asText(get(part, 'text')) ?? []) : []
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
