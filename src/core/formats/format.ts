import type { RecordView } from '../conversation/content-text.ts'
import type { Message } from '../conversation/message.ts'
import type { Document } from '../document/document.ts'
import type { RequestWords, ToolDefinition } from '../conversation/request-words.ts'
import type { FormatTraits } from '../conversation/writing.ts'
import type { Steps } from '../json/path.ts'
import type { Confidence, Loss, TargetId } from '../problem.ts'
import type { Transcript } from './transcript.ts'

/** What detection looks at: some records of each list, and the object around them. */
export interface Sample {
  readonly records: readonly unknown[]
  readonly body: unknown
  /** Lines of which each is a request or a record by itself. */
  readonly inLines?: boolean
  /** What the source is where no record was found in it. */
  readonly instead?: unknown
}

export interface Detection {
  readonly confidence: Confidence
  /** Evidence in words a user may read. */
  readonly because: string
}

/** A message with its record, for writing it in another format. */
export interface MessageWithRecord extends RecordView {
  readonly message: Message
}

/** Plain contents of a message: the bridge between two formats. Every format can give it and take it. */
export interface PlainMessage {
  readonly role: 'system' | 'user' | 'assistant'
  readonly parts: readonly PlainPart[]
}

export type PlainPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image'; readonly mediaType: string | null; readonly data: string | null; readonly url: string | null }
  | { readonly type: 'tool-call'; readonly callId: string; readonly name: string /** JSON text. */; readonly input: string }
  | { readonly type: 'tool-result'; readonly callId: string; readonly text: string; readonly failed: boolean }

export interface ReadPlain {
  readonly messages: readonly PlainMessage[]
  readonly losses: readonly Loss[]
}

/** Messages in one format; what stands beside them in a request (`body`), and what could not be said. */
export interface WrittenPlain {
  readonly messages: readonly unknown[]
  readonly body: Readonly<Record<string, unknown>>
  readonly losses: readonly Loss[]
}

/** One way to write a conversation down. `read*` never throw; what they cannot read is kept as an unknown part. */
interface FormatBase extends FormatTraits {
  readonly title: string
  /** Reference and the month it was checked. */
  readonly source: string
  /** The API that takes it as it is, or the one its conversations were made with. */
  readonly target: TargetId
  /** What the pages of the docs say is read and what is lost. */
  readonly notes: { readonly reads: readonly string[]; readonly loses: readonly string[]; readonly example: string }
  /** One record: of an API's own messages, or of a conversation that was written anew. */
  readonly readMessage: (value: unknown, index: number) => Message
  /** Contents of messages in plain words, for writers of other formats. */
  readonly readPlain: (messages: readonly MessageWithRecord[]) => ReadPlain
  readonly readTools: (body: RecordView) => readonly ToolDefinition[]
}

/** Messages in a list, each read by itself, and written back where they stand. */
export interface RecordFormat extends FormatBase {
  readonly reads: 'records'
  /** Found by the reader of documents; its records have a shape that rules of other APIs know nothing of. */
  readonly ofDocument?: true
  /** Keys of a body that hold its list of messages. */
  readonly listKeys: readonly string[]
  /** Looks at content, never at the file name. `undefined`: not this one. */
  readonly detect: (sample: Sample, document: Document | null) => Detection | undefined
  /** An entry that this format could have written: lets the layout find lists of them. */
  readonly isRecord: (value: unknown) => boolean
  /** Of records that a reader of documents has found: one of another shape, so that none is edited in place. */
  readonly isOther?: (value: unknown) => boolean
  /** Where in a record the message stands; the record itself where this is absent. */
  readonly messageIn?: Steps
  /** Stands in the list and is no message: it stays where it is. */
  readonly isAside?: (value: unknown) => boolean
  /** Messages in this format; what it cannot say becomes a loss. System messages may leave the list (`system`). */
  readonly writePlain: (messages: readonly PlainMessage[]) => WrittenPlain
  readonly writeTools: NonNullable<FormatTraits['writeTools']>
  /** Other shapes the same API has, under the same id, that only a look at the whole document can read: its streams. */
  readonly alsoAs?: TranscriptFormat
  readonly request: RequestWords
}

/** A log, a trace, a stream or an export: its reader looks at the whole document and finds the conversations in it. */
export interface TranscriptFormat extends FormatBase {
  readonly reads: 'document'
  /** Looks at the sample of a document, quickly. `undefined`: not this one. */
  readonly detect: (document: Document) => Detection | undefined
  /** The same API's requests as records under the same id: a document that is one of them is edited in place. */
  readonly asRecords?: RecordFormat
  /** Other records of the same API that its target takes: those of the UI beside those of the model. Nobody writes them. */
  readonly otherRecords?: readonly RecordFormat[]
  /** Only for its own target is it edited in place; for any other it is told anew. */
  readonly editedFor?: 'own-target'
  readonly read: (document: Document, transcript: Transcript) => void
}

export type Format = RecordFormat | TranscriptFormat

/** How requests in this format are written and edited; `null`: nobody writes it yet. */
export function recordsOf(format: Format | undefined): RecordFormat | null {
  if (format === undefined) return null
  return format.reads === 'records' ? format : (format.asRecords ?? null)
}
