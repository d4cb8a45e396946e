import type { Document } from '../../document/document.ts'
import type { ConversationDraft, Transcript } from '../transcript.ts'
import { recordsOf } from '../shared/records-of.ts'
import { chainsOf, type Chain } from './chains.ts'
import { readSessionLine, withoutCopies, type SessionLine } from './session-line.ts'

export interface OpenChain {
  readonly conversation: ConversationDraft
  /** Those of its lines that are messages. */
  readonly lines: readonly SessionLine[]
}

/**
 * The conversations of a log in the manner of Claude Code, each with the lines it is made of. What is no message is
 * counted by `wordFor`, which has no word for messages.
 */
export function openChains(
  { roots }: Pick<Document, 'roots'>,
  transcript: Transcript,
  wordFor: (line: SessionLine) => string | null,
): OpenChain[] {
  const records = recordsOf({ roots })
  const objects = records.filter(({ isObject }) => isObject)
  if (objects.length < records.length) transcript.leaveOut('lines that are no objects', records.length - objects.length)
  const { lines, copies } = withoutCopies(objects.map(readSessionLine))
  if (copies > 0) transcript.leaveOut('lines copied from an earlier session', copies)
  const titles = titlesOf(lines)
  const indexes = new Map<Chain, number>()
  return chainsOf(lines).flatMap((chain) => {
    const messages = chain.lines.filter((line) => {
      const word = wordFor(line)
      if (word !== null) transcript.leaveOut(word)
      return word === null
    })
    const [first] = messages
    if (!first) return []
    const conversation = transcript.conversation({
      at: first.at,
      id: chain.agent || chain.session,
      title: chain.parent === null ? titles.get(chain.session ?? '') : undefined,
      kind: 'rows',
      parent: chain.parent === null ? undefined : indexes.get(chain.parent),
    })
    indexes.set(chain, conversation.index)
    return [{ conversation, lines: messages }]
  })
}

/** The title a person gave, else the one the product made up, else the summary of an older session. */
function titlesOf(lines: readonly SessionLine[]): Map<string, string> {
  const titles = new Map<string, string>()
  for (const key of ['summary', 'aiTitle', 'customTitle', 'title']) {
    for (const { at, session, type } of lines) {
      const title = at.get(key).string
      if (title !== null && (key !== 'summary' || type === 'summary')) titles.set(session ?? '', title)
    }
  }
  return titles
}
