/** The body of a recorded request, parsed. */
export interface Request {
  readonly value: Record<string, unknown>
}

const LISTS = ['messages', 'contents', 'input'] as const
/** Requests of several conversations are woven into each other; further away than this nobody looks for one that goes on. */
const FAR = 200

/**
 * Leaves out each request whose history a later one begins with: that one, with its response, says all of it. Of equal
 * ones, as a retry sends them, the last stays.
 */
export function keepLongest<Call extends Request>(calls: readonly Call[]): Call[] {
  const histories = calls.map(({ value }) => historyOf(value))
  return calls.filter((_, i) => {
    const own = histories[i]!
    if (own.length === 0) return true
    return !histories
      .slice(i + 1, i + 1 + FAR)
      .some((later) => later.length >= own.length && own.every((message, at) => message === later[at]))
  })
}

function historyOf(value: Record<string, unknown>): string[] {
  for (const key of LISTS) {
    const list = value[key]
    if (Array.isArray(list)) return list.map((message) => JSON.stringify(message, withoutCacheMarks) ?? '')
  }
  return []
}

/** Marks for a cache move on with each request, and change nothing that was said. */
function withoutCacheMarks(key: string, value: unknown): unknown {
  if (key === 'cache_control') return undefined
  // `content: "hi"` becomes a list when a mark is put on it.
  if (key === 'content' && typeof value === 'string') return [{ type: 'text', text: value }]
  return value
}
