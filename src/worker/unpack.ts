/**
 * Unpacks gzip while it is read, into slices the browser may keep on disk. Rotated logs are often several gzip files one
 * after the other; the browser's decompression stops at the end of the first, so each is found and unpacked by itself.
 */
import { breathe } from './breathe.ts'

/** What came out of a packed file. */
export interface Unpacked {
  /** Bytes of the packed file that were unpacked, of all. */
  readonly packed: number
  readonly of: number
  /** Why the rest is missing; `null` when nothing is. */
  readonly cut: UnpackCut | null
}

/** `damaged`: the packed file ends too early or is broken; `bomb`, `huge`: it would become too much; `stopped`: somebody said so. */
export type UnpackCut = 'damaged' | 'bomb' | 'huge' | 'stopped'

export interface UnpackOptions {
  /** Called now and then with the bytes of the packed file that were read. */
  readonly onProgress: (packed: number, unpacked: number) => void
  readonly isStopped: () => boolean
  readonly limits?: UnpackLimits
}

export interface UnpackLimits {
  /** Unpacked bytes to packed bytes. */
  readonly ratio: number
  readonly bytes: number
}

const LIMITS: UnpackLimits = { ratio: 200, bytes: 4 * 1024 ** 3 }
/** The ratio says nothing about a small file, which cannot become much. */
const RATIO_FROM = 100_000_000

const FED_AT_ONCE = 131_072
/** Slices are handed to the browser in parts of this size, so that they do not fill the memory of the page. */
const PART = 8_000_000
const MAGIC = [0x1f, 0x8b, 0x08] as const
/** A header, the shortest content, a check sum and a length. */
const SHORTEST_MEMBER = 20

export async function isPacked(file: Blob): Promise<boolean> {
  const head = new Uint8Array(await file.slice(0, 3).arrayBuffer())
  return MAGIC.every((byte, i) => head[i] === byte)
}

export async function unpack(file: Blob, options: UnpackOptions): Promise<{ file: Blob; unpacked: Unpacked }> {
  const { ratio, bytes } = options.limits ?? LIMITS
  const sink = new Sink()
  let member = new Member(sink)
  let start = 0
  let packed = 0
  const end = async (cut: UnpackCut | null) => {
    await member.end()
    return { file: sink.file(), unpacked: { packed, of: file.size, cut } }
  }
  for (let from = 0; from < file.size; from += FED_AT_ONCE) {
    // Three bytes more: a beginning may stand across two reads.
    const chunk = new Uint8Array(await file.slice(from, from + FED_AT_ONCE + MAGIC.length - 1).arrayBuffer())
    const own = Math.min(FED_AT_ONCE, file.size - from)
    let fed = 0
    for (const at of beginnings(chunk, own)) {
      if (from + at - start < SHORTEST_MEMBER) continue
      await member.feed(chunk.slice(fed, at))
      fed = at
      if (!(await member.isWhole(file, from + at))) continue
      await member.end()
      member = new Member(sink)
      start = from + at
    }
    await member.feed(chunk.slice(fed, own))
    if (member.isBroken) return end('damaged')
    packed = from + own
    options.onProgress(packed, sink.length)
    if (options.isStopped()) return end('stopped')
    if (sink.length > bytes) return end('huge')
    if (sink.length > RATIO_FROM && sink.length > packed * ratio) return end('bomb')
  }
  await member.end()
  return end(member.isBroken ? 'damaged' : null)
}

/** Where another gzip file may begin. */
function* beginnings(chunk: Uint8Array, end: number): Generator<number> {
  for (let at = chunk.indexOf(MAGIC[0]); at !== -1 && at < end; at = chunk.indexOf(MAGIC[0], at + 1)) {
    // The fourth byte holds flags, of which five are known.
    if (chunk[at + 1] === MAGIC[1] && chunk[at + 2] === MAGIC[2] && (chunk[at + 3] ?? 0) < 32) yield at
  }
}

/** Collects what was unpacked, in parts the browser may put aside. */
class Sink {
  length = 0
  readonly #parts: Blob[] = []
  #waiting: Uint8Array<ArrayBuffer>[] = []
  #waitingLength = 0

  add(chunk: Uint8Array<ArrayBuffer>): void {
    this.length += chunk.length
    this.#waiting.push(chunk)
    this.#waitingLength += chunk.length
    if (this.#waitingLength >= PART) this.#flush()
  }

  file(): Blob {
    this.#flush()
    return new Blob(this.#parts)
  }

  #flush(): void {
    this.#parts.push(new Blob(this.#waiting))
    this.#waiting = []
    this.#waitingLength = 0
  }
}

/** One gzip file among several. */
class Member {
  isBroken = false
  #length = 0
  #isEnded = false
  readonly #writer: WritableStreamDefaultWriter<BufferSource>
  readonly #reading: Promise<void>

  constructor(sink: Sink) {
    const stream = new DecompressionStream('gzip')
    this.#writer = stream.writable.getWriter()
    this.#writer.closed.catch(() => undefined)
    const reader = stream.readable.getReader()
    const read = async () => {
      for (let next = await reader.read(); !next.done; next = await reader.read()) {
        this.#length += next.value.length
        sink.add(next.value as Uint8Array<ArrayBuffer>)
      }
    }
    this.#reading = read().catch(() => {
      this.isBroken = true
    })
  }

  async feed(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    if (bytes.length === 0 || this.isBroken) return
    await this.#writer.write(bytes).catch(() => {
      this.isBroken = true
    })
  }

  /** Is all of it there, if it ends at this byte of the file? Its last four bytes are the length of what was unpacked. */
  async isWhole(file: Blob, end: number): Promise<boolean> {
    const tail = new DataView(await file.slice(end - 4, end).arrayBuffer())
    if (tail.byteLength < 4) return false
    const length = tail.getUint32(0, true)
    // What was fed last may not have come out yet.
    for (let turn = 0; turn < 3 && this.#length % 2 ** 32 !== length && !this.isBroken; turn++) await breathe()
    return this.#length % 2 ** 32 === length && !this.isBroken
  }

  /** Takes what is still inside. It is broken if that was not all of it. */
  async end(): Promise<void> {
    if (this.#isEnded) return
    this.#isEnded = true
    for (let turn = 0; turn < 2; turn++) await breathe()
    await this.#writer.close().catch(() => {
      this.isBroken = true
    })
    await this.#reading
  }
}
