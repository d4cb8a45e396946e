import { get } from './conversation/facts.ts'
import { pairToolCalls, type PairingOptions } from './conversation/pair-tool-calls.ts'
import type { Message } from './conversation/message.ts'
import type { Conversation } from './conversation/conversation.ts'
import type { Pairing } from './conversation/pairing.ts'
import type { Format } from './formats/format.ts'
import type { Records } from './records/records.ts'
import { Checker, type Found } from './rules/check.ts'
import { rules } from './rules/index.ts'
import type { Scope } from './rules/rule.ts'
import { acrossFormats, aloneInPairs, forModel, isForeign, targetOf } from './target-for.ts'
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
  readonly #alone: Target

  constructor(format: Format, target: Target) {
    // Rules see an API's own messages as that API does, also where a reader has found them in a document.
    this.#format = format.reads === 'document' ? asApi(format) : format
    this.#foreign = isForeign(target, format)
    this.#target = this.#foreign ? acrossFormats(target, format) : target
    this.#alone = aloneInPairs(this.#target)
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
    const { conversation, records } = subject
    const pairing = pairToolCalls(conversation, (message, steps) => records.textAt(message, steps), options)
    return this.judgeWith(pairing, subject, inMessages)
  }

  /** The same where it is known who answers whom. */
  judgeWith(pairing: Pairing, subject: Subject, inMessages: readonly (readonly Found[])[]): Verdict {
    const scope: Scope = { ...this.scopeOf(subject), pairing }
    const found: Found[] = []
    for (const own of inMessages) if (own.length > 0) found.push(...own)
    for (const own of this.#checker.conversation(scope)) found.push(own)
    return { scope, pairing, inMessages, found }
  }

  /** What rules see before anybody has paired. */
  scopeOf({ conversation, records }: Subject): Scope {
    const target = records.isTold === true ? this.#alone : this.#target
    return {
      conversation,
      pairing: NO_PAIRING,
      target: forModel(target, get(conversation.body, 'model') ?? get(conversation.body, 'modelId')),
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

function asApi(format: Format): Format {
  const home = targetOf(format.target, format)
  return isForeign(home, format)
    ? format
    : { ...format, resultsIn: home.resultsIn, callInput: home.callInput, callIds: home.callIds }
}
