import { casesFor } from '../testing/cases-for.ts'
import { slowCall } from './slow-call.ts'

const START = Date.UTC(2026, 8, 1, 12)
const at = (seconds: number): string => new Date(START + seconds * 1000).toISOString()
const row = (type: string, uuid: string, seconds: number, content: unknown): Record<string, unknown> => ({
  type,
  uuid,
  sessionId: 's1',
  timestamp: at(seconds),
  message: { role: type, content },
})

/** A session in which each call takes so many seconds: its result comes that much later. */
function session(durations: readonly number[], name = 'Bash'): string {
  let now = 0
  const rows = durations.flatMap((seconds, i) => {
    const asked = row('assistant', `a${i}`, (now += 1), [
      { type: 'tool_use', id: `toolu_${i}`, name, input: { command: `step ${i}` } },
    ])
    const answered = row('user', `r${i}`, (now += seconds), [{ type: 'tool_result', tool_use_id: `toolu_${i}`, content: 'ok' }])
    return [asked, answered]
  })
  return [row('user', 'u', 0, 'Go'), ...rows].map((line) => JSON.stringify(line)).join('\n')
}

/** Events of a run that say themselves how long each call took. */
const run = (...durations: readonly number[]): string =>
  durations
    .map((seconds, i) => {
      const time = { start: START, end: START + seconds * 1000 }
      const state = { status: 'completed', input: { n: i }, output: 'ok', time }
      const part = {
        id: `prt_${i}`,
        sessionID: 'ses_1',
        messageID: `msg_${i}`,
        type: 'tool',
        tool: 'bash',
        callID: `call_${i}`,
        state,
      }
      return JSON.stringify({ type: 'tool_use', timestamp: START, sessionID: 'ses_1', part })
    })
    .join('\n')

export const slowCallCases = casesFor(slowCall, {
  valid: {
    'all are alike': session([90, 95, 100, 90, 99]),
    'ten times the usual, but short': session([1, 1, 1, 1, 50]),
    'a minute is nothing where others take ten seconds': session([10, 10, 10, 10, 70]),
    'too few to know what is usual': session([1, 1, 1, 300]),
    'a person was asked': session([1, 1, 1, 1, 700], 'AskUserQuestion'),
    'it still runs': session([1, 1, 1, 1, 700]).split('\n').slice(0, -1).join('\n'),
  },
  invalid: {
    'one hung': {
      input: session([2, 3, 2, 3, 300, 2]),
      problems: [{ messageId: 'slow', at: '[9].message.content[0]', severity: 'info', callId: 'toolu_4' }],
    },
    'more than ten minutes are long anywhere': {
      input: session([700]),
      problems: [{ messageId: 'long', at: '[1].message.content[0]' }],
    },
    'as the source says it': {
      input: run(0.5, 0.1, 0.2, 120, 0.1),
      problems: [{ messageId: 'slow', at: '[3].part', callId: 'call_3' }],
    },
  },
})
