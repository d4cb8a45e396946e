import { skipWhitespace } from '../../json/scan.ts'
import { composeMaps } from '../../source/offset-map.ts'
import { decode } from '../../source/source.ts'
import { counted } from './counted.ts'
import { lineAt, LineWriter } from './line-writer.ts'
import { relabelled, type Unwrapped } from './unwrapped.ts'

const HEAD = 4096
/** A stream within sight: data that is JSON, or an event with its data under it. `data:` alone is YAML as well. */
const STREAM = /^(?:data: ?(?:[{["]|\[DONE\])|event: ?[^\n]+\n(?:id: ?[^\n]*\n|retry: ?[^\n]*\n)*data:)/m
const FIELD = /^(data|event|id|retry)(?:: ?|$)/
/** Events that keep a connection open and carry nothing. */
const EMPTY_EVENTS = new Set(['ping', 'heartbeat', 'keep-alive', 'keepalive'])

/** A stream of server-sent events: the data of each becomes a line, its name the label of that line. */
export function openSse(state: Unwrapped): Unwrapped | null {
  const { bytes } = state
  const first = bytes[skipWhitespace(bytes, 0)]
  if (first === 0x22) return null
  if (!STREAM.test(decode(bytes, 0, Math.min(bytes.length, HEAD)).replaceAll('\r\n', '\n'))) return null
  const stream = new Stream(bytes)
  stream.read()
  return stream.lines.lines === 0 ? null : stream.opened(state)
}

interface Data {
  readonly start: number
  readonly end: number
}

class Stream {
  readonly #bytes: Uint8Array
  readonly lines: LineWriter
  readonly #labels: (string | null)[] = []
  #event: string | null = null
  #data: Data[] = []
  #left = 0
  #foreign = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    this.lines = new LineWriter(bytes)
  }

  read(): void {
    const bytes = this.#bytes
    for (let at = 0; at < bytes.length; ) {
      const line = lineAt(bytes, at)
      at = line.next
      this.#line(line.start, line.end)
    }
    this.#endEvent()
  }

  opened(state: Unwrapped): Unwrapped {
    const left =
      this.#left === 0 ? [] : [counted(this.#left, 'event without JSON was left out', 'events without JSON were left out')]
    const foreign =
      this.#foreign === 0
        ? []
        : [counted(this.#foreign, 'line that is of no event was left out', 'lines that are of no event were left out')]
    const opened: Unwrapped = {
      ...state,
      bytes: this.lines.finish(),
      containers: [...state.containers, 'sse'],
      map: composeMaps(this.lines.map, state.map),
      rewritten: true,
      // A single event that is broken is mended; of several each is a line, whatever it holds.
      settled: this.lines.lines > 1,
      mended: [...state.mended, 'the data of each event was written as a line', ...left, ...foreign],
    }
    return relabelled(opened, this.#labels)
  }

  #line(start: number, end: number): void {
    const from = skipBlanks(this.#bytes, start, end)
    if (from === end) return this.#endEvent()
    const field = FIELD.exec(decode(this.#bytes, from, Math.min(end, from + 8)))
    const first = this.#bytes[from]
    if (field?.[1] === 'data') return this.#addData(from + field[0].length, end)
    if (field?.[1] === 'event') {
      // A dump that lost its blank lines: the next event begins here.
      this.#endEvent()
      this.#event = decode(this.#bytes, from + field[0].length, end).trim()
      return
    }
    if (field) return
    // Comments keep the connection open; what begins as JSON lost the word before it.
    if (first === 0x3a) this.#left++
    else if (first === 0x7b || first === 0x5b) {
      this.#endEvent()
      this.#addData(from, end)
      this.#endEvent()
    } else this.#foreign++
  }

  #addData(start: number, end: number): void {
    const from = skipBlanks(this.#bytes, start, end)
    if (this.#data.length > 0 && this.#isWhole() && isOpening(this.#bytes[from])) {
      const event = this.#event
      this.#endEvent()
      this.#event = event
    }
    this.#data.push({ start: from, end })
  }

  /** The data so far begins and ends as an object or a list does: more of it is the next event. */
  #isWhole(): boolean {
    const first = this.#data[0]!
    const last = this.#data.at(-1)!
    const closing = this.#bytes[last.end - 1]
    return isOpening(this.#bytes[first.start]) && (closing === 0x7d || closing === 0x5d) && last.end > last.start
  }

  #endEvent(): void {
    const data = this.#data.filter(({ start, end }) => end > start)
    const event = this.#event
    const had = this.#data.length > 0
    this.#data = []
    this.#event = null
    const first = data[0]
    if (!first) {
      if (had || event !== null) this.#left++
      return
    }
    const isJson = isOpening(this.#bytes[first.start]) || this.#bytes[first.start] === 0x22
    const isDone = decode(this.#bytes, first.start, Math.min(first.end, first.start + 6)) === '[DONE]'
    if (isDone || (!isJson && event !== null && EMPTY_EVENTS.has(event))) {
      this.#left++
      return
    }
    data.forEach(({ start, end }, i) => {
      if (i > 0) this.lines.put(BLANK, data[i - 1]!.end)
      this.lines.add(start, end)
    })
    this.lines.endLine(data.at(-1)!.end)
    this.#labels.push(event)
  }
}

const BLANK = Uint8Array.of(0x20)

const isOpening = (byte: number | undefined): boolean => byte === 0x7b || byte === 0x5b

function skipBlanks(bytes: Uint8Array, start: number, end: number): number {
  let at = start
  while (at < end && (bytes[at] === 0x20 || bytes[at] === 9)) at++
  return at
}
