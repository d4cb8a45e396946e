import type { Steps } from '../json/path.ts'
import type { PairedCall, Pairing } from './pairing.ts'

const indexes = new WeakMap<Pairing, Map<string, PairedCall>>()

const keyOf = (message: number, steps: Steps): string => `${message}/${steps.join('/')}`

/** The call whose entry stands at a place; looked up in an index, because one message can hold thousands of records. */
export function findCall(pairing: Pairing, message: number, steps: Steps): PairedCall | undefined {
  let index = indexes.get(pairing)
  if (!index) {
    index = new Map(pairing.calls.map((found) => [keyOf(found.message, found.call.steps), found]))
    indexes.set(pairing, index)
  }
  return index.get(keyOf(message, steps))
}
