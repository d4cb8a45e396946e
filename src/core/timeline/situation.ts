import type { PairedCall, PairedResult, Pairing } from '../conversation/pairing.ts'
import type { Situation } from './row.ts'

/** What `row.ts` calls the shape of a call: the worst thing that can be said of it comes first. */
export function callSituation(
  found: PairedCall,
  { results }: Pairing,
  rows: { call: number; result: number },
  apart: boolean,
  reused: boolean,
): Situation {
  const [counted] = found.results
  if (counted === undefined) return found.state === 'pending' ? 'pending-call' : 'orphaned-call'
  const result = results[counted]!
  if (isEmbedded(found, result)) return 'embedded'
  return pairSituation(found, result, rows, apart, reused)
}

export function resultSituation(
  index: number,
  { calls, results }: Pairing,
  rows: { call: number; result: number },
  apart: boolean,
  sameContent: boolean,
): Situation {
  const found = results[index]!
  if (found.call === null) return 'orphaned-result'
  const call = calls[found.call]!
  if (isEmbedded(call, found)) return 'embedded'
  if (found.duplicate) return sameContent ? 'duplicate-same' : 'duplicate-different'
  if (isOutOfOrder(index, call, calls, results) && !apart && found.message > call.message) return 'order-differs'
  return pairSituation(call, found, rows, apart, false)
}

const isEmbedded = (call: PairedCall, { message, tie }: PairedResult): boolean => tie === 'structure' && message === call.message

function pairSituation(
  call: PairedCall,
  result: PairedResult,
  rows: { call: number; result: number },
  apart: boolean,
  reused: boolean,
): Situation {
  if (result.tie === 'position' || result.tie === 'name-and-order') return 'matched-by-position'
  if (result.message < call.message) return 'result-before-call'
  if (apart) return 'not-adjacent'
  if (reused) return 'reused-id'
  return rows.result === rows.call + 1 ? 'paired-adjacent' : 'paired-distant'
}

/** The result before this one in the source answers a later call of the same message. */
function isOutOfOrder(index: number, call: PairedCall, calls: readonly PairedCall[], results: readonly PairedResult[]): boolean {
  const before = results[index - 1]
  if (before?.call == null || before.duplicate) return false
  const other = calls[before.call]!
  return other.message === call.message && other.part > call.part
}
