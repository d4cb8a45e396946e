import type { PendingReason } from '../conversation/message.ts'
import { PENDING_WORDS } from '../conversation/pending-words.ts'
import type { CallRow, ResultRow } from './row.ts'

const isLast = (pending: PendingReason | null): boolean => pending === null || pending === 'last'

export function notAnswered(pending: PendingReason | null): string {
  return `not answered – ${pending === null || isLast(pending) ? 'transcript ends here' : PENDING_WORDS[pending]}`
}

type Words = Pick<CallRow, 'words' | 'spoken'>
const id = (callId: string | null): string =>
  callId === null ? 'without an id' : callId.length > 16 ? `ending ${callId.slice(-6)}` : callId

/** Words and the spoken sentence of a call, as `experience.md` §7.2 has them. `partner` is the number of its result. */
export function callWords(row: Omit<CallRow, 'words' | 'spoken'>, partner: number | null): Words {
  const group = row.group ? [`${row.group.size} in parallel`] : []
  const inGroup = row.group
    ? ` Call ${row.group.position + 1} of ${row.group.size} in parallel, ${row.group.answered} answered.`
    : ''
  const say = (words: readonly string[], spoken: string): Words => ({
    words: [...group, ...words, ...(row.malformed ? ['arguments are not right'] : [])],
    spoken: `${spoken}${inGroup}`,
  })
  const distance = row.partners[0] === undefined ? 0 : row.partners[0] - row.index
  const below = `${Math.abs(distance)} ${Math.abs(distance) === 1 ? 'row' : 'rows'} ${distance < 0 ? 'above' : 'below'}`
  switch (row.situation) {
    case 'orphaned-call':
      return say(['no result'], `Error. Call ${row.tool} has no result. Expected after message ${row.number}. Fixes available.`)
    case 'pending-call':
      return say(
        [notAnswered(row.pending)],
        `Call ${row.tool}, ${isLast(row.pending) ? 'transcript ends before a result' : notAnswered(row.pending)}.`,
      )
    case 'embedded':
      return say(['embedded'], `Call ${row.tool} and its result in the same message.`)
    case 'matched-by-position':
      if (row.tie === 'name-and-order')
        return say(['matched by name and order'], `Call ${row.tool}, matched by name and order with message ${partner}.`)
      return say(
        ['matched by position'],
        `Warning. Call ${row.tool}, ${id(row.callId)}, was matched by position with message ${partner}.`,
      )
    case 'result-before-call':
      return say(
        [`result comes ${Math.abs(distance)} ${Math.abs(distance) === 1 ? 'row' : 'rows'} before its call`],
        `Error. The result of call ${row.tool} precedes it, message ${partner}.`,
      )
    case 'not-adjacent':
      return say(
        [`↓ result ${Math.abs(distance)} rows, not next to its call`],
        `Error. Other messages separate call ${row.tool} from its result, message ${partner}.`,
      )
    case 'reused-id':
      return say(
        ['id used more than once – matched by order'],
        `Call ${row.tool}. Its id is used more than once; the result, message ${partner}, was matched by order.`,
      )
    case 'paired-adjacent':
      return say([], `Call ${row.tool}. Result follows, message ${partner}.`)
    default:
      return say([`↓ result ${Math.abs(distance)} rows`], `Call ${row.tool}. Result is message ${partner}, ${below}.`)
  }
}

/** The same for a result. `counted` is the number of the result that counts where this one is a second one. */
export function resultWords(
  row: Omit<ResultRow, 'words' | 'spoken'>,
  { call, counted }: { call: number | null; counted: number | null },
): Words {
  const say = (words: readonly string[], spoken: string): Words => ({
    words: [...words, ...(row.failed ? ['failed'] : [])],
    spoken,
  })
  const tool = row.tool ?? 'a tool'
  switch (row.situation) {
    case 'orphaned-result':
      return say(['ORPHANED RESULT'], `Error. Result names call ${id(row.callId)}, which no message before it declares.`)
    case 'duplicate-same':
      return say([`duplicate of ${counted}, identical`], 'Warning. Second result for the same call, identical content.')
    case 'duplicate-different':
      return say([`second answer, different from ${counted}`], 'Error. Two different results for one call.')
    case 'result-before-call':
      return say(['comes before its call'], `Error. Result precedes its call, message ${call}.`)
    case 'not-adjacent':
      return say(['not next to its call'], `Error. Other messages separate this result from its call, message ${call}.`)
    case 'order-differs':
      return say(['order differs'], `Info. Results are in a different order than calls. Result of ${tool}, message ${call}.`)
    case 'embedded':
      return say(['embedded'], `Result of ${tool} in the same message as its call.`)
    case 'matched-by-position':
      if (row.tie === 'name-and-order')
        return say(['matched by name and order'], `Result of ${tool}, matched by name and order with message ${call}.`)
      return say(['matched by position'], `Warning. Result of ${tool}, matched by position with message ${call}.`)
    default:
      return say([], `Result of ${tool}, called in message ${call}.`)
  }
}

export function messageSpoken(number: number | null, role: string, summary: string, problem: string | null): string {
  return `Message ${number}, ${role}.${summary ? ` ${summary}` : ''}${problem ? ` ${problem}` : ''}`
}

export function slotSpoken(
  missing: 'result' | 'call',
  callId: string | null,
  tool: string | null,
  number: number,
  pending: PendingReason | null,
): string {
  if (missing === 'call') return `Missing call ${id(callId)} for the result in message ${number}.`
  if (pending && isLast(pending)) return `The transcript ends before a result of ${tool ?? 'the call'}.`
  if (pending) return `Result of ${tool ?? 'the call'}: ${notAnswered(pending)}.`
  return `Error. Missing result for call ${id(callId)} of ${tool ?? 'a tool'}, message ${number}. Fixes available.`
}
