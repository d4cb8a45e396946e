import { isSent, type Conversation } from '../conversation/conversation.ts'
import type { Edit, Place } from '../conversation/edit.ts'
import type { Message } from '../conversation/message.ts'
import type { Pairing } from '../conversation/pairing.ts'
import type { OrphanedResultPolicy, RuleId, Safety, Severity, Strategy } from '../problem.ts'
import type { Steps } from '../json/path.ts'
import type { FormatTraits } from '../conversation/writing.ts'
import type { Target } from '../targets/target.ts'

/** What a rule may look at: one conversation, who answers whom, and the target that judges it. */
export interface Scope {
  readonly conversation: Conversation
  readonly pairing: Pairing
  readonly target: Target
  readonly format: FormatTraits
  /** The source is written in another format than the target takes: the writer settles what differs between the two. */
  readonly foreign: boolean
  /** The parsed record of a message. Cheap for neighbours, not for jumps. */
  readonly valueOf: (message: number) => unknown
  /** JSON text of a value inside a message; `null` when it is not there. */
  readonly textAt: (message: number, steps: Steps) => string | null
  /** Whether the text of a message may hold a `\u` escape: quicker to ask than to look at the text. */
  readonly mayHoldEscape: (message: number) => boolean
}

export type Data = Readonly<Record<string, string | number | readonly string[]>>

/** What `check` found, before it has words. */
export interface Finding<M extends string = string> {
  readonly messageId: M
  readonly at: Place
  readonly data?: Data
  readonly callId?: string | null
  /** Index of the call or the result it is about, in the pairing. */
  readonly call?: number
  readonly result?: number
  readonly related?: readonly Place[]
  /** The target has no sentence for this: it stumbles over something else first. */
  readonly unsaid?: boolean
  /** Instead of the target's: when a rule is heavier or lighter here. */
  readonly severity?: Severity
}

/** When the repair takes a fix by itself. A fix without `when` is offered, never taken unasked. */
export interface FixWhen {
  readonly strategy?: readonly Strategy[]
  readonly orphanedResult?: readonly OrphanedResultPolicy[]
}

export const ALWAYS: FixWhen = {}

export interface Fix<M extends string = string> {
  readonly titleId: M
  readonly data?: Data
  readonly safety: Safety
  readonly edits: readonly Edit[]
  readonly when?: FixWhen
}

export interface FixContext {
  readonly scope: Scope
  /** Text of a synthetic result. */
  readonly resultText: string
}

/**
 * When its fixes are made: shape before ids before pairing before what is left. Fixes of one phase do not meet in one
 * place, so that all of them can be made in one pass.
 */
export type Phase = 'shape' | 'ids' | 'calls' | 'results' | 'contents' | 'request'
export const PHASES: readonly Phase[] = ['shape', 'ids', 'calls', 'results', 'contents', 'request']

export interface RuleMeta<M extends string = string> {
  readonly id: RuleId
  readonly phase: Phase
  /** Weight where no target says otherwise. */
  readonly severity: Severity
  readonly what: string
  readonly why: string
  /** Sentences and titles of fixes; `{name}` stands for data. */
  readonly messages: Readonly<Record<M, string>>
}

export type Report<M extends string> = (finding: Finding<M>) => void

export interface Rule<M extends string = string> {
  readonly meta: RuleMeta<M>
  /** It can find nothing in a message that is plain (`Message.plain`), whatever the target: it is not asked there. */
  readonly passesPlain?: true
  /** It can find nothing in a conversation whose pairs are sound (`Pairing.sound`): it is not asked there. */
  readonly passesSound?: true
  /** Looks at one message by itself; its value is at hand. */
  readonly checkMessage?: (message: Message, value: unknown, scope: Scope, report: Report<M>) => void
  /** Looks at the conversation as a whole: roles, ids, pairs. */
  readonly checkConversation?: (scope: Scope, report: Report<M>) => void
  /** Looks at all conversations of a source together; reports with the index of the one concerned. */
  readonly checkSource?: (scopes: readonly Scope[], report: (conversation: number, finding: Finding<M>) => void) => void
  readonly fix?: (finding: Finding<M>, context: FixContext) => readonly Fix<M>[]
}

/**
 * Would be sent to its API as it stands: a request, or the bare list of its messages. What an API answered, the record of
 * both, and what the writer of another format settles first are not.
 */
export function isSentAsIs({ conversation, foreign }: Scope): boolean {
  return !foreign && isSent(conversation)
}

/** Gives the rule its type: a slip in a message id does not compile. */
export function defineRule<const M extends string>(rule: Rule<M>): Rule {
  return rule as unknown as Rule // M is a narrower word list; callers only read it
}
