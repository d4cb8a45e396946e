import type { ToolCallPart } from './message.ts'
import { minifyJson } from '../json/print.ts'

/** Any stored value as the text of a result: text stays, everything else becomes JSON. */
export function storedText(value: unknown): string {
  if (typeof value === 'string') return value
  if (value === undefined || value === null) return ''
  try {
    return JSON.stringify(value)
  } catch {
    return '[a value nested too deep to be written]'
  }
}

/**
 * The arguments of a call as the API wants them: a JSON text of an object, in a string. `inputText` is the JSON text of
 * what was stored, so that digits and key order survive; text that is no JSON stays for the rules about arguments.
 */
export function storedArguments(call: Pick<ToolCallPart, 'input'>, inputText: string | null): string {
  if (inputText === null || call.input.kind === 'null' || call.input.kind === 'missing' || call.input.parsed === 'empty')
    return '{}'
  if (call.input.kind === 'string') return JSON.parse(inputText) as string
  if (call.input.kind === 'object') return minifyJson(inputText)
  return `{"value":${minifyJson(inputText)}}`
}
