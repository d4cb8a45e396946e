import { pairToolCalls, type PairingOptions } from './conversation/pair-tool-calls.ts'
import type { Message } from './conversation/message.ts'
import type { Conversation } from './conversation/conversation.ts'
import type { Pairing } from './conversation/pairing.ts'
import type { ApiShape, Format } from './formats/format.ts'
import type { TargetId } from './problem.ts'
import type { Records } from './records/records.ts'
import { Checker, type Found } from './rules/check.ts'
import { rules } from './rules/index.ts'
import type { Scope } from './rules/rule.ts'
import { targets } from './targets/index.ts'
import type { Target } from './targets/target.ts'

/** A conversation that can be judged: read from a source, or under repair. */
export interface Subject {
  readonly conversation: Conversation
  readonly records: Records
  /** Message `index`; a source reads it when it is asked for first, so that each record is parsed once. */
  readonly messageAt: (index: number) => Message
}

export interface Verdict {
  readonly scope: Scope
  readonly pairing: Pairing
  /** What was found in each message by itself. */
  readonly inMessages: readonly (readonly Found[])[]
  readonly found: readonly Found[]
}

/** Judges conversations of one format for one target. */
export class Judge {
  readonly #format: Format
  readonly #target: Target
  readonly #foreign: boolean
  readonly #checker: Checker

  constructor(format: Format, target: Target) {
    // Rules see an API's own messages as that API does.
    this.#format = format.reads === 'document' && format.api ? { ...format, ...format.api } : format
    this.#foreign = isForeign(target, format)
    this.#target = this.#foreign ? acrossFormats(target, format) : target
    this.#checker = new Checker(this.#target, rules)
  }

  /** Reads, pairs and checks one conversation. `known` says what an unchanged message is already known to have. */
  judge(subject: Subject, options: PairingOptions = {}, known?: (index: number) => readonly Found[] | null): Verdict {
    const scope = this.scopeOf(subject)
    const inMessages: (readonly Found[])[] = []
    for (let index = 0; index < subject.records.count; index++) {
      const message = subject.messageAt(index)
      inMessages.push(known?.(index) ?? this.#checker.message(message, subject.records.value(index), scope))
    }
    return this.judgePairs(subject, inMessages, options)
  }

  /** What is found in one message by itself. */
  judgeMessage(message: Message, value: unknown, scope: Scope): readonly Found[] {
    return this.#checker.message(message, value, scope)
  }

  /** The second half: pairs and the conversation as a whole, when each message was judged by itself. */
  judgePairs(subject: Subject, inMessages: readonly (readonly Found[])[], options: PairingOptions = {}): Verdict {
    const pairing = pairToolCalls(subject.conversation, options)
    const scope: Scope = { ...this.scopeOf(subject), pairing }
    const found: Found[] = []
    for (const own of inMessages) if (own.length > 0) found.push(...own)
    for (const own of this.#checker.conversation(scope)) found.push(own)
    return { scope, pairing, inMessages, found }
  }

  /** What rules see before anybody has paired. */
  scopeOf({ conversation, records }: Subject): Scope {
    return {
      conversation,
      pairing: NO_PAIRING,
      target: this.#target,
      format: this.#format,
      foreign: this.#foreign,
      valueOf: (message) => records.value(message),
      textAt: (message, steps) => records.textAt(message, steps),
      mayHoldEscape: (message) => records.mayHoldEscape(message),
    }
  }
}

/** Rules of single messages come before the pairs are known. */
const NO_PAIRING: Pairing = { calls: [], results: [], sound: false }

/** The target with this id; an id nobody knows is judged as the format's own API. */
export function targetOf(id: TargetId | undefined, format: Format | null): Target {
  const own = targets.find((target) => target.id === (format?.target ?? 'openai-chat'))
  return targets.find((target) => target.id === id) ?? own ?? targets[0]!
}

/** The target takes another format than the source is written in. */
export function isForeign(target: Target, format: Format): boolean {
  return format.reads === 'document' || (target.format !== format.id && target.id !== format.target)
}

/**
 * What a target holds against a source of another format. Shape and order are judged as the source's own API does, for
 * the writer reads from there; ids, names and limits are the target's. What the writer settles is no error.
 */
function acrossFormats(target: Target, format: Format): Target {
  if (format.reads === 'document') return format.api ? asApi(target, format.api) : aloneInPairs(target)
  const home = targetOf(format.target, format)
  const shape = Object.fromEntries(
    Object.entries(home.rules).map(([rule, severity]) => [
      rule,
      target.rules[rule] ?? (severity === 'error' ? 'warning' : severity),
    ]),
  )
  return { ...target, roles: home.roles, resultsIn: home.resultsIn, rules: { ...target.rules, ...shape } }
}

/**
 * Rules that speak of calls and results alone, however they are written down. A log or an export is not sent anywhere:
 * what an API holds against shape and order is judged when its conversation is written for that API.
 */
const PAIR_RULES = [
  'orphaned-call',
  'pending-call',
  'orphaned-result',
  'duplicate-result',
  'mismatched-call-id',
  'malformed-entry',
  'arguments-invalid-json',
  'arguments-truncated',
  'retried-call',
  'repeated-call',
]

function aloneInPairs(target: Target): Target {
  const held = Object.entries(target.rules).filter(([rule]) => PAIR_RULES.includes(rule))
  return { ...target, rules: Object.fromEntries(held) }
}

/** What any API that takes calls and results refuses, told from ids, names, kinds and places alone. */
const API_RULES = [
  'result-before-call',
  'duplicate-call-id',
  'call-id-pattern',
  'call-id-too-long',
  'call-id-whitespace',
  'call-id-not-string',
  'missing-function-name',
  'empty-function-name',
  'function-name-pattern',
  'missing-arguments',
  'arguments-not-object',
  'arguments-not-string',
  'call-in-wrong-role',
  'invalid-role',
  'empty-text-block',
  'empty-message-content',
]
const ORDER_RULES = ['result-not-adjacent', 'results-split']
const ID_RULES = ['missing-call-id', 'missing-result-id']

function asApi(target: Target, { needsIds, needsOrder, ...shape }: ApiShape): Target {
  const held = [...API_RULES, ...(needsOrder ? ORDER_RULES : []), ...(needsIds ? ID_RULES : [])].map(
    (rule) => [rule, 'error'] as const,
  )
  const rules = { ...aloneInPairs(target).rules, ...Object.fromEntries(held), 'empty-result': 'info' as const }
  return { ...target, ...shape, rules }
}
