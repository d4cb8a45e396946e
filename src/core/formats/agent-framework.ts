import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { factsOf } from './shared/facts.ts'
import { findAll, findInEach } from './shared/find-all.ts'
import { call, media, reasoning, result, text, unknown, type PartDraft, type Transcript } from './transcript.ts'

/** Chat messages and threads of the Microsoft Agent Framework. */
export const agentFramework: TranscriptFormat = defineTranscript({
  id: 'agent-framework',
  title: 'Microsoft Agent Framework',
  source: 'https://github.com/microsoft/agent-framework, python/packages/core/agent_framework/_types.py (checked 2026-09)',
  target: 'openai-chat',
  notes: {
    reads: [
      'messages with `contents` of type `function_call` and `function_result`',
      'approval requests as the reason why a call is open',
    ],
    loses: ['usage and annotation contents'],
    example:
      '{"messages":[{"role":"assistant","contents":[{"type":"function_call","call_id":"c1","name":"now","arguments":"{}"}]},{"role":"tool","contents":[{"type":"function_result","call_id":"c1","result":"12:00"}]}]}',
  },
  detect,
  read,
})

/** `function_call` in Python, `functionCall` in .NET. */
const kindOf = (content: Cursor): string =>
  (content.any('type', '$type').string ?? '')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/_?content$/, '')
const isMessage = (at: Cursor): boolean => at.any('contents', 'Contents').isList && at.any('role', 'Role').isThere

function detect(document: Document): Detection | undefined {
  const { sample } = document
  if (!document.mentions('contents', 'Contents')) return undefined
  for (const root of sample.slice(0, 20)) {
    const contents = findAll(root, isMessage, { depth: 5, values: 2000 }).flatMap((message) =>
      message.any('contents', 'Contents').items(),
    )
    const own = contents.find((content) => ['function_call', 'function_result', 'text'].includes(kindOf(content)))
    if (own) return { confidence: 'certain', because: `messages have \`contents\` of type \`${own.any('type', '$type').text}\`` }
  }
  return undefined
}

function read({ roots }: Document, transcript: Transcript): void {
  const [first] = roots
  if (!first) return
  const conversation = transcript.conversation({ at: first })
  const messages = findInEach(roots, isMessage, transcript)
  const waiting = new Set(
    messages
      .flatMap((message) => contentsOf(message))
      .filter((content) => kindOf(content) === 'function_approval_request')
      .map((content) => idOf(content.any('function_call', 'functionCall')).text),
  )
  for (const message of messages) {
    const role = message.any('role', 'Role')
    const parts = contentsOf(message).flatMap((content) => readContent(content, waiting))
    const facts = factsOf({ time: message.any('created_at', 'createdAt'), model: message.any('model_id', 'modelId') })
    conversation.add(message, role.isObject ? role.any('value', 'label') : role, parts, facts)
  }
}

const contentsOf = (message: Cursor): Cursor[] => message.any('contents', 'Contents').items()
const idOf = (content: Cursor): Cursor => content.any('call_id', 'callId', 'CallId')

function readContent(content: Cursor, waiting: ReadonlySet<string | null>): PartDraft[] {
  const kind = kindOf(content)
  switch (kind) {
    case 'text':
      return [text(content.any('text', 'Text'))]
    case 'text_reasoning':
    case 'reasoning':
      return [reasoning(content)]
    case 'function_call': {
      const pending = waiting.has(idOf(content).text) ? 'approval' : undefined
      return [
        call({
          at: content,
          id: idOf(content),
          name: content.any('name', 'Name'),
          input: content.any('arguments', 'Arguments'),
          pending,
        }),
      ]
    }
    case 'function_result': {
      const error = content.any('exception', 'Exception')
      const own = content.any('result', 'Result')
      return [result({ at: content, id: idOf(content), content: own.isThere ? own : error, failed: error.isThere })]
    }
    case 'data':
    case 'uri':
    case 'hosted_file':
      return [media(content, kind)]
    case 'usage':
    case 'function_approval_request':
    case 'function_approval_response':
      return []
    default:
      return [unknown(content, kind)]
  }
}
