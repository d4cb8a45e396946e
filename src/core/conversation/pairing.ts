import type { PendingReason, ToolCallPart, ToolResultPart } from './message.ts'

/** How a result was found to answer a call: by id, structure or span is a fact, the others are guesses shown as such. */
export type TieKind = 'id' | 'structure' | 'span' | 'name-and-order' | 'position'

export interface PairedCall {
  readonly message: number
  /** Position in `message.parts`. */
  readonly part: number
  readonly call: ToolCallPart
  /** Indexes of its results, the one that counts first. */
  readonly results: readonly number[]
  readonly tie: TieKind | null
  readonly state: 'paired' | 'orphaned' | 'pending'
  /** Why nobody needs to have answered it; `null` unless it is pending. */
  readonly pending: PendingReason | null
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
  /**
   * Each call has an id of its own and is answered once, by messages directly behind it, in order: nothing about the pairs
   * can be wrong.
   */
  readonly sound: boolean
}

/** The calls of one message; calls stand in the order of the source. */
export function callsOf({ calls }: Pairing, message: number): readonly PairedCall[] {
  return calls.slice(firstFrom(calls, message), firstFrom(calls, message + 1))
}

/** The results of messages `from` (included) to `to` (not included); results too stand in the order of the source. */
export function resultsIn({ results }: Pairing, from: number, to: number): readonly PairedResult[] {
  return results.slice(firstFrom(results, from), firstFrom(results, to))
}

/** Index of the first entry that stands in this message or behind it. */
function firstFrom(entries: readonly { readonly message: number }[], message: number): number {
  let low = 0
  let high = entries.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (entries[middle]!.message < message) low = middle + 1
    else high = middle
  }
  return low
}

/** How many of each there are in one conversation, or in several together. */
export interface PairingCounts {
  messages: number
  calls: number
  results: number
  paired: number
  orphanedCalls: number
  pendingCalls: number
  orphanedResults: number
  duplicateResults: number
}

export const NO_COUNTS: Readonly<PairingCounts> = {
  messages: 0,
  calls: 0,
  results: 0,
  paired: 0,
  orphanedCalls: 0,
  pendingCalls: 0,
  orphanedResults: 0,
  duplicateResults: 0,
}

const COUNTED = Object.keys(NO_COUNTS) as (keyof PairingCounts)[]

export function addCounts(sum: PairingCounts, more: Readonly<PairingCounts>): void {
  for (const key of COUNTED) sum[key] += more[key]
}

export function countPairing({ calls, results }: Pairing, messages: number): PairingCounts {
  const counts: PairingCounts = { ...NO_COUNTS, messages, calls: calls.length, results: results.length }
  for (const { state } of calls) {
    if (state === 'paired') counts.paired++
    else if (state === 'orphaned') counts.orphanedCalls++
    else counts.pendingCalls++
  }
  for (const { call, duplicate, result } of results) {
    if (call === null) counts.orphanedResults += result.elsewhere ? 0 : 1
    else if (duplicate) counts.duplicateResults++
  }
  return counts
}
