import type { MessageFacts } from '../../conversation/message.ts'
import type { Cursor } from '../../document/cursor.ts'
import { timeOf } from './times.ts'

/** Where a source says what it knows of a message; each may be at nothing. */
export interface FactPlaces {
  readonly time?: Cursor
  readonly model?: Cursor
  /** `usage` of an API, under any of its names. */
  readonly usage?: Cursor
}

const INPUT_TOKENS = [
  'prompt_tokens',
  'input_tokens',
  'inputTokens',
  'promptTokenCount',
  'prompt_token_count',
  'total_input_tokens',
]
const OUTPUT_TOKENS = [
  'completion_tokens',
  'output_tokens',
  'outputTokens',
  'candidatesTokenCount',
  'candidates_token_count',
  'total_output_tokens',
]

/** Facts of a message; `undefined` when nothing is known. */
export function factsOf({ time, model, usage }: FactPlaces): MessageFacts | undefined {
  const at = time && timeOf(time)
  const input = usage?.any(...INPUT_TOKENS).number ?? null
  const output = usage?.any(...OUTPUT_TOKENS).number ?? null
  const name = model?.string ?? null
  if (at === undefined && name === null && input === null && output === null) return undefined
  return {
    ...(at === undefined ? {} : { time: at }),
    ...(name === null ? {} : { model: name }),
    ...(input === null && output === null ? {} : { tokens: { input, output } }),
  }
}
