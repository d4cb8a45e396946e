import type { Document } from '../../document/document.ts'
import type { Transcript } from '../transcript.ts'
import { recordsOf } from '../shared/records-of.ts'
import { chainsOf } from '../shared/chains.ts'
import { openEach, type OpenChain } from '../shared/open-each.ts'
import { readSessionLine, withoutCopies, type SessionLine } from './session-line.ts'

/**
 * The conversations of a log in the manner of Claude Code, each with the lines it is made of. What is no message is
 * counted by `wordFor`, which has no word for messages.
 */
export function openChains(
  { roots }: Pick<Document, 'roots'>,
  transcript: Transcript,
  wordFor: (line: SessionLine) => string | null,
): OpenChain<SessionLine>[] {
  const records = recordsOf({ roots })
  const objects = records.filter(({ isObject }) => isObject)
  if (objects.length < records.length) transcript.leaveOut('lines that are not objects', records.length - objects.length)
  const { lines, copies } = withoutCopies(objects.map(readSessionLine))
  if (copies > 0) transcript.leaveOut('lines copied from an earlier session', copies)
  const titles = titlesOf(lines)
  return openEach(chainsOf(lines), transcript, wordFor, (session) => titles.get(session ?? ''))
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
