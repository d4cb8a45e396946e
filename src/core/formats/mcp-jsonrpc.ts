import type { MessageFacts } from '../conversation/message.ts'
import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { ConnectionFinder, type Connection, type Exchange } from './mcp-jsonrpc/connections.ts'
import { evidence } from './shared/evidence.ts'
import { firstRecords, recordsOf } from './shared/records-of.ts'
import { call, result, type CallDraft, type PartDraft, type Transcript } from './transcript.ts'

/** Logs of the Model Context Protocol: what a client and a server say to each other, as JSON-RPC. */
export const mcpJsonrpc: TranscriptFormat = defineTranscript({
  id: 'mcp-jsonrpc',
  title: 'MCP JSON-RPC log',
  source: 'formats.md §6 C8 (checked 2026-09)',
  target: 'openai-chat',
  notes: {
    reads: [
      '`tools/call` requests and their responses, by id, direction, server and connection; batches; records around messages',
      'durations from the times before the lines, `isError` and `error`, requests that were cancelled',
    ],
    loses: ['other requests, responses and notifications; they are counted'],
    example: [
      '{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"add_task","arguments":{"title":"milk"}}}',
      '{"jsonrpc":"2.0","id":3,"result":{"content":[{"type":"text","text":"task 12"}],"isError":false}}',
    ].join('\n'),
  },
  detect,
  read,
})

const METHODS =
  /^(initialize|ping|tools\/|resources\/|prompts\/|notifications\/|sampling\/|roots\/|elicitation\/|completion\/|logging\/)/
const AROUND = ['message', 'payload', 'data', 'body', 'msg', 'content', 'json', 'raw']

/** The message of a record: the record itself, or what it holds, were it as text. */
function messageOf(record: Cursor): Cursor | null {
  if (record.get('jsonrpc').isThere) return record
  for (const key of AROUND) {
    const inside = record.get(key).json()
    if (inside.get('jsonrpc').isThere) return inside
  }
  return null
}

/** History of the inspector: `{ request: '{…}', response: '{…}' }`. */
const isHistory = (record: Cursor): boolean =>
  record.get('request').json().get('method').string !== null && !record.get('jsonrpc').isThere

function detect(document: Document): Detection | undefined {
  const records = firstRecords(document)
  const isOwn = (record: Cursor): boolean => {
    const message = messageOf(record)
    return message !== null && (METHODS.test(message.get('method').string ?? '') || message.at('result', 'content').isList)
  }
  return (
    evidence(records, isOwn, 'are messages of the protocol (`jsonrpc`)') ??
    evidence(
      records,
      (record) => isHistory(record) && METHODS.test(record.get('request').json().get('method').string ?? ''),
      'are requests with their responses',
    ) ??
    evidence(records, (record) => messageOf(record) !== null, 'are JSON-RPC', 'likely')
  )
}

function read(document: Document, transcript: Transcript): void {
  const finder = new ConnectionFinder((what) => transcript.leaveOut(what))
  const history: Exchange[] = []
  for (const record of recordsOf(document)) {
    const message = messageOf(record)
    if (message) finder.add(record, message)
    else if (isHistory(record)) history.push(exchangeOf(record))
    else transcript.leaveOut('records that are not messages')
  }
  for (const connection of finder.connections) addConnection(connection, transcript)
  const [first] = history
  if (!first?.request) return
  const events = history.flatMap((exchange) => {
    const asked = { type: 'request' as const, exchange }
    return exchange.response ? [asked, { type: 'response' as const, exchange }] : [asked]
  })
  addConnection({ server: '', at: first.request, events, open: new Map() }, transcript)
}

function exchangeOf(record: Cursor): Exchange {
  const response = record.get('response').json()
  return {
    request: record.get('request').json(),
    requestTime: undefined,
    response: response.isThere ? response : null,
    responseTime: undefined,
    cancelled: false,
  }
}

function addConnection({ server, at, events }: Connection, transcript: Transcript): void {
  if (events.length === 0) return
  const conversation = transcript.conversation({ at, id: server || null, kind: 'rows' })
  const calls = new Map<Exchange, CallDraft>()
  for (const { type, exchange } of events) {
    const { request, requestTime, response, responseTime } = exchange
    if (type === 'request' && request) {
      if (request.get('method').string !== 'tools/call') {
        transcript.leaveOut(`requests ${request.get('method').string ?? 'unknown'}`)
        continue
      }
      const asked = readCall(request, exchange)
      calls.set(exchange, asked)
      conversation.add(request, 'assistant', [asked], factsAt(requestTime))
    } else if (response && (calls.has(exchange) || !request)) {
      conversation.add(response, 'tool', [readResponse(response, calls.get(exchange))], factsAt(responseTime))
    }
  }
}

const factsAt = (time: number | undefined): MessageFacts | undefined => (time === undefined ? undefined : { time })

function readCall(request: Cursor, { requestTime, responseTime, cancelled }: Exchange): CallDraft {
  const took = requestTime === undefined || responseTime === undefined ? undefined : responseTime - requestTime
  return call({
    at: request,
    id: request.get('id'),
    name: request.at('params', 'name'),
    input: request.at('params', 'arguments'),
    pending: cancelled ? 'terminal' : undefined,
    duration: took !== undefined && took >= 0 ? took : undefined,
  })
}

/** Shape: `{ result: { content, structuredContent?, isError? } }` or `{ error: { code, message } }`. */
function readResponse(response: Cursor, answers: CallDraft | undefined): PartDraft {
  const error = response.get('error')
  const given = response.get('result').isThere ? response.get('result') : response
  const content = given.get('content').items().length > 0 ? given.get('content') : given.any('structuredContent', 'content')
  const failed = error.isThere || given.get('isError').value === true
  return result({
    at: response,
    id: response.get('id'),
    content: error.isThere ? error : content.isThere ? content : given,
    failed,
    answers,
  })
}
