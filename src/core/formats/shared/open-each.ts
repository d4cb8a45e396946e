import type { Cursor } from '../../document/cursor.ts'
import type { ConversationDraft, Transcript } from '../transcript.ts'
import type { Chain, Link } from './chains.ts'

export interface OpenChain<Line> {
  readonly conversation: ConversationDraft
  readonly lines: readonly Line[]
}

/**
 * A conversation for each chain that has messages; a sub-agent or a branch names the one it comes from. `wordFor` says what
 * a line is called that is no message: it was needed to find the chains, and is counted now.
 */
export function openEach<Line extends Link & { readonly at: Cursor }>(
  chains: readonly Chain<Line>[],
  transcript: Transcript,
  wordFor: (line: Line) => string | null,
  titleOf: (session: string | null) => string | undefined = () => undefined,
): OpenChain<Line>[] {
  const indexes = new Map<Chain<Line>, number>()
  return chains.flatMap((chain) => {
    const lines = chain.lines.filter((line) => {
      const word = wordFor(line)
      if (word !== null) transcript.leaveOut(word)
      return word === null
    })
    const [first] = lines
    if (!first) return []
    const conversation = transcript.conversation({
      at: first.at,
      id: chain.agent || chain.session,
      title: chain.parent === null ? titleOf(chain.session) : undefined,
      kind: 'rows',
      parent: chain.parent === null ? undefined : indexes.get(chain.parent),
    })
    indexes.set(chain, conversation.index)
    return [{ conversation, lines }]
  })
}
