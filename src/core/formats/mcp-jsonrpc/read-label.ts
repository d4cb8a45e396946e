import type { Cursor } from '../../document/cursor.ts'
import { timeOf } from '../shared/times.ts'

/** Who wrote a message: the client, the server, or nobody says. */
export type Direction = 'client' | 'server' | null

export interface LabelFacts {
  readonly from: Direction
  readonly server: string
  /** Milliseconds. */
  readonly time: number | undefined
}

const CLIENT = /\bSTDIN\b|from client|client\s*(?:->|→|to)\s*server|to server|>>|-->|→|\b(?:sent|sending|outgoing|send)\b/i
const SERVER = /\bSTDOUT\b|from server|server\s*(?:->|→|to)\s*client|to client|<<|<--|←|\b(?:received|receiving|incoming|recv)\b/i
const TIME = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?/
const LEVELS = /^(?:info|debug|error|warn|warning|trace|notice|\d[\d:.-]*T?.*)$/i

/**
 * What stood before a message in its line, or beside it in its record.
 * Labels: `STDIN:`, `STDOUT:`, `2026-02-01T10:00:00.000Z [server] [info] Message from client:`.
 */
export function readLabel(record: Cursor, message: Cursor): LabelFacts {
  const label = record.label ?? ''
  const word = record === message ? '' : (record.any('direction', 'from', 'source', 'type').text ?? '')
  const server = record === message ? null : record.any('server', 'serverName', 'server_name').text
  const time = record.any('timestamp', 'time', 'ts')
  const found = TIME.exec(label)
  return {
    from: directionOf(label) ?? directionOf(word) ?? (/^(client|server)$/i.test(word) ? (word.toLowerCase() as Direction) : null),
    server: server ?? serverIn(label),
    time: time.isThere && record !== message ? timeOf(time) : found ? timeOf(record.as(found[0])) : undefined,
  }
}

function directionOf(words: string): Direction {
  if (CLIENT.test(words)) return 'client'
  return SERVER.test(words) ? 'server' : null
}

/** The first word in brackets that is no level. */
function serverIn(label: string): string {
  for (const [, word = ''] of label.matchAll(/\[([^\]]{1,80})\]/g)) if (!LEVELS.test(word.trim())) return word.trim()
  return ''
}
