import { get } from './facts.ts'
import type { JsonEdit } from '../json/edit.ts'
import { printJson, type RawJson } from '../json/print.ts'
import type { Steps } from '../json/path.ts'
import type { FormatId } from '../problem.ts'
import type { ToolCallPart } from './message.ts'
import type { RequestWords, ToolDefinition } from './request-words.ts'

/** A result to be written: synthetic, or taken out of a stored record. */
export interface ResultToWrite {
  /** `null` where the call has none, and name and order tie the two. */
  readonly callId: string | null
  /** Of the tool; some APIs want it on both sides. */
  readonly name: string | null
  readonly text: string
  readonly failed: boolean
  /** The record the call stands in: some APIs answer each kind of call in its own way. */
  readonly callRecord?: unknown
}

export interface CallToWrite {
  /** Empty where name and order tie it to its result. */
  readonly callId: string
  readonly name: string
  /** JSON text of an object. */
  readonly input: string
}

/** The little that rules and edits know of a format: where results live and how new entries are written. */
export interface FormatTraits {
  readonly id: FormatId
  /** Its messages are the records of the source, or a document told anew. */
  readonly reads: 'records' | 'document'
  /** Whether every result has to name its call: elsewhere it may be found by name and order. */
  readonly callIds: 'required' | 'optional'
  /** How a call's input is written. */
  readonly callInput: 'string' | 'object'
  /** Results are messages after the call's, or parts of the next one. */
  readonly resultsIn: 'next-messages' | 'next-message'
  /** In whose message results stand that are parts of one (`next-message`); the user's where this is absent. */
  readonly resultRole?: 'tool'
  /** The entry (a message or a part, see `resultsIn`) that answers a call. */
  readonly writeResult: (result: ResultToWrite) => unknown
  /** A message of the assistant that makes one call. */
  readonly writeCall: (call: CallToWrite) => unknown
  readonly writeUserText: (text: string) => unknown
  /** The word for the assistant, where it is another one. */
  readonly assistantWord?: 'model'
  /** The member of a message that holds its parts. */
  readonly partsKey: 'content' | 'parts'
  /** A text as one of several parts; `RawJson` is one as it stands in the source, escapes and all. */
  readonly writeText: (text: string | RawJson) => unknown
  /** What its requests say beside their messages; absent where there are none. */
  readonly request?: RequestWords
  /** Members of a request that define tools. */
  readonly writeTools?: (tools: readonly ToolDefinition[]) => Readonly<Record<string, unknown>>
  /** A new record as the one beside it would have it: in its envelope, with its spellings. Both are JSON texts. */
  readonly inEnvelope?: (json: string, neighbour: string) => string
  /** Where results stand in the calls they answer: what answering one changes in its record. */
  readonly answerInCall?: (record: unknown, call: ToolCallPart, result: ResultToWrite) => readonly JsonEdit[]
  /** Other places of a record that hold the same call once more, and go with it. */
  readonly copiesOf?: (record: unknown, call: ToolCallPart) => readonly CallCopy[]
  /** Places of a record that name a call by its id besides the call itself: a list of those that still run. */
  readonly mentionsOf?: (record: unknown, callId: string) => readonly Steps[]
}

/** A call as a record holds it once more. */
export interface CallCopy {
  readonly steps: Steps
  readonly idSteps: Steps
  readonly inputSteps: Steps
}

/** A content that says no more than a text, as JSON: some APIs take a text itself, others a list of parts. */
export function contentOfText(format: FormatTraits, text: string): string {
  return printJson(get(format.writeUserText(text), format.partsKey))
}

export const assistantWord = (format: FormatTraits): string => format.assistantWord ?? 'assistant'
