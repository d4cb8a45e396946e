import { exchange } from './exchange.mjs'

const OPEN_SESSIONS = 12
const FIRST_MINUTE = Date.UTC(2026, 0, 1)

/**
 * One message a line with the session it belongs to, the sessions woven into each other: a table of messages as a database exports it.
 * @type {import('../make-data.mjs').Shape}
 */
export const sessionRows = {
  start: '',
  between: '\n',
  end: '\n',
  *parts(random) {
    let rows = 0
    let sessions = 0
    const open = () => ({ id: `session-${String((sessions += 1)).padStart(7, '0')}`, messages: exchange(random) })
    const opened = Array.from({ length: OPEN_SESSIONS }, open)
    for (;;) {
      const at = Math.floor(random() * OPEN_SESSIONS)
      const session = opened[at] ?? open()
      const message = session.messages.shift()
      if (session.messages.length === 0) opened[at] = open()
      const created = new Date(FIRST_MINUTE + (rows += 1) * 1000).toISOString()
      yield { text: JSON.stringify({ session_id: session.id, created_at: created, ...message }), messages: 1 }
    }
  },
}
