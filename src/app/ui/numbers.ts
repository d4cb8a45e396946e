const integers = new Intl.NumberFormat()
const tenths = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 })

/** A count as people write it: 12,480. Ids and message numbers are never written this way. */
export function number(value: number): string {
  return integers.format(value)
}

/** A size in the decimal units of file managers: "74 bytes", "18.2 kB", "1.2 MB". */
export function size(bytes: number): string {
  if (bytes < 1000) return bytes === 1 ? '1 byte' : `${number(bytes)} bytes`
  if (bytes < 999_950) return `${tenths.format(bytes / 1000)} kB`
  if (bytes < 999_950_000) return `${tenths.format(bytes / 1e6)} MB`
  return `${tenths.format(bytes / 1e9)} GB`
}

/** "1 message", "2 messages". */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : many}`
}
