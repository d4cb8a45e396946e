/**
 * The common case of JSON Lines: each line is one request. Such a line is parsed as a whole, once; where its records
 * stand in the bytes is looked for only when somebody asks, for most lines hold nothing to point at.
 */
import { isObject, type JsonObject } from '../json/value.ts'
import { parseJson } from '../json/parse-json.ts'
import { scanList, scanObject } from '../json/scan.ts'
import type { Group, RecordKinds, RecordList, RequestPlace, RequestValue, Slot } from './layout.ts'
import { recordListOf } from './record-list.ts'
import { requestId } from './session.ts'

export interface LinePlace {
  readonly start: number
  readonly end: number
  /** From 0. */
  readonly line: number
}

/** The key under which a file of a batch API wraps its requests: `{ custom_id, method, url, body: {…} }`. */
const WRAPPER = 'body'

/** A line that is one request, or one wrapped for a batch; anything less plain is `null` and read the long way. */
export function readRequestLine(text: string, kinds: RecordKinds): RequestValue | null {
  const value = parseJson(text)
  if (!isObject(value)) return null
  const escaped = text.includes('\\u')
  const own = readRequest(value, kinds)
  if (own !== undefined) return own && { ...own, wrapper: null, escaped }
  const isWrapped = isPlainWrapper(value) && !kinds.isRecord(value) && !kinds.hasRecordKeys(Object.keys(value))
  const inner = isWrapped ? readRequest(value[WRAPPER], kinds) : undefined
  return inner ? { ...inner, wrapper: WRAPPER, escaped } : null
}

/** Nothing else in it could hold a conversation. */
function isPlainWrapper(value: JsonObject): boolean {
  return isObject(value[WRAPPER]) && Object.keys(value).every((key) => key === WRAPPER || !isStructure(value[key]))
}

const isStructure = (value: unknown): boolean => typeof value === 'object' && value !== null

/** One list of messages and no other; `undefined`: it has none, `null`: it is not as plain as that. */
function readRequest(
  value: unknown,
  kinds: RecordKinds,
): Pick<RequestValue, 'id' | 'listKey' | 'records' | 'body'> | null | undefined {
  if (!isObject(value)) return undefined
  let listKey: string | null = null
  for (const key of Object.keys(value)) {
    if (key === 'choices') return null
    if (!kinds.listKeys.has(key) || !Array.isArray(value[key])) continue
    if (listKey !== null) return null
    listKey = key
  }
  if (listKey === null) return undefined
  const records = value[listKey] as readonly unknown[]
  if (records.length === 0 || holdsRequests(records[0], kinds)) return null
  return { id: requestId(value), listKey, records, body: { ...value, [listKey]: [] } }
}

function holdsRequests(first: unknown, kinds: RecordKinds): boolean {
  return isObject(first) && Object.keys(first).some((key) => kinds.listKeys.has(key) && Array.isArray(first[key]))
}

/** Such a line as a conversation and as a list of records: where they stand is found when it is asked for first. */
export class RequestLine implements RecordList, Group {
  readonly #bytes: Uint8Array
  readonly #index: number
  #found: RecordList | null = null
  readonly request: RequestValue
  readonly path: Group['path']
  readonly line: number
  readonly kind = 'request'
  readonly #place: LinePlace
  #body: RequestPlace | null = null

  constructor(bytes: Uint8Array, place: LinePlace, request: RequestValue, index: number) {
    this.#bytes = bytes
    this.#index = index
    this.#place = place
    this.request = request
    this.path = request.wrapper === null ? [request.listKey] : [request.wrapper, request.listKey]
    this.line = place.line
  }

  get body(): RequestPlace {
    return (this.#body ??= this.#findBody())
  }

  get id(): string | null {
    return this.request.id
  }
  get innerStart(): number {
    return this.#find().innerStart
  }
  get innerEnd(): number {
    return this.#find().innerEnd
  }
  get separator(): string | null {
    return this.#find().separator
  }
  get slots(): Slot[] {
    return this.#find().slots
  }

  #findBody(): RequestPlace {
    const { start, end } = this.#place
    const { wrapper } = this.request
    if (wrapper === null) return { start, end, path: [] }
    const member = scanObject(this.#bytes, start, end)?.findLast(({ key }) => key === wrapper)
    return { start: member?.start ?? start, end: member?.end ?? end, path: [wrapper] }
  }

  #find(): RecordList {
    if (this.#found) return this.#found
    const { start, end } = this.body
    const member = scanObject(this.#bytes, start, end)?.findLast(({ key }) => key === this.request.listKey)
    const scanned = member && scanList(this.#bytes, member.start, member.end)
    this.#found = scanned
      ? recordListOf(this.#bytes, scanned, this.#index, this.path)
      : { innerStart: start, innerEnd: start, separator: null, slots: [] }
    return this.#found
  }
}
