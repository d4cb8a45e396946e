import type { FormatId, RuleId, Severity, TargetId } from '../problem.ts'

/**
 * One sentence of a provider, used in both directions: filled in it is what the target would answer, read backwards it
 * recognises a pasted error. `{name}` stands for a value; the names are the keys of `WordingData` (`fill-wording.ts`).
 */
export interface Wording {
  /** What a pasted sentence of this kind tells. */
  readonly rule: RuleId
  /** Other rules that bring the same sentence: it is filled in for them, but never read back as them. */
  readonly alsoFor?: readonly RuleId[]
  readonly text: string
  /**
   * The place it names, as a template: `messages[{i}].tool_calls[{j}].id`; in the text it stands as `{path}`, beside the
   * text it is `error.param`. Where rules share a sentence, the place tells them apart. Absent when it names none.
   */
  readonly place?: string
  /** HTTP status; 400 when absent. */
  readonly status?: number
  /** `error.code`, where the API gives one. */
  readonly code?: string
  /** Said only when this key is among the data, although the text does not show it. */
  readonly when?: string
  /** Recognised, but no longer said (or said by few): never predicted. */
  readonly historic?: boolean
  /** Why we believe it: reports, recording, code, docs (`provider-rules.md`, column "evidence"). */
  readonly evidence?: string
}

interface IdLimits {
  /** What an id must match; absent when the target takes any text. */
  readonly pattern?: RegExp
  readonly maxLength?: number
  /** Longer is refused by some versions only: a warning. */
  readonly recommendedLength?: number
  /** An empty id is refused in words of its own, not as one that is missing. */
  readonly notEmpty?: true
  /** Every id has just so many letters and digits: one that does not fit is made anew, not mended. */
  readonly exactLength?: number
}

/** How heavy a rule weighs for models with such a name. */
export interface ModelRule {
  readonly rule: RuleId
  readonly model: RegExp
  readonly severity: Severity
}

/** Roles that models with such a name do not take. */
interface UnsupportedRoles {
  readonly model: RegExp
  readonly roles: readonly string[]
}

/** Fields an API knows, by what has them; it refuses any other. What is not named here takes any field. */
export interface KnownFields {
  readonly message?: readonly string[]
  /** Where each role has fields of its own, instead of `message`. */
  readonly byRole?: Readonly<Record<string, readonly string[]>>
  readonly call?: readonly string[]
  readonly function?: readonly string[]
  readonly tool?: readonly string[]
  readonly toolFunction?: readonly string[]
}

/** What an entry of `tools` must have; `known-type`: no other type than `function`. */
export type ToolNeed = 'type' | 'function' | 'name' | 'parameters' | 'known-type'

/** How the messages of a request must look, where an API asks for more than its format says. */
export interface MessageNeeds {
  /** Roles whose content must be a text; `exceptTextParts`: a list of text parts is taken all the same. */
  readonly textOnly?: { readonly roles: readonly string[]; readonly exceptTextParts?: true }
  /** By role, the roles it may not directly follow. */
  readonly refusedAfter?: Readonly<Record<string, readonly string[]>>
  /** Of these, what is taken by now on most hosts. */
  readonly onceRefusedAfter?: Readonly<Record<string, readonly string[]>>
  readonly unsupportedRoles?: readonly UnsupportedRoles[]
  /** A system message may stand only at the very beginning (`first`), or once in the list (`once`). */
  readonly systemMessages?: 'first' | 'once'
  /** Messages of the assistant at the end are refused from so many on; 1 when absent. */
  readonly trailingAssistants?: number
  /** Models that want their reasoning back beside their calls. */
  readonly thinkingModels?: RegExp
  /** It looks for the call of a result only in the last message with calls. */
  readonly looksBackOneCall?: true
  /** A result may stand anywhere behind its call, up to the next message of these roles or the end. */
  readonly answersBefore?: readonly ('user' | 'system')[]
  /** An empty text is refused beside calls too. */
  readonly noEmptyTextBesideCalls?: true
  /** Every message needs a content with something in it, also the last of the assistant. */
  readonly contentRequired?: true
  /** A call and a result may not share a message. */
  readonly noCallBesideResult?: true
  /** Text behind the results of the last message is taken for a turn by newer models. */
  readonly noTextBehindLastResults?: true
}

/** An API that should accept the conversation, as data: adding one touches one file. */
export interface Target {
  readonly id: TargetId
  readonly title: string
  /** A service, a server that people run themselves, or the checks of a client library. */
  readonly kind: 'service' | 'server' | 'library'
  /** The format the API is written in. */
  readonly format: FormatId
  /** Other formats it takes as they are. */
  readonly alsoTakes?: readonly FormatId[]
  /** Other endpoints of the same API, by the format they take: each has rules and words of its own. */
  readonly endpoints?: Readonly<Record<FormatId, Target>>
  /** Answers as this one does where it has no sentence of its own: servers that copy an API copy its words. */
  readonly like?: Target
  /** Reference and the month it was checked. */
  readonly source: string
  /** What a call's input must be in a request. */
  readonly callInput: 'string' | 'object'
  /** Whether every result has to name its call: elsewhere name and order tie them. */
  readonly callIds: 'required' | 'optional'
  readonly callId: IdLimits
  readonly functionName: {
    readonly pattern: RegExp
    readonly maxLength: number
    /** Where a name in a call weighs something else than one in the list of tools. */
    readonly inCalls?: Severity
  }
  /** Most calls in one message, most tools in a request. */
  readonly maxCalls?: number
  readonly maxTools?: number
  /** Roles that may stand in the list of messages. */
  readonly roles: readonly string[]
  /** Roles that only older models take: a warning, unless the model of the request is known to refuse them. */
  readonly olderRoles?: {
    readonly roles: readonly string[]
    readonly refusedBy: RegExp
    /** A repair leaves them: most versions take them. */
    readonly isKept?: true
  }
  /** Parts that only models with such names take. */
  readonly fewModels?: { readonly parts: readonly string[]; readonly takenBy: RegExp }
  readonly messages?: MessageNeeds
  readonly fields?: KnownFields
  readonly toolNeeds?: readonly ToolNeed[]
  /** Call ids must differ over the whole conversation, not only in one message. */
  readonly uniqueCallIds: boolean
  /** All results must stand in the very next message (`next-message`), or in messages directly after (`next-messages`). */
  readonly resultsIn: 'next-messages' | 'next-message'
  /**
   * How it writes a place: `brackets` is `messages[3].content[0]`, `dots` is `messages.3.content.0`, and `typed-dots` has
   * the type of a part behind its number. Indexes count from 0; a wording that counts from 1 says `{i1}`, `{j1}`.
   */
  readonly places: { readonly list: 'messages' | 'contents' | 'input'; readonly style: 'brackets' | 'dots' | 'typed-dots' }
  /** How heavy a rule weighs here; a rule that is not named does not exist for this target. */
  readonly rules: Readonly<Record<RuleId, Severity>>
  /** Where a rule weighs something else for some models, told by the `model` of the request; the first that fits. */
  readonly models?: readonly ModelRule[]
  /** Order in which the target checks: the first rule with a problem is the prediction. */
  readonly order: readonly RuleId[]
  /** It holds one rule after the other against all messages; others look at the shape of each message first. */
  readonly checksBy?: 'rule'
  readonly wordings: readonly Wording[]
  /** The body the API answers with, around the sentence. */
  readonly errorBody: (message: string, param: string | null, code: string | null) => unknown
}
