import type { Cursor } from '../../document/cursor.ts'

/** What was sent to an API and what came back; one of them may not be recorded. */
export interface Exchange {
  /** The value that holds both. */
  readonly at: Cursor
  readonly request: Cursor | null
  readonly response: Cursor | null
}

export interface BodyKinds {
  readonly isRequest: (body: Cursor) => boolean
  readonly isResponse: (body: Cursor) => boolean
}

/** Wrappers nest, JSON text counts as one; what lies deeper belongs to somebody else. */
const MOST_DEPTH = 6
/** Values looked at for detection: whole files are large. */
const MOST_LOOKED_AT = 400

/**
 * Finds the bodies of an API, however they are wrapped: by themselves, in lists, one a line, as `{ request, response }`
 * or `{ body: "<json>" }` of a log. A response that stands beside or right behind its request belongs to it.
 */
export function findExchanges(roots: readonly Cursor[], kinds: BodyKinds): Exchange[] {
  return joinNeighbours(roots.flatMap((root) => exchangesIn(root, kinds, 0)))
}

/** All values of one kind, however they are wrapped. */
export function findBodies(roots: readonly Cursor[], isBody: (body: Cursor) => boolean): Cursor[] {
  return findExchanges(roots, { isRequest: isBody, isResponse: () => false }).map(({ at }) => at)
}

/** The first body of a document, for detection. */
export function findBody(roots: readonly Cursor[], isBody: (body: Cursor) => boolean): Cursor | null {
  let left = MOST_LOOKED_AT
  const search = (cursor: Cursor, depth: number): Cursor | null => {
    if (left-- <= 0 || depth > MOST_DEPTH) return null
    const inner = opened(cursor)
    if (isBody(inner)) return inner
    for (const child of inner.isList ? inner.items().slice(0, 20) : membersOf(inner)) {
      const found = search(child, depth + 1)
      if (found) return found
    }
    return null
  }
  for (const root of roots) {
    const found = search(root, 0)
    if (found) return found
  }
  return null
}

function exchangesIn(cursor: Cursor, kinds: BodyKinds, depth: number): Exchange[] {
  const inner = opened(cursor)
  if (kinds.isRequest(inner)) return [{ at: inner, request: inner, response: null }]
  if (kinds.isResponse(inner)) return [{ at: inner, request: null, response: inner }]
  if (depth > MOST_DEPTH) return []
  if (inner.isList) return joinNeighbours(inner.items().flatMap((item) => exchangesIn(item, kinds, depth + 1)))
  const found = membersOf(inner).flatMap((member) => exchangesIn(member, kinds, depth + 1))
  const requests = found.filter(({ request }) => request !== null)
  const responses = found.filter(({ response }) => response !== null)
  const [request, response] = [requests[0], responses[0]]
  if (found.length === 2 && request && response && request !== response)
    return [{ at: inner, request: request.request, response: response.response }]
  return found
}

function joinNeighbours(exchanges: readonly Exchange[]): Exchange[] {
  const joined: Exchange[] = []
  for (const exchange of exchanges) {
    const last = joined.at(-1)
    if (last?.request && !last.response && exchange.response && !exchange.request)
      joined[joined.length - 1] = { ...last, response: exchange.response }
    else joined.push(exchange)
  }
  return joined
}

/** A text that is an object or a list counts as what is in it. */
function opened(cursor: Cursor): Cursor {
  const text = cursor.string
  return text !== null && /^\s*[[{]/.test(text) ? cursor.json() : cursor
}

function membersOf(cursor: Cursor): Cursor[] {
  return cursor.entries().flatMap(([, member]) => (member.isObject || member.isList || isJson(member.string) ? [member] : []))
}

const isJson = (text: string | null): boolean => text !== null && text.length > 20 && /^\s*[[{]/.test(text)
