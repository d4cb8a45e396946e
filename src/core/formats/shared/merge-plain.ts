import { isObject } from '../../json/value.ts'
import { parseJson } from '../../json/parse-json.ts'
import { RawJson } from '../../json/print.ts'
import type { Loss } from '../../problem.ts'
import type { PlainMessage, PlainPart } from '../format.ts'
import { lostImages } from './lost-images.ts'
import { strayCalls } from './stray-calls.ts'

export interface Merged {
  readonly role: 'user' | 'assistant'
  readonly parts: PlainPart[]
}

/** For APIs in which the two sides take turns: neighbours of one role become one message, and system text leaves the list. */
export function mergePlain(messages: readonly PlainMessage[]): {
  system: readonly string[]
  merged: readonly Merged[]
  /** What the system says is nothing but text. */
  losses: readonly Loss[]
} {
  const system: string[] = []
  const merged: Merged[] = []
  for (const { role, parts } of messages) {
    const said = parts.filter((part) => part.type !== 'text' || part.text.trim() !== '')
    if (role === 'system') system.push(...said.flatMap((part) => (part.type === 'text' ? [part.text] : [])))
    else if (said.length > 0) {
      const last = merged.at(-1)
      // A call is answered by the very next message: an assistant that goes on talking after a call is another turn.
      const goesOn = last?.role === role && (role === 'user' || !last.parts.some(({ type }) => type === 'tool-call'))
      if (goesOn) last.parts.push(...said)
      else merged.push({ role, parts: [...said] })
    }
  }
  const strays = strayCalls(messages.map((message) => (message.role === 'system' ? message : { ...message, parts: [] })))
  return { system, merged, losses: [...lostImages(messages, 'system'), ...strays] }
}

/** Input where the API takes an object: text that is one goes in as it stands, digits and all; other text under a key. */
export function writeInput(text: string): unknown {
  if (isObject(parseJson(text))) return new RawJson(text)
  return text.trim() === '' ? {} : { raw_arguments: text }
}

const isPart = (type: PlainPart['type'], part: PlainPart): boolean => part.type === type

/** Results first, then what the user says; text first, then the calls. */
export function inTurnOrder({ role, parts }: Merged): readonly PlainPart[] {
  const type = role === 'user' ? 'tool-result' : 'tool-call'
  const own = parts.filter((part) => isPart(type, part))
  const others = parts.filter((part) => !isPart(type, part))
  return role === 'user' ? [...own, ...others] : [...others, ...own]
}
