import { explain } from '../core/explain/explain.ts'
import { openWorkbench } from '../core/open-source.ts'

/** Errors are short; a longer text that quotes one is a log or a conversation. */
const LONGEST_ERROR = 64_000

/**
 * Tells a pasted error from a pasted conversation. A conversation may well *quote* an error, so the error only wins
 * when the text is not JSON that can be read as messages.
 */
export function interpret(text: string): 'error' | 'conversation' {
  if (text.length > LONGEST_ERROR || !explain(text).recognised) return 'conversation'
  if (!/^\s*[[{]/.test(text)) return 'error'
  const { format, totals } = openWorkbench(new TextEncoder().encode(text)).inspection
  return format !== 'unknown' && totals.messages > 0 ? 'conversation' : 'error'
}
