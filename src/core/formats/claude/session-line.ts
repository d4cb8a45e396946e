import { readInput } from '../../conversation/facts.ts'
import type { Cursor } from '../../document/cursor.ts'
import type { Link } from '../shared/chains.ts'

/** One line of a session in the manner of Claude Code. Behind a compaction `parent` is the line before that. */
export interface SessionLine extends Link {
  readonly at: Cursor
  readonly type: string
}

/**
 * Shape: `{ type, uuid, parentUuid, sessionId, isSidechain, agentId, message: { role, content } }`; the stream of a run
 * without a screen has `session_id` and `parent_tool_use_id` instead.
 */
export function readSessionLine(at: Cursor): SessionLine {
  const type = at.get('type').text ?? at.at('message', 'role').text ?? ''
  const isSide = at.get('isSidechain').value === true
  return {
    at,
    type,
    uuid: at.get('uuid').text,
    parent: at.any('parentUuid', 'logicalParentUuid').text,
    session: at.any('sessionId', 'session_id').text,
    agent: at.get('parent_tool_use_id').text ?? (isSide ? (at.get('agentId').text ?? '') : null),
    isPrompt: type === 'user' && at.get('message').isThere && !isPutIn(at) && !holdsResult(at.get('message')),
  }
}

const isPutIn = (at: Cursor): boolean => at.get('isMeta').value === true || at.get('isCompactSummary').value === true

/** A message with a result in it, whatever it says besides. */
export function holdsResult(message: Cursor): boolean {
  const isResult = (part: Cursor): boolean =>
    part.get('type').text?.endsWith('tool_result') === true || part.any('functionResponse', 'function_response').isThere
  return message.get('content').items().some(isResult) || message.get('parts').items().some(isResult)
}

/** A resumed session copies the lines of the one before. A copy has the uuid and the contents of an earlier line. */
export function withoutCopies(lines: readonly SessionLine[]): { lines: SessionLine[]; copies: number } {
  const seen = new Map<string, SessionLine>()
  const kept = lines.filter((line) => {
    const first = line.uuid === null ? undefined : seen.get(line.uuid)
    if (line.uuid !== null && !first) seen.set(line.uuid, line)
    return !first || !line.at.get('message').isThere || contentsOf(first) !== contentsOf(line)
  })
  return { lines: kept, copies: lines.length - kept.length }
}

const contentsOf = ({ at }: SessionLine): string => readInput(at.get('message').value).fingerprint
