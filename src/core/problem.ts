/** What every stage reports, and what the four faces (page, command line, library, tests) agree on: `contract.md` §3. */

/** A stretch of the source in bytes, end not included. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** Key of `provider-rules.md` §1, of the repair cases, or one of our own remarks. */
export type RuleId = string
/** Folder name of a transcript format: `openai-chat`, `anthropic-messages`, `stored-records`. */
export type FormatId = string
/** An API that should accept the conversation: `openai-chat`, `anthropic`. */
export type TargetId = string

/** error: the target refuses it. warning: accepted, but probably not meant. info: good to know. */
export type Severity = 'error' | 'warning' | 'info'

/** safe: says what it said. review: something is added or guessed. destructive: something is lost. */
export type Safety = 'safe' | 'review' | 'destructive'

export type Confidence = 'certain' | 'likely' | 'guess'

export interface Related {
  readonly path: string
  readonly span: Span
}

/** A fix as a user sees it; its edits stay inside the core until it is chosen. */
export interface FixSummary {
  readonly title: string
  readonly safety: Safety
}

export interface Problem {
  readonly rule: RuleId
  readonly severity: Severity
  /** Index into `conversations`. */
  readonly conversation: number
  /** Place in the source, from its root: `messages[6].tool_calls[0].type`. */
  readonly path: string
  readonly span: Span
  /** Both from 1; columns count UTF-16 units. */
  readonly line: number
  readonly column: number
  readonly message: string
  readonly callId: string | null
  /** The target's own sentence, filled in; `null` when the target would not complain. */
  readonly providerError: string | null
  readonly related: readonly Related[]
  readonly fixes: readonly FixSummary[]
}

/** Calls without a result are `orphanedCalls` + `pendingCalls`. */
export interface Counts {
  readonly messages: number
  readonly calls: number
  readonly results: number
  readonly paired: number
  readonly orphanedCalls: number
  readonly pendingCalls: number
  readonly orphanedResults: number
  readonly duplicateResults: number
}

export interface ConversationSummary extends Counts {
  /** Session, thread or conversation id of the source; `null` where it gives none. */
  readonly id: string | null
  /** Where its messages stand: `messages`, `[3].messages`, or `` for a bare list. */
  readonly path: string
}

/** What the target would answer first. */
export interface Prediction {
  readonly status: number
  readonly error: string
  /** What the sentence tells: `explain` reads it back as this. */
  readonly rule: RuleId
  /** Some models or versions say so, and nothing in the source tells which one is asked. */
  readonly depends?: true
}

export interface Inspection {
  /** `container`: outermost first, e.g. `["markdown", "json"]`. */
  readonly source: { readonly name?: string; readonly bytes: number; readonly container: readonly string[] }
  readonly format: FormatId | 'unknown'
  readonly confidence: Confidence
  /** Evidence, in words a user may read. */
  readonly because: readonly string[]
  readonly target: TargetId
  readonly conversations: readonly ConversationSummary[]
  readonly totals: Counts
  readonly problems: readonly Problem[]
  readonly prediction: Prediction | null
}

export interface InspectOptions {
  readonly name?: string
  readonly format?: FormatId
  readonly target?: TargetId
}

export type Strategy = 'complete' | 'drop' | 'flatten'
export type OrphanedResultPolicy = 'drop' | 'text' | 'add-call'

export interface RepairOptions {
  readonly target: TargetId
  readonly format?: FormatId
  /** Default `complete`. */
  readonly strategy?: Strategy
  /** Default `drop`. */
  readonly orphanedResult?: OrphanedResultPolicy
  /** Text of a synthetic result. */
  readonly resultText?: string
  /** Template of the `flatten` pair; `{conversation}` stands for the text of all messages, which comes last where that is missing. */
  readonly flattenTemplate?: string
  /** Ids of calls that wait for a person or a later message. */
  readonly pendingIds?: readonly string[]
  readonly keepTrailingOpen?: boolean
  /** Highest safety level that may be applied; default `destructive`. */
  readonly only?: Safety
  /** Only problems of this rule are solved, each by its fix with this number: what one click on many of them means. */
  readonly each?: { readonly rule: RuleId; readonly fix: number }
  /**
   * Changes that are not wanted, as a repair of the same source has named them. They are left out where messages are
   * changed in place; what is written in another format is written whole.
   */
  readonly skip?: readonly Pick<Change, 'rule' | 'path'>[]
}

/** One thing a repair did. `before` and `after` are texts of the source and of the output; `null` where there is none. */
export interface Change {
  readonly rule: RuleId
  readonly title: string
  readonly safety: Safety
  readonly path: string
  readonly span: Span
  readonly before: string | null
  readonly after: string | null
}

/** Something the written format cannot express. */
export interface Loss {
  readonly path: string
  readonly what: string
  /** The text that is not in the output. */
  readonly before: string
}

export interface Repair {
  readonly output: string
  readonly changes: readonly Change[]
  readonly remaining: readonly Problem[]
  readonly losses: readonly Loss[]
  /** Messages copied byte for byte, of all messages read. */
  readonly untouched: { readonly messages: number; readonly of: number }
}

/** What a repair of a stream tells besides: how things stood before and after. */
export interface StreamedRepair extends Repair {
  readonly format: FormatId | 'unknown'
  readonly before: Counts
  readonly after: Counts
}

export type Answer = 'found' | 'shifted' | 'elsewhere' | 'not-in-source' | 'not-violated' | 'no-source'

export interface Explanation {
  readonly recognised: boolean
  readonly api: TargetId | null
  readonly rule: RuleId | null
  readonly ids: readonly string[]
  /** Where in the source; `[]` when not found. */
  readonly paths: readonly string[]
  readonly answer: Answer
  /** One sentence for the user. */
  readonly message: string
}

/** The heavier, the smaller: for sorting. */
export function weightOf(severity: Severity): number {
  return severity === 'error' ? 0 : severity === 'warning' ? 1 : 2
}
