import type { JsonObject } from '../json/value.ts'
import type { Steps } from '../json/path.ts'
import type { ScannedMember } from '../json/scan.ts'

/** One record: the bytes of one message, row or stored call. */
export interface Slot {
  readonly start: number
  readonly end: number
  /** Index into `lists`. */
  readonly list: number
  /** Position in its list. */
  readonly position: number
  /** From the root of the source; from the line's root in JSON Lines. */
  readonly path: Steps
}

/** A run of records that can grow and shrink: a JSON list, or lines. `null` separator: it cannot (a single response). */
export interface RecordList {
  readonly innerStart: number
  readonly innerEnd: number
  readonly separator: string | null
  readonly slots: Slot[]
}

/** The object around a list of messages. */
export interface RequestPlace {
  readonly start: number
  readonly end: number
  readonly path: Steps
  /** Its members, where they are known already: a long list is not scanned again for a place beside it. */
  readonly members?: readonly ScannedMember[]
}

/** What one conversation is made of before it is read. */
export interface Group {
  readonly id: string | null
  readonly path: Steps
  /** Line of a JSON Lines source, from 0; `null` elsewhere. */
  readonly line: number | null
  readonly slots: Slot[]
  /** The object around the list of messages, for what else a request says. */
  readonly body: RequestPlace | null
  readonly kind: 'request' | 'list' | 'rows' | 'response' | 'records'
  /** The request as it was parsed, where that is at hand: its records need not be looked for to be read. */
  readonly request?: RequestValue
}

export interface Layout {
  /** Innermost container: `json` or `jsonl`. */
  readonly container: 'json' | 'jsonl'
  readonly lists: readonly RecordList[]
  readonly groups: readonly Group[]
  /** Line ends, in JSON Lines. */
  readonly lines: number
}

/** How the formats together recognise what they can read. */
export interface RecordKinds {
  /** Keys that hold a list of messages. */
  readonly listKeys: ReadonlySet<string>
  /** An object that is a message, a row with one, or a stored call. */
  readonly isRecord: (value: unknown) => boolean
  /** The same for a line of a log, by its keys alone: lines are many, and each is parsed when it is read. */
  readonly hasRecordKeys: (keys: readonly string[]) => boolean
  /** An object that is a stored call by itself, so that a list of them is one message. */
  readonly isStoredCall: (value: unknown) => boolean
}

/** A request that was parsed as a whole. */
export interface RequestValue {
  readonly id: string | null
  /** The key it stands under, where the line wraps it. */
  readonly wrapper: string | null
  readonly listKey: string
  readonly records: readonly unknown[]
  /** The request with its list emptied. */
  readonly body: JsonObject
  /** Its text holds an escape like `\u0000`. */
  readonly escaped: boolean
}
