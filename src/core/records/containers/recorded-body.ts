import { parseJson } from '../../json/parse-json.ts'
import { isList, isObject, scanList, scanObject, skipWhitespace, type ScannedMember } from '../../json/scan.ts'
import { composeMaps, shiftMap, type OffsetMap } from '../../source/offset-map.ts'
import { decode, encode } from '../../source/source.ts'
import { gunzip } from './gunzip.ts'
import { onOneLine } from './joined.ts'
import { openSse } from './sse.ts'
import { unescape } from './unescape.ts'
import type { Unwrapped } from './unwrapped.ts'

/** A body as JSON Lines: one for JSON, several for a stream. */
export interface Body {
  readonly lines: readonly BodyLine[]
  /** The names of a stream's events. */
  readonly labels: readonly (string | null)[]
  /** The body parsed, where it is one line. */
  readonly value: unknown
}

interface BodyLine {
  readonly bytes: Uint8Array
  readonly map: OffsetMap
}

/** Where recorders keep a body, the one they parsed first. */
const HOLDERS = ['parsed_body', 'json', 'postData', 'content', 'body', 'string', 'text', 'base64_string', 'data'] as const
const OF_RECORDERS = new Set<string>([
  ...HOLDERS,
  ...['headers', 'cookies', 'method', 'url', 'uri', 'httpVersion', 'queryString', 'headersSize', 'bodySize', 'status'],
  ...['statusText', 'redirectURL', 'code', 'message', 'size', 'mimeType', 'encoding', 'compression', 'params', 'comment'],
])
const MOST_DEPTH = 4
const MOST_UNPACKED = 100_000_000

/** The body in a request or a response as it was recorded; `null` when there is none that is JSON or a stream. */
export function readBody(state: Unwrapped, member: Pick<ScannedMember, 'start' | 'end'> | undefined): Body | null {
  return member ? bodyAt(state, member.start, member.end, false, 0) : null
}

function bodyAt(state: Unwrapped, start: number, end: number, isEncoded: boolean, depth: number): Body | null {
  const { bytes } = state
  if (depth > MOST_DEPTH) return null
  if (bytes[start] === 0x22) return fromString(state, start, end, isEncoded)
  if (isList(bytes, start)) return fromList(state, start, end)
  if (!isObject(bytes, start)) return null
  const members = scanObject(bytes, start, end)
  if (!members) return null
  const names = new Set(members.map(({ key }) => key))
  const isHolder = depth === 0 || HOLDERS.some((key) => names.has(key))
  const isMessage =
    names.has('role') || names.has('model') || names.has('messages') || names.has('contents') || names.has('choices')
  // nock keeps a body as it is; the others have it under a name, beside headers.
  if ((!isHolder || isMessage) && !(names.has('headers') && names.has('body')))
    return fromJson(bytes.subarray(start, end), composeMaps(shiftMap(start), state.map))
  const encoding = members.find(({ key }) => key === 'encoding')
  const encoded = encoding !== undefined && decode(bytes, encoding.start, encoding.end) === '"base64"'
  for (const name of HOLDERS) {
    const holder = members.find(({ key }) => key === name)
    const body = holder && bodyAt(state, holder.start, holder.end, encoded || name === 'base64_string', depth + 1)
    if (body) return body
  }
  // What only a recorder says of a body is none.
  if ([...names].every((name) => OF_RECORDERS.has(name))) return null
  return fromJson(bytes.subarray(start, end), composeMaps(shiftMap(start), state.map))
}

/** A list that is the body itself, or one of pieces: Gemini streams so, nock keeps packed bodies as hexadecimal texts. */
function fromList(state: Unwrapped, start: number, end: number): Body | null {
  const { bytes } = state
  const list = scanList(bytes, start, end)
  if (!list || list.starts.length === 0) return null
  const texts = list.starts.every((at) => bytes[at] === 0x22)
  if (!texts) return fromJson(bytes.subarray(start, end), composeMaps(shiftMap(start), state.map))
  const hex = list.starts.map((at, i) => decode(bytes, at + 1, list.ends[i]! - 1)).join('')
  if (!/^(?:[0-9a-f]{2})+$/i.test(hex)) return null
  const packed = Uint8Array.from({ length: hex.length / 2 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16))
  return fromBytes(state, packed, { toSource: () => state.map.toSource(start) })
}

