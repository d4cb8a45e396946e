import type { Cursor } from '../../document/cursor.ts'
import { readLabel, type Direction } from './read-label.ts'

/** A call of a tool with what came back; one of the two may be missing. */
export interface Exchange {
  readonly request: Cursor | null
  readonly requestTime: number | undefined
  response: Cursor | null
  responseTime: number | undefined
  /** The client took it back: it is never answered. */
  cancelled: boolean
}

/** Messages between one client and one server, from one handshake to the next: ids begin anew with each. */
export interface Connection {
  readonly server: string
  readonly at: Cursor
  /** In the order of the log. */
  readonly events: { readonly type: 'request' | 'response'; readonly exchange: Exchange }[]
  /** Requests without a response, by id; `exchange` is `null` for those that call no tool. */
  readonly open: Map<string, { readonly from: Direction; readonly exchange: Exchange | null }[]>
}

/** Requests that servers make. */
const OF_SERVERS = /^(sampling|roots|elicitation)\//

/** Sorts the messages of a log by connection, and finds the response to each call by id and direction. */
export class ConnectionFinder {
  readonly connections: Connection[] = []
  readonly #current = new Map<string, Connection>()
  readonly #leaveOut: (what: string) => void

  constructor(leaveOut: (what: string) => void) {
    this.#leaveOut = leaveOut
  }

  /** `record` is the line or entry that holds the message, or the message itself. */
  add(record: Cursor, message: Cursor): void {
    const { from: said, server, time } = readLabel(record, message)
    const method = message.get('method').string
    const connection = this.#connectionFor(server, message, method)
    if (method === null) return this.#response(connection, message, said, time)
    if (!message.get('id').isThere) return this.#notification(connection, message, method)
    this.#request(connection, message, method, said ?? (OF_SERVERS.test(method) ? 'server' : 'client'), time)
  }

  #connectionFor(server: string, at: Cursor, method: string | null): Connection {
    const known = this.#current.get(server)
    if (known && (method !== 'initialize' || known.events.length === 0)) return known
    const connection: Connection = { server, at, events: [], open: new Map() }
    this.connections.push(connection)
    this.#current.set(server, connection)
    return connection
  }

  #request({ events, open }: Connection, message: Cursor, method: string, from: Direction, time: number | undefined): void {
    const isCall = method === 'tools/call'
    const exchange: Exchange = { request: message, requestTime: time, response: null, responseTime: undefined, cancelled: false }
    if (isCall) events.push({ type: 'request', exchange })
    else this.#leaveOut(`requests ${method}`)
    const id = message.get('id').text ?? ''
    const request = { from, exchange: isCall ? exchange : null }
    const waiting = open.get(id)
    if (waiting) waiting.push(request)
    else open.set(id, [request])
  }

  #notification({ open }: Connection, message: Cursor, method: string): void {
    this.#leaveOut(`notifications ${method.replace(/^notifications\//, '')}`)
    if (method !== 'notifications/cancelled') return
    const waiting = open.get(message.at('params', 'requestId').text ?? '') ?? []
    const taken = waiting.findLast(({ exchange }) => exchange !== null)
    if (taken?.exchange) taken.exchange.cancelled = true
  }

  /** The response to a request comes from the other side; where nobody says who wrote it, the nearest request has it. */
  #response({ events, open }: Connection, message: Cursor, from: Direction, time: number | undefined): void {
    const waiting = open.get(message.get('id').text ?? '') ?? []
    const index = waiting.findLastIndex((request) => from === null || request.from === null || request.from !== from)
    const [request] = index < 0 ? [] : waiting.splice(index, 1)
    if (request?.exchange) {
      const { exchange } = request
      exchange.response = message
      exchange.responseTime = time
      events.push({ type: 'response', exchange })
    } else if (!request && message.at('result', 'content').isList) {
      events.push({
        type: 'response',
        exchange: { request: null, requestTime: undefined, response: message, responseTime: time, cancelled: false },
      })
    } else this.#leaveOut(request ? 'responses to other requests' : 'responses without a request')
  }
}
