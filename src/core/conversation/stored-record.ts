import type { ToolCallPart } from './message.ts'
import { minifyJson } from '../json/print.ts'

/** JSON text of a value an application handed over; it may nest deeper than the engine's own writer goes. */
export function storedJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'null'
  } catch {
    return '"[a value nested too deep to be written]"'
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
