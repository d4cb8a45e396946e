import { parseJson } from '../../json/parse-json.ts'
import { skipWhitespace } from '../../json/scan.ts'
import { composeMaps, shiftMap, type OffsetMap } from '../../source/offset-map.ts'
import { decode } from '../../source/source.ts'
import { counted } from './counted.ts'
import { gunzip, inflate, type Unpacked } from './gunzip.ts'
import { Joined, onOneLine } from './joined.ts'
import { relabelled, type Unwrapped } from './unwrapped.ts'
import { zipEntries, type ZipEntry } from './zip-entries.ts'

/** More than this no page can hold. */
const MOST_UNPACKED = 1_000_000_000

/** A gzip file, or a ZIP archive such as a data export or an Inspect log: the files that can hold conversations. */
export function openArchive(state: Unwrapped): Unwrapped | null {
  const { bytes } = state
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return openGzip(state)
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5)
  return isZip ? openZip(state) : null
}

function openGzip(state: Unwrapped): Unwrapped {
  const unpacked = gunzip(state.bytes, MOST_UNPACKED)
  if (unpacked === 'broken' || unpacked.length === 0)
    return stopped(state, 'This gzip file is broken: nothing in it could be unpacked.')
  if (unpacked === 'too-large') return stopped(state, tooLarge('gzip file'))
  return unpackedTo(state, unpacked, spread(unpacked.length, 0, state.bytes.length, state.map), 'a gzip file was unpacked')
}

function openZip(state: Unwrapped): Unwrapped {
  const entries = zipEntries(state.bytes)
  if (!entries) return stopped(state, 'This ZIP archive is cut off or broken: its list of files is not there.')
  const files = chosen(entries)
  if (files.length === 0)
    return stopped(state, 'This ZIP archive holds no file with conversations: no JSON, JSON Lines, log or text.')
  if (files.some(({ encrypted }) => encrypted))
    return stopped(state, 'This ZIP archive is encrypted: unpack it with its password first.')
  let left = MOST_UNPACKED
  const unpacked: { file: ZipEntry; bytes: Uint8Array }[] = []
  for (const file of files) {
    const bytes = unpack(state.bytes.subarray(file.start, file.end), file.method, left)
    if (bytes === 'too-large') return stopped(state, tooLarge('ZIP archive'))
    if (bytes === 'broken') continue
    left -= bytes.length
    unpacked.push({ file, bytes })
  }
  const [first, ...others] = unpacked
  if (!first)
    return stopped(state, 'This ZIP archive could not be unpacked: its files are packed in a way we do not know, or broken.')
  const told =
    entries.length === 1
      ? 'a file was taken out of its archive'
      : `of ${entries.length} files in the archive ${counted(unpacked.length, 'was read', 'were read')}`
  if (others.length === 0) return unpackedTo(state, first.bytes, mapOf(first.file, first.bytes, state.map), told)
  return joinedFiles(state, unpacked, told)
}

const mapOf = (file: ZipEntry, bytes: Uint8Array, outer: OffsetMap): OffsetMap =>
  file.method === 0 ? composeMaps(shiftMap(file.start), outer) : spread(bytes.length, file.start, file.end, outer)

/** There is no byte for a byte: what was packed is pointed at by how far it is from the beginning. */
function spread(length: number, start: number, end: number, outer: OffsetMap): OffsetMap {
  const ratio = length === 0 ? 0 : (end - start) / length
  return { toSource: (offset) => outer.toSource(start + Math.min(end - start, Math.floor(offset * ratio))) }
}

function unpack(bytes: Uint8Array, method: number, most: number): Unpacked {
  if (method === 0) return bytes.length > most ? 'too-large' : bytes
  return method === 8 ? inflate(bytes, most) : 'broken'
}

const HIDDEN = /(?:^|\/)(?:__MACOSX|\.[^/]+)(?:\/|$)|\/$/
const baseOf = (name: string): string => name.slice(name.lastIndexOf('/') + 1).toLowerCase()

/** An export has its conversations in one file, an Inspect log has a file for each sample; else all that may hold some. */
function chosen(entries: readonly ZipEntry[]): ZipEntry[] {
  const files = entries.filter(({ name, end, start }) => !HIDDEN.test(name) && end > start)
  const named = (test: (name: string) => boolean): ZipEntry[] => files.filter(({ name }) => test(name))
  const choices = [
    named((name) => /^conversations(?:-\d+)?\.json$/.test(baseOf(name))),
    named((name) => /(?:^|\/)samples\/[^/]+\.json$/i.test(name)),
    named((name) => /\.(?:jsonl|ndjson)$/i.test(name)),
    named((name) => /\.(?:json|har)$/i.test(name)),
    named((name) => /\.(?:log|txt|sse|ya?ml|csv|tsv|md)$/i.test(name)).slice(0, 1),
  ]
  const found = choices.find((choice) => choice.length > 0) ?? (files.length === 1 ? files : [])
  return [...found].sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))
}

/** Several files: a line for each that is one value, the lines of those that have lines; the name is their label. */
function joinedFiles(state: Unwrapped, files: readonly { file: ZipEntry; bytes: Uint8Array }[], told: string): Unwrapped {
  const joined = new Joined()
  const labels: string[] = []
  let odd = 0
  for (const { file, bytes } of files) {
    const map = mapOf(file, bytes, state.map)
    const pieces = linesOf(bytes)
    if (pieces.length === 0) odd++
    for (const { start, end } of pieces) {
      joined.add(onOneLine(bytes.subarray(start, end)), composeMaps(shiftMap(start), map))
      joined.endLine()
      labels.push(file.name)
    }
  }
  if (labels.length === 0) return stopped(state, 'This ZIP archive holds no file with JSON that could be read.')
  const left =
    odd > 0
      ? [
          counted(
            odd,
            'file of the archive that is not JSON was left out',
            'files of the archive that are not JSON were left out',
          ),
        ]
      : []
  const opened = unpackedTo(state, joined.bytes().subarray(0, -1), joined, told)
  return relabelled({ ...opened, mended: [...opened.mended, ...left] }, labels)
}

function linesOf(bytes: Uint8Array): { start: number; end: number }[] {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  const first = bytes[skipWhitespace(bytes, start)]
  if (first !== 0x7b && first !== 0x5b) return []
  if (parseJson(decode(bytes, start)) !== undefined) return [{ start, end: bytes.length }]
  const lines: { start: number; end: number }[] = []
  for (let at = start; at < bytes.length; ) {
    const found = bytes.indexOf(10, at)
    const end = found < 0 ? bytes.length : found
    if (skipWhitespace(bytes, at, end) < end) lines.push({ start: at, end })
    at = end + 1
  }
  return lines
}

function unpackedTo(state: Unwrapped, bytes: Uint8Array, map: OffsetMap, told: string): Unwrapped {
  return {
    ...state,
    bytes,
    containers: [...state.containers, 'archive'],
    map,
    rewritten: true,
    mended: [...state.mended, told],
  }
}

const tooLarge = (what: string): string =>
  `This ${what} was not unpacked: it grows past a gigabyte, or two hundred times its own size, as only a trap does.`

function stopped(state: Unwrapped, message: string): Unwrapped {
  return {
    ...state,
    bytes: state.bytes.subarray(0, 0),
    problems: [...state.problems, { rule: 'not-text', start: 0, end: 0, message }],
  }
}
