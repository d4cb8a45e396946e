import type { Message } from './conversation/message.ts'
import type { Conversation } from './conversation/conversation.ts'
import { detect, type Detected } from './formats/detect.ts'
import type { Format } from './formats/format.ts'
import { isBareCall } from './formats/chat/read-message.ts'
import { isStoredCall } from './formats/chat/read-call.ts'
import { openDocument, type Document } from './document/document.ts'
import { formats } from './formats/index.ts'
import { findMixture } from './formats/mixed.ts'
import { toldFields } from './formats/fields/told-fields.ts'
import { inRecords } from './in-records.ts'
import { readGroup } from './read-group.ts'
import { readTranscript } from './read-transcript.ts'
import { parseJson } from './json/parse-json.ts'
import { skipWhitespace, valueEnd } from './json/scan.ts'
import type { FormatId } from './problem.ts'
import { findLayout, findLines } from './records/find-layout.ts'
import type { Group, Layout, RecordKinds } from './records/layout.ts'
import { skeletonOf } from './records/skeleton.ts'
import { SourceRecords, type PlacedRecords } from './records/records.ts'
import type { Unwrapped } from './records/containers/unwrapped.ts'
import { asItIs, mend, unwrap } from './records/unwrap.ts'
import { lineIndexOf, type LineIndex } from './source/line-index.ts'
import { bytesInMemory, type SourceBytes } from './source/source-bytes.ts'
import { decode, type Source } from './source/source.ts'

/** One conversation with the records it was read from. */
export interface ReadConversation {
  readonly conversation: Conversation
  readonly records: PlacedRecords
  readonly group: Group
  /** Reads message `index` when it is asked for first. */
  readonly messageAt: (index: number) => Message
}

/** A source that was taken apart and read, before anybody judges it. */
export interface Reading {
  readonly source: Source
  readonly lines: LineIndex
  readonly unwrapped: Unwrapped
  /** What is left when the containers are off: the bytes that records and places count in. */
  readonly inner: SourceBytes
  readonly layout: Layout
  readonly detected: Detected
  /** The format the user named, if any. */
  readonly asked: FormatId | null
  /** What it is read as: detected, or as the user said. */
  readonly format: Format | null
  readonly conversations: readonly ReadConversation[]
  /** Part of a larger source: it may hold nothing. */
  readonly partial: boolean
  /** What was seen and is no message, by a word the user can read. */
  readonly leftOut?: ReadonlyMap<string, number>
}

const NEWLINE = 10
const SAMPLED_GROUPS = 12
const SAMPLED_RECORDS = 40
/** Larger sources are not parsed as a whole: their values would be several times as large. */
const LARGEST_DOCUMENT = 256_000_000
/** Larger sources in which no record is found are not parsed just to say what they are. */
const MOST_SHOWN = 1_000_000

/** Keys that only a message, a row around one, or a stored call has. */
const RECORD_KEYS = new Set(['role', 'tool_name', 'tool_call_id', 'message'])

const recordFormats = formats.filter((format) => format.reads === 'records')

/** How all formats together recognise what they can read. */
export const recordKinds: RecordKinds = {
  listKeys: new Set(recordFormats.flatMap(({ listKeys }) => listKeys)),
  isRecord: (value: unknown): boolean => recordFormats.some((format) => format.isRecord(value)) || isBareCall(value),
  hasRecordKeys: (keys: readonly string[]): boolean => keys.some((key) => RECORD_KEYS.has(key)),
  isStoredCall: (value: unknown): boolean => isStoredCall(value) || isBareCall(value),
}

/**
 * Takes containers off, finds the records, asks who wrote them, and reads them. Never throws. `doubted`: a record turned
 * out to be no JSON, so the whole is looked at again and mended.
 */
export function readSource(source: Source, asked?: FormatId, preferred?: FormatId, doubted = false): Reading {
  const found = findRecords(source, doubted)
  const { unwrapped } = found
  const inner = bytesInMemory(unwrapped.bytes)
  const document = inner.length > LARGEST_DOCUMENT ? null : openDocument(unwrapped.bytes, unwrapped.labels)
  const log = document && asked === undefined ? detectLog(unwrapped.bytes, document, preferred) : null
  const layout = log?.layout ?? found.layout()
  const detected = log?.detected ?? detectFrom(inner, layout, preferred, document)
  const mixture = document && asked === undefined ? findMixture(document, detected, formats) : null
  const told = mixture ? { ...detected, format: mixture.format, because: [mixture.because, ...detected.because] } : detected
  // A format we were told and do not know is not read as another one: better no answer than a wrong one.
  const format = asked === undefined || asked === told.format?.id ? told.format : formatNamed(asked, document)
  const lines = lineIndexOf(source.bytes)
  const common = { source, lines, unwrapped, inner, layout, detected: told, asked: asked ?? null, format, partial: false }
  if (format?.reads === 'document') {
    const read = readTranscript(document ?? openDocument(unwrapped.bytes, unwrapped.labels), format)
    return inRecords({ ...common, ...read }, format, preferred) ?? { ...common, ...read }
  }
  const conversations = format ? layout.groups.map((group) => readGroup(inner, layout, group, format)) : []
  return { ...common, conversations }
}

