import { decode } from '../../source/source.ts'

/** A file in a ZIP archive. */
export interface ZipEntry {
  readonly name: string
  /** Its packed bytes. */
  readonly start: number
  readonly end: number
  /** As the archive says, which may not be true. */
  readonly size: number
  /** 0: stored, 8: deflated; others we cannot read. */
  readonly method: number
  readonly encrypted: boolean
}

const END = 0x06054b50
const END_64 = 0x06064b50
const LOCATOR_64 = 0x07064b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
const LONGEST_COMMENT = 65_557
const MOST_ENTRIES = 100_000

/** The files of a ZIP archive, as its directory lists them; `null` when it has none that can be read, as in a cut file. */
export function zipEntries(bytes: Uint8Array): ZipEntry[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const directory = findDirectory(view)
  if (!directory) return null
  const entries: ZipEntry[] = []
  let at = directory.start
  for (let i = 0; i < directory.count && i < MOST_ENTRIES; i++) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== CENTRAL) return null
    const nameLength = view.getUint16(at + 28, true)
    const extraLength = view.getUint16(at + 30, true)
    const next = at + 46 + nameLength + extraLength + view.getUint16(at + 32, true)
    const sizes = sizesOf(view, at, at + 46 + nameLength, extraLength)
    const local = sizes.offset
    if (local + 30 <= view.byteLength && view.getUint32(local, true) === LOCAL) {
      const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
      const end = start + sizes.packed
      const flags = view.getUint16(at + 8, true)
      const method = view.getUint16(at + 10, true)
      const name = decode(bytes, at + 46, at + 46 + nameLength)
      if (end <= view.byteLength) entries.push({ name, start, end, size: sizes.size, method, encrypted: (flags & 1) === 1 })
    }
    at = next
  }
  return entries
}

function findDirectory(view: DataView): { start: number; count: number } | null {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - LONGEST_COMMENT); at--) {
    if (view.getUint32(at, true) !== END) continue
    const start = view.getUint32(at + 16, true)
    const count = view.getUint16(at + 10, true)
    if (start !== 0xffffffff && count !== 0xffff) return { start, count }
    if (at < 20 || view.getUint32(at - 20, true) !== LOCATOR_64) return null
    const far = Number(view.getBigUint64(at - 12, true))
    if (far + 56 > view.byteLength || view.getUint32(far, true) !== END_64) return null
    return { start: Number(view.getBigUint64(far + 48, true)), count: Number(view.getBigUint64(far + 32, true)) }
  }
  return null
}

/** Sizes past four gigabytes, and those of writers that do not care, stand in an extra field, in this order. */
function sizesOf(view: DataView, at: number, extra: number, length: number): { size: number; packed: number; offset: number } {
  const sizes = [view.getUint32(at + 24, true), view.getUint32(at + 20, true), view.getUint32(at + 42, true)]
  for (let field = extra; field + 4 <= extra + length && field + 4 <= view.byteLength; ) {
    const fieldLength = view.getUint16(field + 2, true)
    if (view.getUint16(field, true) === 1) {
      let from = field + 4
      sizes.forEach((size, i) => {
        if (size !== 0xffffffff || from + 8 > Math.min(view.byteLength, field + 4 + fieldLength)) return
        sizes[i] = Number(view.getBigUint64(from, true))
        from += 8
      })
    }
    field += 4 + fieldLength
  }
  return { size: sizes[0]!, packed: sizes[1]!, offset: sizes[2]! }
}
