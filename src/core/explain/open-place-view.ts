import { get } from '../conversation/facts.ts'
import { valueAt } from '../conversation/value-at.ts'
import type { ReadConversation } from '../reading.ts'
import type { Slot } from '../records/layout.ts'
import { judgeSource } from '../judge-source.ts'
import { formatPath, type Steps } from '../json/path.ts'
import { targetNumbers } from '../target-numbers.ts'
import { rules } from '../rules/index.ts'
import type { ExplainOptions } from './explain.ts'
import type { PlaceView } from './place-view.ts'

/** Opens a source as the target that refused it sees it. Of several conversations indexes mean the longest. */
export function openPlaceView(content: string | Uint8Array, { target: asked, format: said }: ExplainOptions): PlaceView {
  const asks = { ...(asked === undefined ? {} : { target: asked }), ...(said === undefined ? {} : { format: said }) }
  const { reading, target, verdicts, inspection } = judgeSource(content, asks)
  const { conversations } = reading
  const longest = conversations.reduce((best, { group }, index) => {
    return group.slots.length > (conversations[best]?.group.slots.length ?? 0) ? index : best
  }, 0)
  const main = conversations[longest]
  const numbers = verdicts[longest] ? targetNumbers(verdicts[longest].scope, target, main!.group) : []
  const held = (verdicts[longest]?.scope.target ?? target).rules
  const checked = new Set(rules.map(({ meta }) => meta.id).filter((id) => Object.hasOwn(held, id)))
  let places: Map<string, string[]> | undefined
  let items: Map<string, string[]> | undefined

  return {
    problems: inspection.problems,
    checks: (rule) => checked.has(rule),
    pathsOfId(id) {
      places ??= placesOfIds(conversations)
      const found = places.get(id)
      if (found) return found
      items ??= placesOfItems(conversations)
      return items.get(id) ?? []
    },
    pathsOfPart: (word) => (main ? placesOfPart(main, word) : []),
    pathsOfRole: (word) => (main ? placesOfRole(main, word) : []),
    messagePath(index) {
      const path = main && slotNumbered(main, index)?.path
      return path ? formatPath(path) : null
    },
    countedAs: (index) => numbers[index] ?? index,
    exists: (path) => (main ? (pathInMessage(main, path) ?? pathInBody(main, path)) : null),
  }
}

/** The places of every call and every result, by id; in the order of the source. */
function placesOfIds(conversations: readonly ReadConversation[]): Map<string, string[]> {
  const places = new Map<string, string[]>()
  for (const { conversation, group } of conversations) {
    for (const { index, parts } of conversation.messages) {
      for (const part of parts) {
        if ((part.type !== 'tool-call' && part.type !== 'tool-result') || part.callId === null) continue
        const path = formatPath([...(group.slots[index]?.path ?? []), ...part.steps])
        const known = places.get(part.callId)
        if (!known) places.set(part.callId, [path])
        // A stored record is call and result in one place.
        else if (known.at(-1) !== path) known.push(path)
      }
    }
  }
  return places
}

/** The places of messages and items that have an `id` of their own. */
function placesOfItems(conversations: readonly ReadConversation[]): Map<string, string[]> {
  const places = new Map<string, string[]>()
  for (const { conversation, group, records } of conversations) {
    for (const { index, base } of conversation.messages) {
      const id = get(valueAt(records.value(index), base), 'id')
      if (typeof id !== 'string' || id === '') continue
      const path = formatPath([...(group.slots[index]?.path ?? []), ...base])
      places.set(id, [...(places.get(id) ?? []), path])
    }
  }
  return places
}

function placesOfPart({ conversation, group }: ReadConversation, word: string): string[] {
  return conversation.messages.flatMap(({ index, parts }) =>
    parts.flatMap((part) =>
      part.type === 'media' && part.word.includes(word) ? [formatPath([...(group.slots[index]?.path ?? []), ...part.steps])] : [],
    ),
  )
}

function placesOfRole({ conversation, group }: ReadConversation, word: string): string[] {
  return conversation.messages.flatMap(({ index, roleWord, base }) => {
    const path = group.slots[index]?.path
    return path && roleWord === word ? [formatPath([...path, ...base, 'role'])] : []
  })
}

function pathInMessage({ group, records }: ReadConversation, path: Steps): string | null {
  // The last ones: before them may stand what the request says beside its list.
  const depth = (group.slots.at(-1)?.path.length ?? 0) - 1
  const index = path[depth]
  const slot = typeof index === 'number' ? slotNumbered({ group }, index) : undefined
  if (!slot?.path.every((step, at) => path[at] === step)) return null
  const inner = stepsIn(records.value(group.slots.indexOf(slot)), path.slice(depth + 1))
  return formatPath([...path.slice(0, depth + 1), ...inner])
}

/** The message with that number in its list: a system instruction that stands beside the list has none. */
function slotNumbered({ group: { slots } }: Pick<ReadConversation, 'group'>, number: number): Slot | undefined {
  if (slots[0]?.list !== -1) return slots[number]
  const known = numbered.get(slots) ?? numbersOf(slots)
  numbered.set(slots, known)
  return known.size > 0 ? known.get(number) : slots[number]
}

/** Asked for once an error: one message of a log may be named many times. */
const numbered = new WeakMap<readonly Slot[], ReadonlyMap<number, Slot>>()

function numbersOf(slots: readonly Slot[]): ReadonlyMap<number, Slot> {
  const known = new Map<number, Slot>()
  for (const slot of slots) {
    const number = slot.path.at(-1)
    if (typeof number === 'number' && !known.has(number)) known.set(number, slot)
  }
  return known
}

/** `tools[2].function.name`: at least the entry of the list must be there; `messages` by itself is a place too. */
function pathInBody({ conversation, group, records }: ReadConversation, path: Steps): string | null {
  const base = records.inRequest?.([])?.path ?? group.body?.path ?? []
  const steps = stepsIn(conversation.body, path)
  return steps.length >= Math.min(2, path.length) ? formatPath([...base, ...steps]) : null
}

/** The steps that lead to something, as the source spells them: Google names `function_call` what may be `functionCall`. */
function stepsIn(value: unknown, steps: Steps): Steps {
  let inner = value
  const found: (string | number)[] = []
  for (const step of steps) {
    const spelled = [step, inCamelCase(step)].find((key) => isObjectWith(inner, key))
    if (spelled === undefined) return found
    found.push(spelled)
    inner = (inner as Record<string | number, unknown>)[spelled]
  }
  return found
}

function isObjectWith(value: unknown, key: string | number): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
}

function inCamelCase(step: string | number): string | number {
  return typeof step === 'string' ? step.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()) : step
}
