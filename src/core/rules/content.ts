/** What rules about contents share: where a content stands, and how a text is written there. */
import type { Message } from '../conversation/message.ts'
import type { Place } from '../conversation/edit.ts'
import { get, isObject } from '../conversation/facts.ts'
import { valueAt } from '../conversation/value-at.ts'
import type { FormatTraits } from '../conversation/writing.ts'
import { ALWAYS, type Fix } from './rule.ts'

export const contentAt = (message: Message): Place => ({ message: message.index, steps: [...message.base, 'content'] })

export const contentOf = (message: Message, value: unknown): unknown => get(valueAt(value, message.base), 'content')

/** What a part of the API's own is, its key says: it has no type. */
export const isUntyped = ({ writeText }: FormatTraits): boolean => {
  const text = writeText('')
  return isObject(text) && get(text, 'type') === undefined
}

export const hasCalls = (message: Message): boolean => message.parts.some(({ type }) => type === 'tool-call')

/** A record or a bare call that stands for a message has no content to speak of. */
export const isMessage = (message: Message): boolean => message.malformed === null && message.roleWord !== ''

export const isResult = (message: Message): boolean =>
  message.parts.some((part) => part.type === 'tool-result' && part.steps.length === message.base.length)

export function setText<M extends string>(titleId: M, at: Place, text: string, safety: 'safe' | 'review' = 'review'): Fix<M>[] {
  return [{ titleId, safety, when: ALWAYS, edits: [{ type: 'set', at, json: JSON.stringify(text) }] }]
}
