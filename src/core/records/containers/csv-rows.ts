/** A cell of a table, with the quotes around it, if any, outside. */
export interface Cell {
  readonly start: number
  readonly end: number
  readonly quoted: boolean
}

export interface Row {
  readonly cells: readonly Cell[]
  readonly start: number
  /** Without the line break. */
  readonly end: number
}

/**
 * Rows of a table, as RFC 4180 and Excel write them. Our own reader and no library: each cell has to be pointed at, and
 * those that are known give texts only.
 */
export function readRows(text: string, delimiter: string, most = Number.POSITIVE_INFINITY, from = 0): Row[] {
  const rows: Row[] = []
  let at = from === 0 && text.startsWith('\ufeff') ? 1 : from
  while (at < text.length && rows.length < most) {
    const row = readRow(text, at, delimiter)
    if (row.end > row.start) rows.push(row)
    at = row.end
    if (text[at] === '\r') at++
    if (text[at] === '\n') at++
  }
  return rows
}

function readRow(text: string, start: number, delimiter: string): Row {
  const cells: Cell[] = []
  let at = start
  for (;;) {
    const cell = text[at] === '"' ? readQuoted(text, at) : null
    if (cell) {
      cells.push(cell)
      at = Math.min(text.length, cell.end + 1)
      // Words behind the closing quote belong to nothing; they are passed over as a spreadsheet does.
      while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at++
    } else {
      const begun = at
      while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at++
      cells.push({ start: begun, end: at, quoted: false })
    }
    if (text[at] !== delimiter) return { cells, start, end: at }
    at++
  }
}

function readQuoted(text: string, start: number): Cell {
  let at = start + 1
  for (;;) {
    const quote = text.indexOf('"', at)
    if (quote < 0) return { start: start + 1, end: text.length, quoted: true }
    if (text[quote + 1] !== '"') return { start: start + 1, end: quote, quoted: true }
    at = quote + 2
  }
}

/** What a cell says. */
export function cellText(text: string, { start, end, quoted }: Cell): string {
  const raw = text.slice(start, end)
  return quoted ? raw.replaceAll('""', '"') : raw
}
