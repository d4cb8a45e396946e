/**
 * The common case of JSON Lines: each line is one request. Such a line is parsed as a whole, once; where its records
 * stand in the bytes is looked for only when somebody asks, for most lines hold nothing to point at.
 */
import { isObject } from '../json/value.ts'
import { parseJson } from '../json/parse-json.ts'
import { scanList, scanObject } from '../json/scan.ts'
import type { Group, RecordKinds, RecordList, RequestValue, Slot } from './layout.ts'
import { recordListOf } from './record-list.ts'
import { requestId } from './session.ts'

export interface LinePlace {
  readonly start: number
  readonly end: number
  /** From 0. */
  readonly line: number
}

/** A line that is one object with one list of messages in it; anything less plain is `null` and read the long way. */
export function readRequestLine(text: string, kinds: RecordKinds): RequestValue | null {
  const value = parseJson(text)
  if (!isObject(value)) return null
  let listKey: string | null = null
  for (const key of Object.keys(value)) {
    if (key === 'choices') return null
    if (!kinds.listKeys.has(key) || !Array.isArray(value[key])) continue
    if (listKey !== null) return null
    listKey = key
  }
  if (listKey === null) return null
  const records = value[listKey] as readonly unknown[]
  if (records.length === 0 || holdsRequests(records[0], kinds)) return null
  return { id: requestId(value), listKey, records, body: { ...value, [listKey]: [] }, escaped: text.includes('\\u') }
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
  readonly body: NonNullable<Group['body']>
  readonly kind = 'request'

  constructor(bytes: Uint8Array, { start, end, line }: LinePlace, request: RequestValue, index: number) {
    this.#bytes = bytes
    this.#index = index
    this.request = request
    this.path = [request.listKey]
    this.line = line
    this.body = { start, end, path: [] }
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
