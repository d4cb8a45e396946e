import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { isAgentTrace, readAgentTraces } from './bedrock/agent-trace.ts'
import { hasTools, isMessage, isRequest, isResponse, messageIn } from './bedrock/bodies.ts'
import { readBedrockMessage } from './bedrock/read-message.ts'
import { eventOf, readBedrockStream } from './bedrock/stream.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { findBodies, findBody, findExchanges, headOf, type Exchange } from './shared/exchanges.ts'
import { factsOf } from './shared/facts.ts'
import { text, type ConversationDraft, type Transcript } from './transcript.ts'
import { bedrockRequests } from './bedrock/requests.ts'

const WORDS = {
  id: 'bedrock-converse',
  title: 'AWS Bedrock Converse',
  source: 'https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html (checked 2026-09)',
  target: 'bedrock-converse',
  notes: {
    reads: [
      'requests, responses and stream events of Converse; messages of Strands sessions',
      '`toolUse` and `toolResult` blocks, tied by `toolUseId`',
      'traces of Bedrock agents, tied by order',
    ],
    loses: ['reasoning and its signature', 'documents, images and cache points'],
    example:
      '{"messages":[{"role":"assistant","content":[{"toolUse":{"toolUseId":"tooluse_1","name":"stock","input":{"sku":"A7"}}}]},{"role":"user","content":[{"toolResult":{"toolUseId":"tooluse_1","status":"success","content":[{"json":{"left":3}}]}}]}]}',
  },
}

/** Requests, responses and streams of AWS Bedrock Converse, sessions of Strands, traces of Bedrock agents. */
export const bedrockConverse: TranscriptFormat = defineTranscript({
  ...WORDS,
  asRecords: bedrockRequests(WORDS),
  detect,
  read,
})

function detect(document: Document): Detection | undefined {
  const { sample } = document
  if (
    !document.mentions(
      'toolUse',
      'toolResult',
      'orchestrationTrace',
      'stopReason',
      'inferenceConfig',
      'toolConfig',
      /^contentBlock/,
    )
  )
    return detectTexts(sample)
  if (isStream(sample)) return { confidence: 'certain', because: 'events are called `contentBlockStart` and `contentBlockDelta`' }
  if (findBody(sample, ({ value }) => hasTools(value)))
    return { confidence: 'certain', because: 'content has blocks `toolUse` or `toolResult`' }
  if (findBody(sample, isAgentTrace)) return { confidence: 'certain', because: 'there are steps called `orchestrationTrace`' }
  if (findBody(sample, (body) => isResponse(body) && body.get('stopReason').isThere))
    return { confidence: 'certain', because: 'a response has `output.message` and a `stopReason`' }
  const request = findBody(sample, isRequest)
  if (!request) return detectTexts(sample)
  const own = ['inferenceConfig', 'toolConfig', 'modelId', 'guardrailConfig'].find((key) => request.get(key).isThere)
  return own === undefined ? detectTexts(sample) : { confidence: 'certain', because: `a request has \`messages\` and \`${own}\`` }
}

/** Blocks of text without a `type`, and nothing else: nobody but this API has its system text so. */
function detectTexts(sample: readonly Cursor[]): Detection | undefined {
  const because = 'content has blocks without a `type`'
  for (const root of sample.slice(0, 20)) {
    const messages = root.isList ? root : root.get('messages')
    if (messages.isList && (messages.value as readonly unknown[]).every(isMessage) && messages.get(0).isThere)
      return { confidence: root.get('system').items().some(isBareText) ? 'likely' : 'guess', because }
  }
  return undefined
}

const isBareText = (block: Cursor): boolean => block.get('text').string !== null && !block.get('type').isThere

function isStream(roots: readonly Cursor[]): boolean {
  const entries = roots.length === 1 && roots[0]?.isList ? roots[0].items() : roots
  return entries.slice(0, 60).some((entry) => /^contentBlock/.test(eventOf(entry)?.name ?? ''))
}

function read({ roots }: Document, transcript: Transcript): void {
  const lines = roots.filter(({ value }) => value !== undefined)
  if (isStream(lines)) return readBedrockStream(lines.length === 1 && lines[0]!.isList ? lines[0]!.items() : lines, transcript)
  if (lines.some((line) => isMessage(messageIn(line).value))) {
    return addMessages(lines, transcript.conversation({ at: lines[0]! }))
  }
  for (const exchange of findExchanges(lines, { isRequest, isResponse })) readExchange(exchange, transcript)
  if (transcript.conversations.length > 0) return
  const traces = findBodies(lines, isAgentTrace)
  if (traces[0]) readAgentTraces(traces, transcript.conversation({ at: traces[0] }))
}

function readExchange(exchange: Exchange, transcript: Transcript): void {
  const { at, request, response } = exchange
  const conversation = transcript.conversation({ at, ...headOf(exchange) })
  if (request) {
    const system = request.get('system')
    for (const block of system.items()) if (block.get('text').string) conversation.add(block, 'system', [text(block.get('text'))])
    addMessages((request.isList ? request : request.get('messages')).items(), conversation)
  }
  if (!response) return
  const message = response.at('output', 'message')
  const facts = factsOf({ model: response.any('modelId'), usage: response.get('usage') })
  conversation.addRead(message, readBedrockMessage(message.value, conversation.messages.length), facts)
}

function addMessages(entries: readonly Cursor[], conversation: ConversationDraft): void {
  for (const entry of entries) {
    const message = messageIn(entry)
    const facts = factsOf({ time: entry.any('created_at', 'timestamp') })
    conversation.addRead(message, readBedrockMessage(message.value, conversation.messages.length), facts)
  }
}
