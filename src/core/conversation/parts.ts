/** Makes the parts of a message from values and their places; what a format does not say is filled in as "not there". */
import type { Steps } from '../json/path.ts'
import { asText, get, isBlank, kindOf, readInput } from './facts.ts'
import type {
  CallStyle,
  InputFact,
  MediaPart,
  PendingReason,
  ReasoningPart,
  ResultStyle,
  TextPart,
  ToolCallPart,
  ToolResultPart,
  UnknownPart,
} from './message.ts'
import { isSynthetic } from './synthetic.ts'

/** A value and the steps that lead to it from the record. */
export interface PlacedValue {
  readonly value: unknown
  readonly steps: Steps
}

/** The first of these members that is there and not null; a missing one has the steps to where the first would stand. */
export function memberAt({ value, steps }: PlacedValue, ...keys: readonly [string, ...string[]]): PlacedValue {
  const key = keys.find((name) => (get(value, name) ?? null) !== null) ?? keys[0]
  return { value: get(value, key) ?? undefined, steps: [...steps, key] }
}

export function textPart({ value, steps }: PlacedValue): TextPart {
  return { type: 'text', steps, blank: typeof value !== 'string' || isBlank(value), empty: value === '' }
}

export function reasoningPart(steps: Steps): ReasoningPart {
  return { type: 'reasoning', steps }
}

export function mediaPart(steps: Steps, word: string): MediaPart {
  return { type: 'media', steps, word }
}

export function unknownPart(steps: Steps, word: string): UnknownPart {
  return { type: 'unknown', steps, word }
}

export interface CallFields {
  /** Steps to the call as a whole. */
  readonly steps: Steps
  readonly id: PlacedValue | null
  readonly name: PlacedValue | null
  readonly input: PlacedValue | null
  readonly style?: CallStyle
  /** The input is text that need not be JSON: a patch, a program. */
  readonly freeform?: boolean
  readonly pending?: PendingReason | undefined
  /** Milliseconds. */
  readonly duration?: number | undefined
}

export function callPart({ steps, id, name, input, style = 'plain', freeform, pending, duration }: CallFields): ToolCallPart {
  const fact = readInput(input?.value)
  return {
    type: 'tool-call',
    steps,
    style,
    callId: asText(id?.value),
    idKind: kindOf(id?.value),
    idSteps: id?.steps ?? steps,
    name: asText(name?.value),
    nameSteps: name?.steps ?? steps,
    input: freeform ? asFreeform(fact) : fact,
    inputSteps: input?.steps ?? steps,
    exact: false,
    ...(pending === undefined ? {} : { pending }),
    ...(duration === undefined ? {} : { duration }),
  }
}

/** Nothing is wrong with a text that is no JSON where none is due. */
const asFreeform = (fact: InputFact): InputFact => ({ ...fact, parsed: 'object' })

export interface ResultFields {
  readonly steps: Steps
  readonly id: PlacedValue | null
  readonly name?: PlacedValue | null
  readonly content: PlacedValue | null
  readonly style?: ResultStyle
  readonly failed?: boolean
  readonly answers?: ToolResultPart['answers'] | undefined
  readonly elsewhere?: boolean | undefined
}

export function resultPart(fields: ResultFields): ToolResultPart {
  const { steps, id, name, content, style = 'plain', failed = false, answers, elsewhere } = fields
  const value = content?.value
  return {
    type: 'tool-result',
    steps,
    style,
    callId: asText(id?.value),
    idKind: kindOf(id?.value),
    idSteps: id?.steps ?? steps,
    name: asText(name?.value),
    contentKind: kindOf(value),
    contentSteps: content?.steps ?? steps,
    empty: value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0),
    failed,
    synthetic: isSynthetic(value),
    ...(answers === undefined ? {} : { answers }),
    ...(elsewhere === undefined ? {} : { elsewhere }),
  }
}