/** Of a format with several shapes the one that knows the document. */
function formatNamed(asked: FormatId, document: Document | null): Format | null {
  const format = formats.find(({ id }) => id === asked) ?? toldFields(asked)
  const also = format?.reads === 'records' ? format.alsoAs : undefined
  return document && also?.detect(document) ? also : format
}

/** Lines of a sequence whose format is known: nothing to take off and nothing to detect. Never throws. */
export function readLines(source: Source, known: FormatId): Reading {
  const format = formats.find(({ id }) => id === known) ?? null
  const unwrapped = asItIs(source.bytes)
  const layout = findLines(source.bytes, recordKinds)
  const inner = bytesInMemory(source.bytes)
  const conversations = format ? layout.groups.map((group) => readGroup(inner, layout, group, format)) : []
  const detected: Detected = { format, confidence: 'certain', because: [], runnersUp: [] }
  const lines = lineIndexOf(source.bytes)
  return { source, lines, unwrapped, inner, layout, detected, asked: known, format, conversations, partial: true }
}

/** A source whose records cover it all is read record by record; any other is parsed as a whole before it is trusted. */
function findRecords(source: Source, doubted: boolean): { unwrapped: Unwrapped; layout: () => Layout } {
  const opened = unwrap(source.bytes)
  let known: Layout | null = null
  const layout = (): Layout => (known ??= findLayout(opened.bytes, recordKinds))
  if (!doubted && !isLog(opened.bytes) && isSound(opened.bytes, layout())) return { unwrapped: opened, layout }
  const unwrapped = mend(opened)
  return { unwrapped, layout: unwrapped === opened ? layout : () => findLayout(unwrapped.bytes, recordKinds) }
}

/** Whether another value follows the one on the first line; a long first line is not looked at. */
function isLog(bytes: Uint8Array): boolean {
  const newline = bytes.indexOf(NEWLINE)
  if (newline < 0 || newline > BEGINNING_OF_LOG) return false
  const end = valueEnd(bytes, skipWhitespace(bytes, 0), newline)
  return end >= 0 && skipWhitespace(bytes, end) < bytes.length
}

/** Records are looked for in so much of a log before all of it is searched: a reader of its own needs none of them. */
const BEGINNING_OF_LOG = 1_000_000

/** A large log that a reader of documents is sure of by its first lines; `null`: the records have to be asked. */
function detectLog(bytes: Uint8Array, document: Document, preferred?: FormatId): { detected: Detected; layout: Layout } | null {
  if (bytes.length < 4 * BEGINNING_OF_LOG || document.container !== 'jsonl') return null
  const end = bytes.lastIndexOf(NEWLINE, BEGINNING_OF_LOG) + 1
  if (end === 0) return null
  const head = bytes.subarray(0, end)
  const layout = findLayout(head, recordKinds)
  const detected = detectFrom(bytesInMemory(head), layout, preferred, document)
  return detected.format?.reads === 'document' && detected.confidence === 'certain' ? { detected, layout } : null
}

/** One list, or one request around a list: what is not a record is small, and each record says itself if it is JSON. */
function isSound(bytes: Uint8Array, layout: Layout): boolean {
  const [group, ...others] = layout.groups
  if (!group || others.length > 0 || layout.container !== 'json') return false
  if (group.body?.path.length === 0) return skeletonOf(bytesInMemory(bytes), layout, group).value !== undefined
  return group.path.length === 0 && group.kind === 'list'
}

/** Where a request is clean, its body tells the format; where there is none, the records do. */
export function detectFrom(
  source: SourceBytes,
  layout: Layout,
  preferred?: FormatId,
  document: Document | null = null,
): Detected {
  const groups = layout.groups.slice(0, SAMPLED_GROUPS)
  const records = groups.flatMap((group) => {
    const valueAt = valuesOf(source, group)
    return samplePositions(group.request?.records.length ?? group.slots.length).map(valueAt)
  })
  const body = groups[0]?.request?.body ?? (groups[0]?.body ? skeletonOf(source, layout, groups[0]).value : undefined)
  const instead =
    records.length === 0 && source.length < MOST_SHOWN ? parseJson(decode(source.read(0, source.length))) : undefined
  const inLines = layout.container === 'jsonl'
  return detect({ sample: { records, body, instead, inLines }, document }, formats, preferred)
}

function valuesOf(source: SourceBytes, group: Group): (index: number) => unknown {
  if (group.request) return (index) => group.request?.records[index]
  const records = new SourceRecords(source, group.slots)
  return (index) => records.value(index)
}

/** The first ones, and some from everywhere: what comes in a rhythm must not hide behind a step. */
function samplePositions(count: number): number[] {
  if (count <= SAMPLED_RECORDS) return Array.from({ length: count }, (_, i) => i)
  const half = SAMPLED_RECORDS / 2
  return Array.from({ length: SAMPLED_RECORDS }, (_, i) => (i < half ? i : Math.floor((i - half + 1) * (count / (half + 1)))))
}
