/** Requests since the page was loaded, as the browser itself counts them: files of this site, and anything else. */
export interface Requests {
  readonly program: readonly string[]
  /** Must stay empty. */
  readonly other: readonly string[]
}

/** A program file lies in the folder of the page and is asked for without a query; `blob:` and `data:` leave nothing. */
export function sortRequests(names: readonly string[], page: string): Requests {
  const folder = new URL('./', page).href
  const program: string[] = []
  const other: string[] = []
  for (const name of new Set(names)) {
    if (/^(blob|data):/.test(name)) continue
    const isOurs = name.startsWith(folder) && !name.includes('?')
    if (isOurs) program.push(name.slice(folder.length).replace(/#.*$/, '') || 'index.html')
    else other.push(name)
  }
  return { program, other }
}
