import type { PendingReason } from '../../conversation/message.ts'
import type { ConversationDraft } from '../transcript.ts'
import type { LangChainMessage } from './envelope.ts'
import { langChainFacts, readLangChainParts } from './read-message.ts'

/**
 * Adds the messages that are LangChain's. Messages have ids: chunks with one id are one message, a later message with an
 * id that was there replaces it, and `RemoveMessage` deletes it. `pending`: why open calls of the last one may stay open.
 */
export function addLangChainMessages(
  conversation: ConversationDraft,
  messages: readonly LangChainMessage[],
  pending?: PendingReason,
): void {
  const kept = mergeById(messages)
  const last = kept.findLastIndex(([first]) => first?.role === 'assistant')
  kept.forEach((pieces, index) => {
    const [first] = pieces
    if (!first) return
    const role = first.role
    conversation.add(
      first.at,
      role,
      readLangChainParts(pieces, index === last ? pending : undefined),
      langChainFacts(pieces.at(-1)!),
    )
  })
}

/** The id of a removal that empties the state. */
const REMOVE_ALL = '__remove_all__'

function mergeById(messages: readonly LangChainMessage[]): LangChainMessage[][] {
  const kept: LangChainMessage[][] = []
  const byId = new Map<string, LangChainMessage[]>()
  for (const message of messages) {
    const id = message.fields.get('id').text
    const known = id === null ? undefined : byId.get(id)
    if (message.isRemoval) {
      if (id === REMOVE_ALL) for (const pieces of kept) pieces.splice(0)
      known?.splice(0)
    } else if (!known) {
      const pieces = [message]
      kept.push(pieces)
      if (id !== null) byId.set(id, pieces)
    } else if (message.isChunk && (known.length === 0 || known[0]!.isChunk)) known.push(message)
    else known.splice(0, Infinity, message)
  }
  return kept.filter(({ length }) => length > 0)
}
