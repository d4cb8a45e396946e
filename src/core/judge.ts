import { pairToolCalls, type PairingOptions } from './conversation/pair-tool-calls.ts'
import type { Message } from './conversation/message.ts'
import type { Conversation } from './conversation/conversation.ts'
import type { Pairing } from './conversation/pairing.ts'
import type { Format } from './formats/format.ts'
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
    this.#format = format
    this.#foreign = isForeign(target, format)
    this.#target = this.#foreign ? acrossFormats(target, format) : target
    this.#checker = new Checker(this.#target, rules)
  }

  /** Reads, pairs and checks one conversation. `known` says what an unchanged message is already known to have. */
  judge(
    { conversation, records, messageAt }: Subject,
    options: PairingOptions = {},
    known?: (index: number) => readonly Found[] | null,
  ): Verdict {
    const scope: Scope = {
      conversation,
      pairing: NO_PAIRING,
      target: this.#target,
      format: this.#format,
      foreign: this.#foreign,
      valueOf: (message) => records.value(message),
      textAt: (message, steps) => records.textAt(message, steps),
      mayHoldEscape: (message) => records.mayHoldEscape(message),
    }
    const inMessages: (readonly Found[])[] = []
    const found: Found[] = []
    for (let index = 0; index < records.count; index++) {
      const message = messageAt(index)
      const own = known?.(index) ?? this.#checker.message(message, records.value(index), scope)
      inMessages.push(own)
      if (own.length > 0) found.push(...own)
    }
    const pairing = pairToolCalls(conversation, options)
    const paired: Scope = { ...scope, pairing }
    found.push(...this.#checker.conversation(paired))
    return { scope: paired, pairing, inMessages, found }
  }
}

/** Rules of single messages come before the pairs are known. */
const NO_PAIRING: Pairing = { calls: [], results: [] }

/** The target with this id; an id nobody knows is judged as the format's own API. */
export function targetOf(id: TargetId | undefined, format: Format | null): Target {
  const own = targets.find((target) => target.id === (format?.target ?? 'openai-chat'))
  return targets.find((target) => target.id === id) ?? own ?? targets[0]!
}

/** The target takes another format than the source is written in. */
export function isForeign(target: Target, format: Format): boolean {
  return target.format !== format.id && target.id !== format.target
}

/**
 * What a target holds against a source of another format. Shape and order are judged as the source's own API does, for
 * the writer reads from there; ids, names and limits are the target's. What the writer settles is no error.
 */
function acrossFormats(target: Target, format: Format): Target {
  const home = targetOf(format.target, format)
  const shape = Object.fromEntries(
    Object.entries(home.rules).map(([rule, severity]) => [
      rule,
      target.rules[rule] ?? (severity === 'error' ? 'warning' : severity),
    ]),
  )
  return { ...target, roles: home.roles, resultsIn: home.resultsIn, rules: { ...target.rules, ...shape } }
}
