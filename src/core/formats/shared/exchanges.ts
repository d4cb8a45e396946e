import type { Cursor } from '../../document/cursor.ts'
import type { ConversationHead } from '../transcript.ts'

/** What was sent to an API and what came back; one of them may not be recorded. */
export interface Exchange {
  /** The value that holds both. */
  readonly at: Cursor
  readonly request: Cursor | null
  readonly response: Cursor | null
}

/** What a conversation is: a request that can be sent as it is, what an API answered, or a record of both. */
export function headOf({ request, response }: Exchange): Pick<ConversationHead, 'kind' | 'request'> {
  const around = request?.isObject ? { request } : {}
  if (!request) return { kind: 'response' }
  return { ...around, kind: response ? 'list' : request.isObject ? 'request' : 'list' }
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
  return firstValues(roots).find(isBody) ?? null
}

/** Every format asks for the same sample: it is opened once. */
const opened = new WeakMap<readonly Cursor[], readonly Cursor[]>()

/** Values that may be bodies, each before those inside it. */
function firstValues(roots: readonly Cursor[]): readonly Cursor[] {
  const known = opened.get(roots)
  if (known) return known
  const values: Cursor[] = []
  const look = (cursor: Cursor, depth: number): void => {
    if (values.length === MOST_LOOKED_AT || depth > MOST_DEPTH) return
    const inner = open(cursor)
    values.push(inner)
    for (const child of inner.isList ? firstItems(inner) : membersOf(inner)) look(child, depth + 1)
  }
  for (const root of roots) look(root, 0)
  opened.set(roots, values)
  return values
}

function firstItems(list: Cursor): Cursor[] {
  return Array.from({ length: Math.min((list.value as readonly unknown[]).length, 20) }, (_, i) => list.get(i))
}

function exchangesIn(cursor: Cursor, kinds: BodyKinds, depth: number): Exchange[] {
  const inner = open(cursor)
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
function open(cursor: Cursor): Cursor {
  const text = cursor.string
  return text !== null && /^\s*[[{]/.test(text) ? cursor.json() : cursor
}

function membersOf(cursor: Cursor): Cursor[] {
  return cursor.entries().flatMap(([, member]) => (member.isObject || member.isList || isJson(member.string) ? [member] : []))
}

const isJson = (text: string | null): boolean => text !== null && text.length > 20 && /^\s*[[{]/.test(text)
