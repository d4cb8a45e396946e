/** What rules about contents share: where a content stands, and how a text is written there. */
import type { Message } from '../conversation/message.ts'
import type { Place } from '../conversation/edit.ts'
import { get, isObject } from '../conversation/facts.ts'
import { valueAt } from '../conversation/value-at.ts'
import { ALWAYS, type Fix, type Scope } from './rule.ts'

export const contentAt = (message: Message): Place => ({ message: message.index, steps: [...message.base, 'content'] })

export const contentOf = (message: Message, value: unknown): unknown => get(valueAt(value, message.base), 'content')

/** Parts of the source's own API say by their key what they are: their writer gives them a type. */
export const hasUntypedParts = ({ format, foreign }: Scope): boolean =>
  foreign && get(format.writeText(''), 'type') === undefined && isObject(format.writeText(''))

export const hasGeminiParts = ({ format, foreign }: Scope): boolean => !foreign && format.id === 'gemini'

export const hasCalls = (message: Message): boolean => message.parts.some(({ type }) => type === 'tool-call')

/** A record or a bare call that stands for a message has no content to speak of. */
export const isMessage = (message: Message): boolean => message.malformed === null && message.roleWord !== ''

export const isResult = (message: Message): boolean =>
  message.parts.some((part) => part.type === 'tool-result' && part.steps.length === message.base.length)

export function setText<M extends string>(titleId: M, at: Place, text: string, safety: 'safe' | 'review' = 'review'): Fix<M>[] {
  return [{ titleId, safety, when: ALWAYS, edits: [{ type: 'set', at, json: JSON.stringify(text) }] }]
}
