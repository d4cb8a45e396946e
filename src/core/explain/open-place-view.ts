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

  return {
    problems: inspection.problems,
    checks: (rule) => checked.has(rule),
    pathsOfId(id) {
      places ??= placesOfIds(conversations)
      return places.get(id) ?? []
    },
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
  return formatPath(path.slice(0, depth + 1 + depthIn(records.value(group.slots.indexOf(slot)), path.slice(depth + 1))))
}

/** The message with that number in its list: a system instruction that stands beside the list has none. */
function slotNumbered({ group: { slots } }: Pick<ReadConversation, 'group'>, number: number): Slot | undefined {
  const inList = slots.some(({ list, path }) => list === -1 && typeof path.at(-1) === 'number')
  return inList ? slots.find(({ path }) => path.at(-1) === number) : slots[number]
}

/** `tools[2].function.name`: at least the entry of the list must be there; `messages` by itself is a place too. */
function pathInBody({ conversation, group, records }: ReadConversation, path: Steps): string | null {
  const base = records.inRequest?.([])?.path ?? group.body?.path ?? []
  const depth = depthIn(conversation.body, path)
  return depth >= Math.min(2, path.length) ? formatPath([...base, ...path.slice(0, depth)]) : null
}

/** How many of the steps lead to something. */
function depthIn(value: unknown, steps: Steps): number {
  let inner = value
  for (const [depth, step] of steps.entries()) {
    if (typeof inner !== 'object' || inner === null || !Object.hasOwn(inner, step)) return depth
    inner = (inner as Record<string | number, unknown>)[step]
  }
  return steps.length
}