function fromString(state: Unwrapped, start: number, end: number, isEncoded: boolean): Body | null {
  const inner = unescape(state.bytes, start + 1, end - 1)
  const map = composeMaps(inner.map, state.map)
  const first = inner.bytes[skipWhitespace(inner.bytes, 0)]
  if (!isEncoded && (first === 0x7b || first === 0x5b)) return fromJson(inner.bytes, map)
  if (!isEncoded && !/^[\w+/=\s]{40,}$/.test(decode(inner.bytes, 0, Math.min(inner.bytes.length, 200)))) {
    return fromBytes(state, inner.bytes, map)
  }
  const decoded = fromBase64(inner.bytes)
  // Three bytes stand in four characters.
  return decoded && fromBytes(state, decoded, { toSource: (offset) => map.toSource(Math.floor(offset / 3) * 4 + (offset % 3)) })
}

function fromBytes(state: Unwrapped, bytes: Uint8Array, map: OffsetMap): Body | null {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    const unpacked = gunzip(bytes, MOST_UNPACKED)
    if (typeof unpacked === 'string') return null
    const at = map.toSource(0)
    return fromBytes(state, unpacked, { toSource: () => at })
  }
  const first = bytes[skipWhitespace(bytes, 0)]
  if (first === 0x7b || first === 0x5b) return fromJson(bytes, map)
  const stream = openSse({ ...state, bytes, map, containers: [] })
  return stream && { ...fromLines(stream.bytes, stream.map), labels: stream.labels ?? [] }
}

function fromJson(bytes: Uint8Array, map: OffsetMap): Body | null {
  const value = parseJson(decode(bytes))
  if (value !== undefined) {
    const start = skipWhitespace(bytes, 0)
    let end = bytes.length
    while (end > start && bytes[end - 1]! <= 0x20) end--
    return {
      lines: [{ bytes: onOneLine(bytes.subarray(start, end)), map: composeMaps(shiftMap(start), map) }],
      labels: [],
      value,
    }
  }
  // JSON Lines, as Ollama streams them.
  const found = bytes.indexOf(10)
  return found > 0 && parseJson(decode(bytes, 0, found)) !== undefined ? fromLines(bytes, map) : null
}

function fromLines(bytes: Uint8Array, map: OffsetMap): Body {
  const lines: BodyLine[] = []
  for (let at = 0; at < bytes.length; ) {
    const found = bytes.indexOf(10, at)
    const end = found < 0 ? bytes.length : found
    if (skipWhitespace(bytes, at, end) < end) lines.push({ bytes: bytes.subarray(at, end), map: composeMaps(shiftMap(at), map) })
    at = end + 1
  }
  return { lines, labels: [], value: undefined }
}

const ALPHABET = encode('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/')
const VALUES = new Int8Array(128).fill(-1)
ALPHABET.forEach((byte, i) => (VALUES[byte] = i))
VALUES[0x2d] = 62
VALUES[0x5f] = 63

/** `null`: this is none. Core knows no `atob`. */
function fromBase64(bytes: Uint8Array): Uint8Array | null {
  const out = new Uint8Array(Math.floor((bytes.length * 3) / 4))
  let length = 0
  let bits = 0
  let held = 0
  for (const byte of bytes) {
    if (byte <= 0x20 || byte === 0x3d) continue
    const value = byte < 128 ? VALUES[byte]! : -1
    if (value < 0) return null
    held = ((held << 6) | value) & 0xffffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      out[length++] = (held >> bits) & 0xff
    }
  }
  return out.subarray(0, length)
}
