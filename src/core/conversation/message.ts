/**
 * The model: what every reader fills and every rule reads. It holds facts about parts (ids, names, kinds, lengths), not
 * their texts: the bytes stay in the source and are read again where a row is shown or a fix is made.
 */
import type { Steps } from '../json/path.ts'

export type Role = 'system' | 'user' | 'assistant' | 'tool' | 'unknown'

/** What stands where a text or a structure is due. */
export type ValueKind = 'missing' | 'null' | 'string' | 'number' | 'boolean' | 'list' | 'object'

/** The input of a call as written. `parsed` says what a string parses to. */
export interface InputFact {
  readonly kind: ValueKind
  /** For a string: the kind of its JSON value, `empty` when blank, `truncated` when cut off, `broken` when it is no JSON. */
  readonly parsed: ValueKind | 'empty' | 'truncated' | 'broken'
  /** Same for equal inputs: tells a repeated call from another one. */
  readonly fingerprint: string
}

export interface TextPart {
  readonly type: 'text'
  readonly steps: Steps
  readonly blank: boolean
  readonly empty: boolean
}

export interface ReasoningPart {
  readonly type: 'reasoning'
  readonly steps: Steps
}

export interface MediaPart {
  readonly type: 'media'
  readonly steps: Steps
  /** Word of the source: `image_url`, `document`. */
  readonly word: string
}

/** How an entry that is a call is written; `stored-row` is a row that is a call itself. */
export type CallStyle = 'plain' | 'stored-record' | 'stored-row' | 'legacy' | 'hosted'

export interface ToolCallPart {
  readonly type: 'tool-call'
  readonly steps: Steps
  readonly style: CallStyle
  /** As text, also where it is a number; `null` when there is none. Not trimmed. */
  readonly callId: string | null
  readonly idKind: ValueKind
  readonly idSteps: Steps
  readonly name: string | null
  readonly nameSteps: Steps
  readonly input: InputFact
  readonly inputSteps: Steps
  /** Written exactly as the API writes it, no field more or less: what is wrong with the shape of a call is not here. */
  readonly exact: boolean
  /** Why nobody needs to have answered it, where the source says so. */
  readonly pending?: PendingReason
  /** How long it took, in milliseconds, where the source says so. */
  readonly duration?: number
  /** Places that were joined to make it, in order: the pieces of a stream. */
  readonly pieces?: readonly Steps[]
}

/** Why a call without a result is not broken. */
export type PendingReason =
  /** A single answer of a model: whoever asked has not run the tool yet. */
  | 'response'
  /** The record stops here. */
  | 'last'
  /** A person has to agree first. */
  | 'approval'
  /** A person has agreed: whoever sends the conversation runs the tool first. */
  | 'approved'
  /** The tool was running when the record was made. */
  | 'running'
  /** A tool that ends the run and is never answered: `finish`, `submit`. */
  | 'terminal'
  /** The provider runs it and has paused. */
  | 'hosted'
  /** The other half is on a server, or in another file. */
  | 'elsewhere'
  /** Not made by a model: what an evaluation expects. */
  | 'expected'
  /** Whoever asks for the repair said so. */
  | 'asked'

export type ResultStyle = 'plain' | 'stored-record' | 'legacy' | 'hosted' | 'combined'

export interface ToolResultPart {
  readonly type: 'tool-result'
  /** `[]` when the whole message is the result. */
  readonly steps: Steps
  readonly style: ResultStyle
  readonly callId: string | null
  readonly idKind: ValueKind
  readonly idSteps: Steps
  readonly name: string | null
  readonly contentKind: ValueKind
  readonly contentSteps: Steps
  readonly empty: boolean
  readonly failed: boolean
  /** Written by a repair. */
  readonly synthetic: boolean
  /** The call it answers, where the structure of the source says so and no id has to. */
  readonly answers?: { readonly message: number; readonly part: number; readonly tie: 'structure' | 'span' }
  /** Its call is on a server or in another file: it is no orphan. */
  readonly elsewhere?: boolean
}

/** A part we do not know: kept, shown, never dropped. */
export interface UnknownPart {
  readonly type: 'unknown'
  readonly steps: Steps
  readonly word: string
}

export type Part = TextPart | ReasoningPart | MediaPart | ToolCallPart | ToolResultPart | UnknownPart

/** Most messages are one text or one result by themselves: such steps are made once. */
export const NO_STEPS: Steps = []

/** What a source says about a message besides its contents. */
export interface MessageFacts {
  /** Milliseconds since 1970, in UTC. */
  readonly time?: number
  readonly model?: string
  /** Tokens read and written to make it. */
  readonly tokens?: { readonly input: number | null; readonly output: number | null }
}

export interface Message {
  /** Number in its conversation, from 0, as the source counts. */
  readonly index: number
  readonly role: Role
  /** The role as it stands in the source; `''` when it is missing or no text. */
  readonly roleWord: string
  readonly parts: readonly Part[]
  /** Steps from the record to the message: `[]`, or `['message']` where a row wraps it. */
  readonly base: Steps
  /**
   * Written exactly as the API writes it: a text that is there, calls with an object as input, or a result with an id and
   * a text, and no other field. Most messages are, and nothing about their shape can be wrong.
   */
  readonly plain: boolean
  /** What was found in place of a message; `null` for a message. */
  readonly malformed: ValueKind | 'unparsed' | null
  readonly facts?: MessageFacts
}
