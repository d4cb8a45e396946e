import { parseJson } from '../json/parse-json.ts'
import { recoverJson, type Damage } from '../json/recover.ts'
import { skipWhitespace } from '../json/scan.ts'
import { byteOffsetsIn, byteOffsetsOf } from '../source/line-index.ts'
import { composeMaps, identityMap, SegmentMap, shiftMap, type OffsetMap } from '../source/offset-map.ts'
import { decode, encode } from '../source/source.ts'
import { openArchive } from './containers/archive.ts'
import { openByteOrderMark } from './containers/byte-order-mark.ts'
import { openCsv } from './containers/csv.ts'
import { openCurl } from './containers/curl.ts'
import { damageProblems } from './containers/damage-problems.ts'
import { openDockerLog } from './containers/docker-log.ts'
import { openEscaped } from './containers/escaped.ts'
import { openFence } from './containers/fence.ts'
import { openLinePrefix } from './containers/line-prefix.ts'
import { openRecording } from './containers/recording.ts'
import { openSse } from './containers/sse.ts'
import { openString } from './containers/string.ts'
import { openTerminalColours } from './containers/terminal-colours.ts'
import { openTranscriptText } from './containers/transcript-text.ts'
import { isUtf16, openUtf16 } from './containers/utf16.ts'
import type { SourceProblem, Unwrapped } from './containers/unwrapped.ts'
import { openValues } from './containers/values.ts'
import { openYaml } from './containers/yaml.ts'

/**
 * Each takes one container off, or says `null`. Adding one is a file and a line here. Those that know their container by a
 * mark come first, those that have to read on before they know come last.
 */
const OPENERS: readonly ((state: Unwrapped) => Unwrapped | null)[] = [
  openArchive,
  openUtf16,
  openByteOrderMark,
  openTerminalColours,
  openString,
  openEscaped,
  openTranscriptText,
  openFence,
  openCurl,
  openSse,
  openLinePrefix,
  openYaml,
  openCsv,
  openRecording,
  openDockerLog,
  openValues,
]
/** What a container wrote anew can still be a recording of calls: a cassette in YAML. */
const OPENERS_OF_SETTLED = [openRecording]
const MOST_LAYERS = 8

/**
 * Takes containers off until JSON or JSON Lines is left. Whether that is sound is not asked here: `mend` does, where the
 * records leave a doubt. Never throws; what cannot be read is a problem.
 */
export function unwrap(source: Uint8Array): Unwrapped {
  let state = asItIs(source)
  for (let layer = 0; layer < MOST_LAYERS; layer++) {
    const refused = refuse(state.bytes)
    if (refused) return { ...state, bytes: source.subarray(0, 0), problems: [...state.problems, inSource(refused, state)] }
    const openers = state.settled ? OPENERS_OF_SETTLED : OPENERS
    const next = openers.reduce<Unwrapped | null>((opened, open) => opened ?? open(state), null)
    if (!next) break
    state = next
    if (state.bytes.length === 0) break
  }
  return state
}

/** What is said of the bytes inside an archive is said at its beginning. */
function inSource(problem: SourceProblem, { containers, map }: Unwrapped): SourceProblem {
  return containers.length === 0 ? problem : { ...problem, start: map.toSource(problem.start), end: map.toSource(problem.end) }
}

/** No container around it. */
export function asItIs(bytes: Uint8Array): Unwrapped {
  return { bytes, containers: [], map: identityMap, problems: [], rewritten: false, mended: [] }
}

const MAGIC: readonly (readonly [readonly number[], string])[] = [
  [[0x89, 0x50, 0x4e, 0x47], 'a PNG image'],
  [[0xff, 0xd8, 0xff], 'a JPEG image'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF'],
  [[0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], 'an SQLite database: export the table as JSON'],
]

/** gzip or ZIP, which are taken off. */
const isPacked = ([first, second]: Uint8Array): boolean =>
  (first === 0x1f && second === 0x8b) || (first === 0x50 && second === 0x4b)

function refuse(bytes: Uint8Array): SourceProblem | null {
  if (skipWhitespace(bytes, 0) === bytes.length) {
    const blanks = bytes.length === 1 ? 'one blank character' : `${bytes.length} blank characters`
    const what = bytes.length === 0 ? 'Nothing here yet.' : `Nothing here but ${blanks}.`
    return { rule: 'empty-source', start: 0, end: bytes.length, message: what }
  }
  const known = MAGIC.find(([magic]) => magic.every((byte, i) => bytes[i] === byte))
  if (known) return { rule: 'not-text', start: 0, end: 0, message: `This is ${known[1]}.` }
  if (isUtf16(bytes) || isPacked(bytes)) return null
  const head = bytes.subarray(0, 4096)
  const odd = head.filter((byte) => byte < 9 || (byte > 13 && byte < 32)).length
  if (odd > head.length / 10) {
    return {
      rule: 'not-text',
      start: 0,
      end: 0,
      message: `This is not text: ${odd} of the first ${head.length} bytes are control characters.`,
    }
  }
  return null
}

/** JSON and JSON Lines stay as they are; a single value that is not JSON is read as far as it goes. */
export function mend(state: Unwrapped): Unwrapped {
  const { bytes } = state
  if (bytes.length === 0 || state.settled) return state
  const start = skipWhitespace(bytes, 0)
  const first = bytes[start]
  if (first !== 0x7b && first !== 0x5b) return recoverInside(state)
  if (isJsonLines(bytes, start)) return state
  return parseJson(decode(bytes)) === undefined ? recoverInside(state) : state
}

const LOOKED_AT = 20

/**
 * The first line is one whole value and more follows, or most lines are. One line that parses is not enough: a payload
 * with a message on each line and a comma missing has one too.
 */
function isJsonLines(bytes: Uint8Array, start: number): boolean {
  let lines = 0
  let whole = 0
  for (let line = start; line < bytes.length && lines < LOOKED_AT; ) {
    const found = bytes.indexOf(10, line)
    const end = found < 0 ? bytes.length : found
    if (skipWhitespace(bytes, line, end) < end) {
      lines++
      if (parses(decode(bytes, line, end))) whole++
      if (lines === 1 && whole === 1) return skipWhitespace(bytes, end) < bytes.length
    }
    line = end + 1
  }
  return lines > 1 && whole * 2 >= lines
}

function parses(text: string): boolean {
  const value = parseJson(text)
  return typeof value === 'object' && value !== null
}

/** What whoever printed it left out, or how Ruby writes a pair: the reader of printed values knows these. */
const PRINTED = /(?:\.\.\.|…) ?\d+ more|[[,]\s*(?:\.\.\.|…)\s*[\]},]|\[(?:Object|Array)\]|"\s?=>/

