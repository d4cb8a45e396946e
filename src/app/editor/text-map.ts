import type { TextEdit } from '../../core/source/text-edit.ts'
import { countBelow } from '../ui/count-below.ts'

/**
 * Between the bytes of a source and the text of an editor. Editors drop a byte-order mark, know one kind of line end and
 * count UTF-16 units; the source keeps its own, and an edit touches only what was typed.
 */
export interface TextMap {
  /** The text as the editor holds it: no byte-order mark, lines end in `\n`. */
  readonly shown: string
  /** Byte of the source at a place of the shown text. */
  byteAt: (index: number) => number
  /** Place in the shown text of a byte of the source; places outside go to the nearer end. */
  indexAt: (byte: number) => number
  /** The smallest edit of the source that makes the editor show another text; `null` when nothing differs. */
  editTo: (shown: string) => { readonly edit: TextEdit; readonly map: TextMap } | null
}

const CHECKPOINT = 1024

/** `text` is exactly what the source holds from byte `start` on. */
export function createTextMap(text: string, start: number): TextMap {
  const mark = text.startsWith('\uFEFF') ? 1 : 0
  // Where the source has two units for one line end, and where those are in the shown text.
  const returns: number[] = []
  for (let at = text.indexOf('\r\n', mark); at !== -1; at = text.indexOf('\r\n', at + 2)) returns.push(at)
  const doubles = returns.map((at, i) => at - mark - i)
  const body = mark ? text.slice(1) : text
  const shown = body.includes('\r') ? body.replace(/\r\n?/g, '\n') : body
  const lineEnd = doubles.length * 2 > countLines(shown) ? '\r\n' : '\n'
  const bytes = byteCheckpoints(text)

  const unitAt = (index: number) => index + mark + countBelow(doubles, index)

  function byteOfUnit(unit: number): number {
    const checkpoint = Math.floor(unit / CHECKPOINT)
    const from = checkpoint * CHECKPOINT
    return start + (bytes[checkpoint] ?? 0) + utf8Length(text, from, unit)
  }

  return {
    shown,
    byteAt: (index) => byteOfUnit(unitAt(Math.min(Math.max(index, 0), shown.length))),
    indexAt(byte) {
      const wanted = byte - start
      const checkpoint = Math.max(0, countBelow(bytes, wanted + 1) - 1)
      let unit = checkpoint * CHECKPOINT
      for (let at = bytes[checkpoint] ?? 0; unit < text.length && at < wanted; ) {
        at += utf8Length(text, unit, unit + 1)
        unit += 1
      }
      if (isLowSurrogate(text.charCodeAt(unit)) && isHighSurrogate(text.charCodeAt(unit - 1))) unit += 1
      return Math.min(Math.max(unit - mark - countBelow(returns, unit), 0), shown.length)
    },
    editTo(next) {
      if (next === shown) return null
      const changed = difference(shown, next)
      // A lone `\r` that comes to stand before `\n` would be one line end with it: then it is written anew as well.
      for (let from = changed.from; ; from -= 1) {
        const insert = shown.slice(from, changed.from) + changed.insert
        const inserted = lineEnd === '\n' ? insert : insert.replaceAll('\n', lineEnd)
        const map = createTextMap(text.slice(0, unitAt(from)) + inserted + text.slice(unitAt(changed.to)), start)
        const edit = { start: byteOfUnit(unitAt(from)), end: byteOfUnit(unitAt(changed.to)), text: inserted }
        if (map.shown === next || from === 0) return { edit, map }
      }
    },
  }
}

/** What differs between two texts, as one stretch; never half of a surrogate pair. */
export function difference(before: string, after: string): { from: number; to: number; insert: string } {
  const shorter = Math.min(before.length, after.length)
  let from = 0
  while (from < shorter && before.charCodeAt(from) === after.charCodeAt(from)) from += 1
  if (from > 0 && isHighSurrogate(before.charCodeAt(from - 1))) from -= 1
  let same = 0
  const room = shorter - from
  while (same < room && before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)) same += 1
  if (same > 0 && isLowSurrogate(before.charCodeAt(before.length - same))) same -= 1
  return { from, to: before.length - same, insert: after.slice(from, after.length - same) }
}

/** Bytes before every `CHECKPOINT`th unit. */
function byteCheckpoints(text: string): Float64Array {
  const checkpoints = new Float64Array(Math.floor(text.length / CHECKPOINT) + 1)
  for (let i = 1; i < checkpoints.length; i++) {
    checkpoints[i] = (checkpoints[i - 1] ?? 0) + utf8Length(text, (i - 1) * CHECKPOINT, i * CHECKPOINT)
  }
  return checkpoints
}

/** Bytes of a stretch in UTF-8; a surrogate pair counts with its first half, so that a cut between the halves adds up. */
function utf8Length(text: string, from: number, to: number): number {
  let length = 0
  for (let unit = from; unit < to; unit++) {
    const code = text.charCodeAt(unit)
    if (code < 0x80) length += 1
    else if (code < 0x800) length += 2
    else if (isHighSurrogate(code) && isLowSurrogate(text.charCodeAt(unit + 1))) length += 4
    else if (isLowSurrogate(code) && isHighSurrogate(text.charCodeAt(unit - 1))) length += 0
    else length += 3
  }
  return length
}

function countLines(text: string): number {
  let lines = 0
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1
  return lines
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code < 0xdc00
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code < 0xe000
}
