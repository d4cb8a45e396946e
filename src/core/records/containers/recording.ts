import { isList, isObject, scanList, scanObject, skipWhitespace } from '../../json/scan.ts'
import { decode } from '../../source/source.ts'
import { counted } from './counted.ts'
import { Joined } from './joined.ts'
import { readBody, type Body } from './recorded-body.ts'
import { keepLongest, type Request } from './recorded-history.ts'
import { relabelled, type Unwrapped } from './unwrapped.ts'

const HEAD = 4096
/** HAR, VCR and its kin, nock: each says at its beginning what it is. */
const BEGINS = [
  /^\s*\{\s*"log"\s*:\s*\{/,
  /^\s*\{[^]{0,3000}"(?:http_)?interactions"\s*:\s*\[/i,
  /^\s*\[\s*\{[^]{0,3000}"scope"\s*:\s*"https?:/,
  /^\s*\[\s*\{\s*"(?:request|response)"\s*:\s*\{[^]{0,3000}"(?:method|uri|url|headers|body|status)"/,
]
/** Lists of calls under these, from the root. */
const LISTS = new Set(['log', 'entries', 'interactions', 'http_interactions', 'httpinteractions', 'recordings', 'calls'])
const MOST_DEPTH = 4

/**
 * Recordings of HTTP calls: of those to a model API the bodies stay, the request in a line and its response in the next.
 * A request whose history a later one repeats is left out with its response. Headers, which hold keys, never stay.
 */
export function openRecording(state: Unwrapped): Unwrapped | null {
  const { bytes } = state
  const start = skipWhitespace(bytes, 0)
  if (!isObject(bytes, start) && !isList(bytes, start)) return null
  const head = decode(bytes, start, Math.min(bytes.length, start + HEAD))
  if (!BEGINS.some((begins) => begins.test(head))) return null
  const entries: Place[] = []
  findEntries(bytes, { start, end: bytes.length }, entries, 0)
  const calls = entries.flatMap((entry) => readCall(state, entry) ?? [])
  if (calls.length === 0) return null
  const kept = keepLongest(calls)
  const joined = new Joined()
  const labels: string[] = []
  const add = ({ lines, labels: own }: Body, label: string): void => {
    lines.forEach(({ bytes: line, map }, i) => {
      joined.add(line, map)
      joined.endLine()
      labels.push(own[i] ? `${label} ${own[i]}` : label)
    })
  }
  for (const { request, response, address, status } of kept) {
    add(request, address)
    if (response) add(response, status)
  }
  const others = entries.length - calls.length
  const failed = kept.filter(({ hasFailed }) => hasFailed).length
  const unread = kept.filter(({ response, hasFailed }) => response === null && !hasFailed).length
  const repeated = calls.length - kept.length
  return relabelled(
    {
      ...state,
      bytes: joined.bytes().subarray(0, -1),
      containers: [...state.containers, 'har'],
      map: joined,
      rewritten: true,
      settled: true,
      mended: [
        ...state.mended,
        'the bodies were taken out of the recorded calls, without their headers',
        ...(others > 0
          ? [
              counted(
                others,
                'recorded call to something other than a model was left out',
                'recorded calls to something other than a model were left out',
              ),
            ]
          : []),
        ...(unread > 0
          ? [
              counted(
                unread,
                'response that is neither JSON nor a stream was left out',
                'responses that are neither JSON nor a stream were left out',
              ),
            ]
          : []),
        ...(failed > 0
          ? [counted(failed, 'answer that tells an error was left out', 'answers that tell an error were left out')]
          : []),
        ...(repeated > 0
          ? [
              counted(
                repeated,
                'request whose history a later one repeats was left out',
                'requests whose history a later one repeats were left out',
              ),
            ]
          : []),
      ],
    },
    labels,
  )
}

interface Place {
  readonly start: number
  readonly end: number
}

/** A request with what was answered. */
interface Call extends Request {
  readonly request: Body
  readonly response: Body | null
  /** What was answered is an error: no part of a conversation. */
  readonly hasFailed: boolean
  readonly address: string
  readonly status: string
}

/** Objects with a request and a response, or as nock writes them. */
function findEntries(bytes: Uint8Array, { start, end }: Place, found: Place[], depth: number): void {
  if (depth > MOST_DEPTH) return
  if (isList(bytes, start)) {
    const list = scanList(bytes, start, end)
    list?.starts.forEach((at, i) => {
      if (isObject(bytes, at)) findEntries(bytes, { start: at, end: list.ends[i]! }, found, depth + 1)
    })
    return
  }
  const members = scanObject(bytes, start, end)
  if (!members) return
  const keys = new Set(members.map(({ key }) => key))
  if ((keys.has('request') && keys.has('response')) || (keys.has('scope') && keys.has('body') && keys.has('response'))) {
    found.push({ start, end })
    return
  }
  for (const member of members) {
    if (LISTS.has(member.key.toLowerCase()) && (isObject(bytes, member.start) || isList(bytes, member.start))) {
      findEntries(bytes, member, found, depth + 1)
    }
  }
}

function readCall(state: Unwrapped, place: Place): Call | null {
  const { bytes } = state
  const members = scanObject(bytes, place.start, place.end)
  const request = members?.find(({ key }) => key === 'request')
  const response = members?.find(({ key }) => key === 'response')
  if (!members || !response) return null
  const isNock = !request
  const asked = readBody(state, isNock ? members.find(({ key }) => key === 'body') : request)
  const value = asked?.lines.length === 1 ? asked.value : undefined
  if (!asked || !isModelRequest(value)) return null
  const says = (holder: Place | undefined, keys: readonly string[]): string => {
    const own = holder && isObject(bytes, holder.start) ? scanObject(bytes, holder.start, holder.end) : null
    const member = own?.find(({ key }) => keys.includes(key))
    if (member && isObject(bytes, member.start)) return says(member, ['code'])
    return member ? decode(bytes, member.start, member.end).replaceAll('"', '') : ''
  }
  const url = isNock ? says(place, ['scope']) + says(place, ['path']) : says(request, ['url', 'uri'])
  // What follows the question mark can be a key: `?key=…`.
  const address = `${(says(isNock ? place : request, ['method']) || 'POST').toUpperCase()} ${url.replace(/[?#].*$/, '')}`.trim()
  const code = isNock ? says(place, ['status']) : says(response, ['status', 'status_code', 'code'])
  const hasFailed = Number(code) >= 400
  const answered = hasFailed ? null : readBody(state, response)
  return { request: asked, value, response: answered, hasFailed, address, status: `response ${code}`.trim() }
}

const HISTORY_KEYS = ['messages', 'contents', 'input', 'prompt', 'chat_history'] as const

function isModelRequest(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  if ('jsonrpc' in value) return true
  if ('messages' in value || 'contents' in value) return true
  if (isChatRequest(value)) return true
  const known = HISTORY_KEYS.some((key) => key in value)
  // Embeddings have a model and an input as well, and nothing else that speaks.
  const isEmbedding = 'encoding_format' in value || 'dimensions' in value
  return known && 'model' in value && !isEmbedding
}

/** What a browser sends to a chat: the input of a run of LangGraph, or the one new message of the AI SDK. */
function isChatRequest(value: object): boolean {
  const holds = (inner: unknown, key: string): boolean => typeof inner === 'object' && inner !== null && key in inner
  return ('input' in value && holds(value.input, 'messages')) || ('message' in value && holds(value.message, 'parts'))
}
