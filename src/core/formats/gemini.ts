import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { hasCalls, isContent, isRequest, isResponse } from './gemini/bodies.ts'
import { readGeminiContent } from './gemini/read-content.ts'
import { findBody, findExchanges, headOf, type Exchange } from './shared/exchanges.ts'
import { factsOf } from './shared/facts.ts'
import type { ConversationDraft, Transcript } from './transcript.ts'
import { geminiRequests } from './gemini/requests.ts'

const WORDS = {
  id: 'gemini',
  title: 'Gemini generateContent',
  source: 'https://ai.google.dev/api/generate-content (checked 2026-09)',
  target: 'gemini',
  notes: {
    reads: [
      'requests with `contents`, responses with `candidates`, bare lists of contents',
      'camelCase of the API and snake_case of the Python library, with its many nulls',
      'calls and responses without ids: tied by name and order',
    ],
    loses: ['thought signatures', 'code that Google ran itself', 'inline data'],
    example:
      '{"contents":[{"role":"user","parts":[{"text":"Roll"}]},{"role":"model","parts":[{"functionCall":{"name":"roll","args":{"sides":6}}}]},{"role":"user","parts":[{"functionResponse":{"name":"roll","response":{"result":4}}}]}]}',
  },
}

/** Requests and responses of Gemini, from the API, Vertex or an SDK, and lists of their contents. */
export const gemini: TranscriptFormat = defineTranscript({
  ...WORDS,
  asRecords: geminiRequests(WORDS),
  detect,
  read,
})

function detect(document: Document): Detection | undefined {
  const { sample } = document
  if (!document.mentions('parts', 'contents', 'candidates')) return undefined
  if (findBody(sample, ({ value }) => hasCalls(value)))
    return isOurs(sample) ? { confidence: 'certain', because: '`parts` hold `functionCall` or `functionResponse`' } : undefined
  if (findBody(sample, isResponse)) return { confidence: 'certain', because: 'a response has `candidates`' }
  if (findBody(sample, (body) => !body.isList && isRequest(body)))
    return { confidence: 'certain', because: 'a request has `contents` of `parts`' }
  const content = findBody(sample, ({ value }) => isContent(value))
  return content ? { confidence: 'likely', because: 'messages have `parts` instead of `content`' } : undefined
}

/** Other products have such contents inside messages of their own. */
function isOurs(sample: readonly Cursor[]): boolean {
  return isContent(sample[0]?.value) || findBody(sample, (body) => isRequest(body) || isResponse(body)) !== null
}

function read(document: Document, transcript: Transcript): void {
  const lines = document.roots.filter(({ value }) => value !== undefined)
  if (lines.some(({ value }) => isContent(value))) {
    addContents(lines, transcript.conversation({ at: lines[0]! }))
    return
  }
  for (const exchange of findExchanges(lines, { isRequest, isResponse })) readExchange(exchange, transcript)
}

function readExchange(exchange: Exchange, transcript: Transcript): void {
  const { at, request, response } = exchange
  const conversation = transcript.conversation({ at, ...headOf(exchange) })
  if (request) readRequest(request, conversation)
  if (!response) return
  // The Python library runs functions by itself and keeps what was said meanwhile.
  addContents(response.any('automaticFunctionCallingHistory', 'automatic_function_calling_history').items(), conversation)
  const facts = factsOf({
    time: response.any('createTime', 'create_time'),
    model: response.any('modelVersion', 'model_version'),
    usage: response.any('usageMetadata', 'usage_metadata'),
  })
  response
    .get('candidates')
    .items()
    .forEach((candidate, position) => {
      const content = candidate.get('content')
      if (!content.isThere) return transcript.leaveOut('candidates without content')
      const own = position === 0 ? conversation : transcript.conversation({ at: candidate, kind: 'response' })
      own.addRead(content, readGeminiContent(content.value, own.messages.length), facts)
    })
}

function readRequest(request: Cursor, conversation: ConversationDraft): void {
  if (request.isList) return addContents(request.items(), conversation)
  const system = request.any('systemInstruction', 'system_instruction')
  if (system.isThere) {
    const message = readGeminiContent(system.value, conversation.messages.length)
    conversation.addRead(system, { ...message, role: 'system' })
  }
  const contents = request.get('contents')
  addContents(contents.isList ? contents.items() : [contents], conversation)
}

function addContents(contents: readonly Cursor[], conversation: ConversationDraft): void {
  for (const content of contents) conversation.addRead(content, readGeminiContent(content.value, conversation.messages.length))
}
