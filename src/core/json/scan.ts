/**
 * Finds where JSON values begin and end in bytes, without building anything. It trusts the shape and checks only what it
 * needs to find its way; whether a record is JSON is said by `JSON.parse` when the record is read.
 */

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const COLON = 0x3a
const OPEN_LIST = 0x5b
const CLOSE_LIST = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d

function isWhitespace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09
}

export function skipWhitespace(bytes: Uint8Array, from: number, end = bytes.length): number {
  let at = from
  while (at < end && isWhitespace(bytes[at])) at++
  return at
}

export function isList(bytes: Uint8Array, start: number): boolean {
  return bytes[start] === OPEN_LIST
}

export function isObject(bytes: Uint8Array, start: number): boolean {
  return bytes[start] === OPEN_OBJECT
}

/** Offset after the string that begins at `start`, or -1 when it does not end. */
function stringEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start + 1
  for (;;) {
    // Most strings are short: look at some bytes by hand before asking for the next quote.
    const near = Math.min(end, at + 24)
    while (at < near && bytes[at] !== QUOTE && bytes[at] !== BACKSLASH) at++
    if (at >= end) return -1
    if (bytes[at] === QUOTE) return at + 1
    if (bytes[at] === BACKSLASH) {
      at += 2
      continue
    }
    const quote = bytes.indexOf(QUOTE, at)
    if (quote < 0 || quote >= end) return -1
    let escapes = 0
    while (bytes[quote - 1 - escapes] === BACKSLASH && quote - 1 - escapes >= at) escapes++
    at = quote + 1
    if (escapes % 2 === 0) return at
  }
}

/** Offset after the value that begins at `start`, or -1 when it does not end before `end`. */
export function valueEnd(bytes: Uint8Array, start: number, end = bytes.length): number {
  let depth = 0
  let at = start
  while (at < end) {
    const byte = bytes[at]!
    if (byte === QUOTE) {
      at = stringEnd(bytes, at, end)
      if (at < 0) return -1
    } else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      depth++
      at++
      continue
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) {
      if (depth === 0) return -1
      depth--
      at++
    } else if (depth === 0) {
      const begun = at
      while (at < end && !isDelimiter(bytes[at]!)) at++
      return at > begun ? at : -1
    } else {
      at++
      continue
    }
    if (depth === 0) return at
  }
  return -1
}

function isDelimiter(byte: number): boolean {
  return (
    byte === COMMA ||
    byte === COLON ||
    byte === CLOSE_LIST ||
    byte === CLOSE_OBJECT ||
    byte === OPEN_LIST ||
    byte === OPEN_OBJECT ||
    byte === QUOTE ||
    isWhitespace(byte)
  )
}

/** Elements of a list as parallel lists of offsets. `inner` is what stands between the brackets. */
export interface ScannedList {
  readonly innerStart: number
  readonly innerEnd: number
  readonly starts: number[]
  readonly ends: number[]
}

/** The elements of the list at `start`; `null` when its shape is broken. */
export function scanList(bytes: Uint8Array, start: number, end = bytes.length): ScannedList | null {
  const starts: number[] = []
  const ends: number[] = []
  let at = skipWhitespace(bytes, start + 1, end)
  if (bytes[at] === CLOSE_LIST) return { innerStart: start + 1, innerEnd: at, starts, ends }
  while (at < end) {
    const after = valueEnd(bytes, at, end)
    if (after < 0) return null
    starts.push(at)
    ends.push(after)
    at = skipWhitespace(bytes, after, end)
    if (bytes[at] === CLOSE_LIST) return { innerStart: start + 1, innerEnd: at, starts, ends }
    if (bytes[at] !== COMMA) return null
    at = skipWhitespace(bytes, at + 1, end)
  }
  return null
}

export interface ScannedMember {
  readonly key: string
  readonly keyStart: number
  readonly start: number
  readonly end: number
}

const decoder = new TextDecoder()

/** The members of the object at `start`, in order, repeated keys included; `null` when its shape is broken. */
export function scanObject(bytes: Uint8Array, start: number, end = bytes.length): ScannedMember[] | null {
  const members: ScannedMember[] = []
  let at = skipWhitespace(bytes, start + 1, end)
  if (bytes[at] === CLOSE_OBJECT) return members
  while (at < end) {
    if (bytes[at] !== QUOTE) return null
    const keyEnd = stringEnd(bytes, at, end)
    if (keyEnd < 0) return null
    const keyStart = at
    const key = readKey(bytes, at, keyEnd)
    at = skipWhitespace(bytes, keyEnd, end)
    if (bytes[at] !== COLON) return null
    at = skipWhitespace(bytes, at + 1, end)
    const after = valueEnd(bytes, at, end)
    if (after < 0) return null
    members.push({ key, keyStart, start: at, end: after })
    at = skipWhitespace(bytes, after, end)
    if (bytes[at] === CLOSE_OBJECT) return members
    if (bytes[at] !== COMMA) return null
    at = skipWhitespace(bytes, at + 1, end)
  }
  return null
}

function readKey(bytes: Uint8Array, start: number, end: number): string {
  const inner = decoder.decode(bytes.subarray(start + 1, end - 1))
  if (!inner.includes('\\')) return inner
  try {
    return JSON.parse(`"${inner}"`) as string
  } catch {
    return inner
  }
}
