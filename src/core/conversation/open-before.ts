import type { Conversation } from './conversation.ts'
import type { Role } from './message.ts'

/** Calls that are open when a client looks, and whether it ever gets there. */
interface OpenCalls {
  /** Their ids, in the order in which they were made. */
  readonly ids: readonly string[]
  /** It looks here before it looks anywhere else in vain: what it says is about these. */
  readonly isFirst: boolean
}

type Looks = ReadonlyMap<number, OpenCalls>

const known = new WeakMap<Conversation, Looks>()

/**
 * For a client that looks for results only before the next message of some roles, and at the end: what is open then, by
 * the messages that made the calls. It knows calls by their ids alone: the same id twice is one call.
 */
function openBefore(conversation: Conversation, roles: readonly Role[]): Looks {
  let looks = known.get(conversation)
  if (!looks) known.set(conversation, (looks = look(conversation, roles)))
  return looks
}

function look({ messages }: Conversation, roles: readonly Role[]): Looks {
  const looks = new Map<number, OpenCalls>()
  const open = new Map<string, number>()
  const settle = (): void => {
    const found = { ids: [...open.keys()], isFirst: looks.size === 0 }
    for (const message of new Set(open.values())) looks.set(message, found)
    open.clear()
  }
  for (const { index, role, parts } of messages) {
    if (roles.includes(role) && open.size > 0) settle()
    for (const part of parts) {
      if (part.type === 'tool-call' && part.style === 'plain' && part.pending !== 'approved' && !open.has(part.callId ?? ''))
        open.set(part.callId ?? '', index)
      if (part.type === 'tool-result' && (role === 'tool' || part.answers)) open.delete(part.callId ?? '')
    }
  }
  if (open.size > 0) settle()
  return looks
}

/** How a finding about one call is told to such a client: it names all that is open with it, or has nothing to say. */
export interface ToldOpen {
  readonly data: Readonly<Record<string, string | number | readonly string[]>>
  readonly severity?: 'warning'
  readonly unsaid?: true
}

/** `roles`: absent for an API that looks elsewhere; nothing is told otherwise then. */
export function toldOpen(
  conversation: Conversation,
  roles: readonly Role[] | undefined,
  { message, id }: { readonly message: number; readonly id: string },
): ToldOpen {
  if (!roles) return { data: {} }
  const found = openBefore(conversation, roles).get(message)
  // A result further on, or one for a call of the same id, is enough for it.
  if (!found?.ids.includes(id)) return { data: {}, severity: 'warning', unsaid: true }
  const { ids, isFirst } = found
  const data = ids.length > 1 ? { ids: ids.slice(0, MOST_IDS), several: 1 } : { ids, id: ids[0]! }
  return isFirst ? { data } : { data, unsaid: true }
}

const MOST_IDS = 128
