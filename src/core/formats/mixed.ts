/**
 * Logs that several programs write to: lines of another format than most are read by their own reader, as conversations
 * of their own. Lines are told apart by their keys alone, so that a log of one format costs one look at each line.
 */
import type { Cursor } from '../document/cursor.ts'
import { documentOf, type Document } from '../document/document.ts'
import type { FormatId } from '../problem.ts'
import { defineTranscript } from './define-transcript.ts'
import { ask, detect, type Detected } from './detect.ts'
import type { Format, RecordFormat, TranscriptFormat } from './format.ts'
import { Transcript } from './transcript.ts'

interface Share {
  readonly format: Format
  readonly roots: Cursor[]
}

/** A single odd line is a slip, or a look-alike's. */
const FEWEST_LINES = 2
/** More kinds of lines than this are no mixture of formats but entries that differ. */
const MOST_KINDS = 60

/** What a log is read as where it holds more than one format; `null`: it does not. */
export function findMixture(
  document: Document,
  detected: Detected,
  formats: readonly Format[],
): { format: TranscriptFormat; because: string } | null {
  const { format: main, confidence } = detected
  if (!main || confidence !== 'certain' || document.container !== 'jsonl') return null
  const kinds = kindsOf(document.roots)
  if (kinds.length < 2 || kinds.length > MOST_KINDS) return null
  const shares = new Map<FormatId, Share>([[main.id, { format: main, roots: [] }]])
  // Kinds of one line come last: they may belong to a format that others have shown to be there.
  for (const roots of kinds.sort((a, b) => b.length - a.length)) {
    const present = roots.length < FEWEST_LINES ? [...shares.values()].map(({ format }) => format) : formats
    const format = formatOf(roots, main, present)
    const share = shares.get(format.id)
    if (share) for (const root of roots) share.roots.push(root)
    else shares.set(format.id, { format, roots: [...roots] })
  }
  for (const share of [...shares.values()]) if (isLookAlike(share, shares.get(main.id)!)) joinInto(shares, share, main.id)
  if (shares.size < 2 || shares.get(main.id)!.roots.length === 0) return null
  const parts = [...shares.values()]
    .map(({ format, roots }) => ({ format, roots: roots.sort((a, b) => a.line - b.line) }))
    .sort((a, b) => b.roots.length - a.roots.length)
  const counted = parts.map(({ format, roots }) => `${roots.length} ${roots.length === 1 ? 'line' : 'lines'} ${format.title}`)
  return { format: mixtureOf(parts[0]!.format, parts), because: `${parts.length} formats: ${counted.join(', ')}` }
}

/** Who would claim the lines of the first format too is no other program, but one that writes alike. */
function isLookAlike({ format }: Share, main: Share): boolean {
  if (format === main.format || main.roots.length === 0) return false
  const document = documentOf(main.roots)
  const sample = { records: document.sample.map(({ value }) => value), body: undefined, inLines: true }
  return ask(format, { sample, document }) !== undefined
}

function joinInto(shares: Map<FormatId, Share>, { format, roots }: Share, main: FormatId): void {
  shares.delete(format.id)
  for (const root of roots) shares.get(main)!.roots.push(root)
}

/** Lines with the same keys; values that are no objects are one kind. */
function kindsOf(roots: readonly Cursor[]): Cursor[][] {
  const kinds = new Map<string, Cursor[]>()
  for (const root of roots) {
    if (root.value === undefined) continue // put in its place unread, whoever reads the others
    const key = root.isObject ? Object.keys(root.value as object).join(' ') : ''
    const own = kinds.get(key)
    if (own) own.push(root)
    else kinds.set(key, [root])
  }
  return [...kinds.values()]
}

/** Lines stay with the main format unless it knows nothing of them and another one is sure and finds messages in them. */
function formatOf(roots: readonly Cursor[], main: Format, formats: readonly Format[]): Format {
  const document = documentOf(roots)
  const sample = { records: document.sample.map(({ value }) => value), body: undefined, inLines: true }
  if (ask(main, { sample, document })) return main
  const found = detect({ sample, document }, formats)
  if (!found.format || found.confidence !== 'certain' || found.format.id === main.id) return main
  const transcript = new Transcript()
  readPart({ format: found.format, roots: [...roots.slice(0, 20)] }, transcript)
  return transcript.conversations.some(({ messages }) => messages.some(({ message }) => message.parts.length > 0))
    ? found.format
    : main
}

function mixtureOf(main: Format, parts: readonly Share[]): TranscriptFormat {
  const { id, title, source, target, notes } = main
  return defineTranscript({
    ...{ id, title, source, target, notes },
    detect: () => undefined,
    read: (_, transcript) => {
      for (const part of parts) {
        const before = transcript.conversations.length
        readPart(part, transcript)
        for (const conversation of transcript.conversations.slice(before)) conversation.label(part.format.title)
      }
    },
  })
}

function readPart({ format, roots }: Share, transcript: Transcript): void {
  if (format.reads === 'document') return format.read(documentOf(roots), transcript)
  const lines = roots.filter((root) => listOf(root, format) === null)
  for (const root of roots) {
    const list = listOf(root, format)
    if (list) addAll(list.items(), format, transcript, root)
  }
  if (lines.length > 0) addAll(lines, format, transcript, lines[0]!)
}

function addAll(records: readonly Cursor[], format: RecordFormat, transcript: Transcript, at: Cursor): void {
  const conversation = transcript.conversation({ at })
  for (const record of records) conversation.addRead(record, format.readMessage(record.value, conversation.messages.length))
}

function listOf(root: Cursor, { listKeys }: RecordFormat): Cursor | null {
  return listKeys.map((key) => root.get(key)).find(({ isList }) => isList) ?? null
}