/** Finds the first bracket, reads from there, and says what was wrong. */
function recoverInside(state: Unwrapped): Unwrapped {
  const text = decode(state.bytes)
  const open = text.search(/[[{]/)
  const recovered = open < 0 ? null : recoverJson(text.slice(open))
  if (!recovered || recovered.json.length < 4) {
    return unread(state, 'This is not JSON: no list and no object could be read that might hold a conversation.')
  }
  // Values one behind the other, each over several lines, are those of a log.
  if (recovered.rest !== null && /^\s*[[{]/.test(text.slice(open + recovered.rest, open + recovered.rest + 1000))) {
    const values = openValues(state, true)
    if (values?.bytes.includes(10)) return values
  }
  // A payload has a few words around it; a first value and much more are several, or no payload.
  const read = recovered.rest ?? text.length - open
  if (read < (text.length - open) / 2) {
    const values = openValues(state, true)
    if (values)
      return text.slice(0, open).trim() === '' ? brokenAt(state, values, encode(text.slice(0, open + read)).length) : values
    return unread(state, `This is not JSON: after a first value of ${read} characters ${text.length - open - read} more follow.`)
  }
  if (PRINTED.test(text)) {
    const printed = openValues(state, true)
    if (printed && printed.problems.length <= recovered.damage.length) return printed
  }
  const before = encode(text.slice(0, open)).length
  const shifted = recovered.damage.map((damage) => ({ ...damage, offset: damage.offset + open }))
  const sourceMap = composeMaps(decodedMap(state.bytes, text), state.map)
  const map = composeMaps(recovered.map, composeMaps(shiftMap(before), sourceMap))
  const whole: Unwrapped = {
    ...state,
    bytes: encode(recovered.json),
    map,
    rewritten: true,
    problems: [...state.problems, ...damageProblems(shifted, text, sourceMap)],
    mended: [...state.mended, ...summary(recovered.damage, open > 0 || recovered.rest !== null)],
  }
  // A recording that was cut off is a recording still.
  return openRecording(whole) ?? whole
}

/** What begins like JSON and stops being any: whatever could be saved of it, that is said. */
function brokenAt(state: Unwrapped, saved: Unwrapped, offset: number): Unwrapped {
  const start = state.map.toSource(offset)
  const end = Math.max(start, state.map.toSource(Math.min(state.bytes.length, offset + 1)))
  const message = 'The source is not JSON here: a value is over, and more follows.'
  return { ...saved, problems: [...saved.problems, { rule: 'invalid-json', start, end, message }] }
}

function unread(state: Unwrapped, message: string): Unwrapped {
  const start = state.map.toSource(0)
  const end = state.map.toSource(Math.min(state.bytes.length, 60))
  return {
    ...state,
    bytes: state.bytes.subarray(0, 0),
    problems: [...state.problems, { rule: 'invalid-json', start, end, message }],
  }
}

/** From the bytes a text would have to those it was decoded from: they differ where some were no UTF-8. */
function decodedMap(bytes: Uint8Array, text: string): OffsetMap {
  if (!text.includes('\ufffd')) return identityMap
  const from = byteOffsetsIn(bytes, text)
  const to = byteOffsetsOf(text, encode(text).length)
  if (!from || !to) return identityMap
  const map = new SegmentMap()
  for (let unit = 0; unit < text.length; unit++)
    map.add(to[unit]!, from[unit]!, Math.min(to[unit + 1]! - to[unit]!, from[unit + 1]! - from[unit]!))
  map.add(to[text.length]!, bytes.length, 0)
  return map
}

function summary(damage: readonly Damage[], around: boolean): string[] {
  const kinds = [...new Set(damage.map(({ what }) => what))]
  if (around) kinds.push('text around the payload was left out')
  return kinds.length ? kinds : ['the source was written as JSON']
}
