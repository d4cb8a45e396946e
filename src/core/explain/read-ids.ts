/** Call ids and item ids in a peeled text: first where a sentence has them, then by their form. */

/** Enough for any honest error; a log may hold thousands. */
const MOST_IDS = 130

/**
 * The list a sentence ends or is interrupted with: `call_1, call_2`, `{'toolu_1', 'toolu_2'}`, `'call_1'`.
 * Stops at the first sign that does not belong to a list.
 */
export function readIdList(text: string): string[] {
  const ids: string[] = []
  let at = skip(/[\s:=({[]*/y, text, 0)
  while (ids.length < MOST_IDS) {
    const item = readItem(text, at)
    if (!item) break
    if (isId(item.id)) ids.push(item.id)
    const next = skip(/\s*,\s*(?:and\s+)?|\s+and\s+/y, text, item.end)
    if (next === item.end) break
    at = next
  }
  return [...new Set(ids)]
}

interface Item {
  readonly id: string
  readonly end: number
}

function readItem(text: string, at: number): Item | null {
  const quoted = exec(/(['"`])([^'"`\n]{1,300})\1/y, text, at)
  if (quoted?.[2] !== undefined) return { id: quoted[2], end: at + quoted[0].length }
  const from = skip(/['"`]/y, text, at)
  const plain = exec(/[^\s,'"`{}()[\]<>]{1,300}/y, text, from)
  if (!plain) return null
  const end = from + plain[0].length
  const rest = exec(/\s*\n\s*(\w{1,40})/y, text, end)
  const joined = plain[0] + (rest?.[1] ?? '')
  // A terminal broke the line inside the id.
  if (rest && !FULL_LENGTH.test(plain[0]) && FULL_LENGTH.test(joined)) return { id: joined, end: end + rest[0].length }
  return { id: plain[0].replace(/[.:;]+$/, ''), end }
}

/** OpenAI and Anthropic make 24 letters and digits behind their prefix. */
const FULL_LENGTH = /^(?:call|toolu|toolu_vrtx|toolu_bdrk|srvtoolu)_[A-Za-z0-9]{24}$/

function isId(text: string): boolean {
  return /[A-Za-z0-9]/.test(text) && !/^(?:and|or|null|None|undefined|messages?(?:[.[].*)?)$/.test(text)
}

/** Ids anywhere in a text, by their form or by the key before them. */
export function readIdsByForm(text: string): string[] {
  const ids = new Set<string>()
  for (const form of FORMS) {
    for (const [whole, keyed] of text.matchAll(form)) {
      const id = (keyed ?? whole).replace(/[.:;-]+$/, '')
      // Without a digit or a capital it is a word of the text: call_id, tool_call_ids.
      if (keyed === undefined ? /[0-9A-Z]|x{3}/.test(id.replace(/^\w+?_/, '')) : isId(id)) ids.add(id)
      if (ids.size >= MOST_IDS) break
    }
  }
  return [...ids]
}

const FORMS = [
  /(?<![\w-])(?:call|toolu|srvtoolu|tooluse|fc|rs)_[\w|-]{3,200}/g,
  /(?<![\w-])chatcmpl-tool-[\w-]{3,100}/g,
  /(?<![\w-])functions\.[\w-]{1,64}:\d{1,4}\b/g,
  /(?:tool_call_id|tool_use_id|toolCallId|toolUseId|call_id)['"`]{0,2}\s{0,4}(?:[:=]|=>|of|is)\s{0,4}['"`]?([\w.:|-]{1,200})/g,
]

function exec(sticky: RegExp, text: string, at: number): RegExpExecArray | null {
  sticky.lastIndex = at
  return sticky.exec(text)
}

/** Where a sticky pattern ends; the same place when it does not stand there. */
function skip(sticky: RegExp, text: string, at: number): number {
  return at + (exec(sticky, text, at)?.[0].length ?? 0)
}
