import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { factsOf } from './shared/facts.ts'
import { findAll, findInEach } from './shared/find-all.ts'
import { call, media, reasoning, result, text, unknown, type CallDraft, type PartDraft, type Transcript } from './transcript.ts'

/** Message histories of Pydantic AI: requests and responses made of parts. */
export const pydanticAi: TranscriptFormat = defineTranscript({
  id: 'pydantic-ai',
  title: 'Pydantic AI messages',
  source: 'https://github.com/pydantic/pydantic-ai, pydantic_ai_slim/pydantic_ai/messages.py (checked 2026-09)',
  target: 'openai-chat',
  notes: {
    reads: [
      'requests and responses with their `part_kind`',
      'a retry prompt as the failed result of its call',
      'tools the provider runs itself',
    ],
    loses: ['instructions of a request', 'provider details of a part'],
    example:
      '[{"kind":"response","parts":[{"part_kind":"tool-call","tool_name":"add","args":"{\\"a\\":1}","tool_call_id":"c1"}]},{"kind":"request","parts":[{"part_kind":"tool-return","tool_name":"add","content":2,"tool_call_id":"c1"}]}]',
  },
  detect,
  read,
})

/** How Python prints the parts. */
const CLASSES: Readonly<Record<string, string>> = {
  SystemPromptPart: 'system-prompt',
  UserPromptPart: 'user-prompt',
  TextPart: 'text',
  ThinkingPart: 'thinking',
  FilePart: 'file',
  ToolCallPart: 'tool-call',
  ToolReturnPart: 'tool-return',
  RetryPromptPart: 'retry-prompt',
  BuiltinToolCallPart: 'builtin-tool-call',
  BuiltinToolReturnPart: 'builtin-tool-return',
}
const kindOf = (part: Cursor): string => {
  const kind = part.any('part_kind', 'partKind').string
  const name = part.get('__class__').string ?? ''
  return kind ?? (Object.hasOwn(CLASSES, name) ? CLASSES[name]! : '')
}
const isMessage = (at: Cursor): boolean =>
  at
    .get('parts')
    .items()
    .some((part) => kindOf(part) !== '')
const FAILED = new Set(['failed', 'denied', 'interrupted'])

function detect(document: Document): Detection | undefined {
  const { sample } = document
  if (!document.mentions('part_kind', 'partKind', '__class__')) return undefined
  for (const root of sample.slice(0, 20)) {
    const [message] = findAll(root, isMessage, { depth: 5, values: 2000 })
    if (message) return { confidence: 'certain', because: '`parts` have a `part_kind`, or are printed as parts of Pydantic AI' }
  }
  return undefined
}

function read({ roots, container }: Document, transcript: Transcript): void {
  const lists = container === 'jsonl' && roots.every(({ isList }) => isList) ? roots.map((root) => [root]) : [roots]
  for (const list of lists) {
    const [first] = list
    if (!first) continue
    const conversation = transcript.conversation({ at: first })
    const hosted = new Map<string, CallDraft>()
    for (const message of findInEach(list, isMessage, transcript)) {
      const isResponse = message.get('kind').string === 'response' || message.get('__class__').string === 'ModelResponse'
      const facts = factsOf({
        time: message.get('timestamp'),
        model: message.any('model_name', 'modelName'),
        usage: message.get('usage'),
      })
      // A request mixes the words of the system and the user with the results of tools: each part keeps its own voice.
      const parts = message.get('parts').items()
      if (isResponse)
        conversation.add(
          message,
          'assistant',
          parts.flatMap((part) => readResponsePart(part, hosted)),
          facts,
        )
      else
        for (const run of runsByRole(parts))
          conversation.add(parts.length > 1 ? run.parts[0]! : message, run.role, run.parts.flatMap(readRequestPart), facts)
    }
  }
}

type RequestRole = 'system' | 'user' | 'tool'

function runsByRole(parts: readonly Cursor[]): { role: RequestRole; parts: Cursor[] }[] {
  const runs: { role: RequestRole; parts: Cursor[] }[] = []
  for (const part of parts) {
    const role = roleOf(part)
    const last = runs.at(-1)
    if (last?.role === role) last.parts.push(part)
    else runs.push({ role, parts: [part] })
  }
  return runs
}

function roleOf(part: Cursor): RequestRole {
  const kind = kindOf(part)
  if (kind === 'system-prompt') return 'system'
  return kind === 'tool-return' || (kind === 'retry-prompt' && part.any('tool_name', 'toolName').isThere) ? 'tool' : 'user'
}

function readRequestPart(part: Cursor): PartDraft[] {
  const content = part.get('content')
  if (roleOf(part) === 'tool') {
    const failed = kindOf(part) === 'retry-prompt' || FAILED.has(part.get('outcome').string ?? '')
    return [
      result({ at: part, id: part.any('tool_call_id', 'toolCallId'), name: part.any('tool_name', 'toolName'), content, failed }),
    ]
  }
  if (content.string !== null) return [text(content)]
  return content.items().map((item) => {
    if (item.string !== null) return text(item)
    if (item.get('text').string !== null) return text(item.get('text'))
    return item.get('content').string !== null && item.get('kind').string === 'text'
      ? text(item.get('content'))
      : media(item, item.get('kind').string ?? 'file')
  })
}

function readResponsePart(part: Cursor, hosted: Map<string, CallDraft>): PartDraft[] {
  const id = part.any('tool_call_id', 'toolCallId')
  const name = part.any('tool_name', 'toolName')
  switch (kindOf(part)) {
    case 'text':
      return [text(part.get('content'))]
    case 'thinking':
      return [reasoning(part)]
    case 'file':
      return [media(part, 'file')]
    case 'tool-call':
      return [call({ at: part, id, name, input: part.get('args') })]
    case 'builtin-tool-call': {
      const made = call({ at: part, id, name, input: part.get('args'), style: 'hosted' })
      if (id.text !== null) hosted.set(id.text, made)
      return [made]
    }
    case 'builtin-tool-return':
      return [result({ at: part, id, name, content: part.get('content'), style: 'hosted', answers: hosted.get(id.text ?? '') })]
    default:
      return [unknown(part, kindOf(part))]
  }
}
