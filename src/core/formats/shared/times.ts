/** Reads times and durations, however a source writes them. */
import type { Cursor } from '../../document/cursor.ts'
import { get } from '../../json/value.ts'

/** 2200-01-01 in seconds: what is larger counts in smaller units. */
const LATEST = 7_258_118_400

/**
 * Milliseconds since 1970. Takes ISO texts, Unix seconds, milliseconds, microseconds and nanoseconds, as numbers or as
 * texts of them, `{ seconds, nanos }`, and `{ $date }` of MongoDB. `undefined`: it says no time.
 */
export function timeOf({ value }: Cursor): number | undefined {
  return readTime(value)
}

function readTime(value: unknown): number | undefined {
  if (typeof value === 'number') return fromNumber(value)
  if (typeof value === 'string') return /^\d+(\.\d+)?$/.test(value) ? fromNumber(Number(value)) : fromText(value)
  const date = get(value, '$date') ?? get(value, '$numberLong')
  if (date !== undefined) return readTime(date)
  const seconds = Number(get(value, 'seconds') ?? get(value, '_seconds') ?? NaN)
  const nanos = Number(get(value, 'nanos') ?? get(value, 'nanoseconds') ?? get(value, '_nanoseconds') ?? 0)
  return Number.isFinite(seconds) ? seconds * 1000 + (Number.isFinite(nanos) ? nanos / 1e6 : 0) : undefined
}

/** The unit follows from the size: a time of our century in seconds has ten digits. */
function fromNumber(value: number): number | undefined {
  if (!Number.isFinite(value) || value <= 0) return undefined
  if (value < LATEST) return value * 1000
  if (value < LATEST * 1e3) return value
  if (value < LATEST * 1e6) return value / 1e3
  return value < LATEST * 1e9 ? value / 1e6 : undefined
}

/** A text without a zone is taken as UTC, so that the same source says the same everywhere. */
function fromText(text: string): number | undefined {
  if (text.length > 64 || !/\d{4}|\d:\d/.test(text)) return undefined
  const zoned = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d([.,]\d+)?)?$/.test(text)
    ? `${text.replace(' ', 'T').replace(',', '.')}Z`
    : text
  const time = Date.parse(zoned.replace(/(\.\d{3})\d+/, '$1'))
  return Number.isNaN(time) ? undefined : time
}

/** Milliseconds between two times; `undefined` when one is not said, or they are the wrong way round. */
export function durationBetween(from: Cursor, to: Cursor): number | undefined {
  const start = timeOf(from)
  const end = timeOf(to)
  return start === undefined || end === undefined || end < start ? undefined : end - start
}
