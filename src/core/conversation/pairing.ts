import type { ToolCallPart, ToolResultPart } from './message.ts'

/** How a result was found to answer a call. The first is a fact, `structure` too; the others are guesses shown as such. */
export type TieKind = 'id' | 'name-and-order' | 'position' | 'structure'

export interface PairedCall {
  readonly message: number
  /** Position in `message.parts`. */
  readonly part: number
  readonly call: ToolCallPart
  /** Indexes of its results, the one that counts first. */
  readonly results: readonly number[]
  readonly tie: TieKind | null
  readonly state: 'paired' | 'orphaned' | 'pending'
}

export interface PairedResult {
  readonly message: number
  readonly part: number
  readonly result: ToolResultPart
  /** Index of its call; `null` when orphaned. */
  readonly call: number | null
  readonly tie: TieKind | null
  /** Another result answers the same call and counts. */
  readonly duplicate: boolean
}

/** Which result answers which call, in one conversation. Indexes point into the two lists. */
export interface Pairing {
  readonly calls: readonly PairedCall[]
  readonly results: readonly PairedResult[]
}

/** The calls of one message; calls stand in the order of the source. */
export function callsOf({ calls }: Pairing, message: number): readonly PairedCall[] {
  let low = 0
  let high = calls.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (calls[middle]!.message < message) low = middle + 1
    else high = middle
  }
  let end = low
  while (calls[end]?.message === message) end++
  return calls.slice(low, end)
}

export function countPairing(
  pairing: Pairing,
  messages: number,
): {
  messages: number
  calls: number
  results: number
  paired: number
  orphanedCalls: number
  pendingCalls: number
  orphanedResults: number
  duplicateResults: number
} {
  const calls = (state: string): number => pairing.calls.filter((call) => call.state === state).length
  return {
    messages,
    calls: pairing.calls.length,
    results: pairing.results.length,
    paired: calls('paired'),
    orphanedCalls: calls('orphaned'),
    pendingCalls: calls('pending'),
    orphanedResults: pairing.results.filter(({ call }) => call === null).length,
    duplicateResults: pairing.results.filter(({ duplicate }) => duplicate).length,
  }
}
