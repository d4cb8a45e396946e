import type { Edit, Place } from './edit.ts'
import { fingerprintOf } from './facts.ts'
import type { PairedCall, PairedResult, Pairing } from './pairing.ts'
import type { FormatTraits } from './writing.ts'

const taken = new WeakMap<Pairing, Set<string>>()
/** The last number tried for a wish, so that ten thousand calls with one id do not count up from two each time. */
const tried = new WeakMap<Pairing, Map<string, number>>()

/** Every id in use in a conversation; made once for each pairing, because many fixes ask. */
function idsOf(pairing: Pairing): Set<string> {
  let ids = taken.get(pairing)
  if (!ids) {
    ids = new Set<string>()
    for (const { call } of pairing.calls) if (call.callId !== null) ids.add(call.callId.trim())
    for (const { result } of pairing.results) if (result.callId !== null) ids.add(result.callId.trim())
    taken.set(pairing, ids)
  }
  return ids
}

/** Who has asked already: a fix that is looked at twice must name the same id twice. */
const given = new WeakMap<PairedCall | PairedResult, string>()

/** An id nobody uses yet, the same on every run and for the same owner; another owner with the same wish gets another. */
export function freshId(pairing: Pairing, owner: PairedCall | PairedResult, wish: string): string {
  const known = given.get(owner)
  if (known !== undefined) return known
  const ids = idsOf(pairing)
  let numbers = tried.get(pairing)
  if (!numbers) tried.set(pairing, (numbers = new Map()))
  let n = numbers.get(wish) ?? 1
  let id = wish
  while (ids.has(id)) id = `${wish}_${++n}`
  numbers.set(wish, n)
  ids.add(id)
  given.set(owner, id)
  return id
}

const legal = new WeakMap<Pairing, Map<string, string>>()

/**
 * An id without odd characters, the same for the same id. Two ids that would fall together keep apart by a hash of what
 * they were.
 */
export function legalId(pairing: Pairing, id: string): string {
  let ids = legal.get(pairing)
  if (!ids) {
    ids = new Map<string, string>()
    const used = new Map<string, string>()
    for (const old of idsOf(pairing)) {
      const plain = old.replace(/[^a-zA-Z0-9_-]/g, '_')
      const other = used.get(plain)
      ids.set(old, other === undefined || other === old ? plain : `${plain}_${hash(old)}`)
      if (other === undefined) used.set(plain, old)
    }
    legal.set(pairing, ids)
  }
  return ids.get(id.trim()) ?? id
}

/** Keeps the beginning people recognise and makes the rest a hash, so that long ids stay different. */
export function shortenedId(id: string, maxLength: number): string {
  return `${[...id].slice(0, maxLength - 9).join('')}_${hash(id)}`
}

/** An id of just so many letters and digits, the same on every run; one that falls on another's gets the next. */
export function shortId(pairing: Pairing, owner: PairedCall, length: number): string {
  const known = given.get(owner)
  if (known !== undefined) return known
  const ids = idsOf(pairing)
  const wish = owner.call.callId ?? ''
  let id = ''
  for (let n = 0; id === '' || ids.has(id); n++) {
    id = `${hash(`${wish}/${n}`)}${hash(`${n}/${wish}`)}`.slice(0, length)
  }
  ids.add(id)
  given.set(owner, id)
  return id
}

const hash = (text: string): string => {
  const value = Number(fingerprintOf(text.padEnd(121, '.')).split(':')[1])
  return value.toString(16).padStart(8, '0')
}

/** What has to be known of a conversation to rename a call in it; a rule's scope is one. */
export interface Renaming {
  readonly pairing: Pairing
  readonly format: Pick<FormatTraits, 'copiesOf' | 'mentionsOf'>
  readonly valueOf: (message: number) => unknown
}

/** Writes a call's id on both sides: the call, its copies, and all results that answer it. */
export function renameCall({ pairing, format, valueOf }: Renaming, found: PairedCall, id: string): Edit[] {
  const { message, call } = found
  const sides: Place[] = [{ message, steps: call.idSteps }]
  for (const index of found.results) {
    const { message: at, result } = pairing.results[index]!
    if (result.style !== 'stored-record') sides.push({ message: at, steps: result.idSteps })
  }
  for (const { idSteps } of format.copiesOf?.(valueOf(message), call) ?? []) sides.push({ message, steps: idSteps })
  if (call.callId !== null && format.mentionsOf)
    for (const steps of format.mentionsOf(valueOf(message), call.callId)) sides.push({ message, steps })
  return sides.map((at) => ({ type: 'set', at, json: JSON.stringify(id) }))
}

/** A message of role `function` as one of role `tool`. */
export function toTool({ message, result: { steps } }: PairedResult, id: string): Edit[] {
  return [
    { type: 'set', at: { message, steps: [...steps, 'role'] }, json: '"tool"' },
    { type: 'set', at: { message, steps: [...steps, 'tool_call_id'] }, json: JSON.stringify(id) },
    { type: 'remove', at: { message, steps: [...steps, 'name'] } },
  ]
}
