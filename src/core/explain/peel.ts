/** Longer texts keep their beginning and end: an error stands at one of them. */
const HEAD = 300_000
const TAIL = 100_000

/**
 * Takes the wrappers off a pasted error (`provider-rules.md` §13): escapes of any depth (JSON in JSON, Python repr),
 * HTML entities, terminal colours and frames, typographic quotes, full-width signs, and the request ids that relays
 * write into a sentence. What is left reads like the provider's own text, wrapped in braces that no longer matter:
 * nothing is parsed, so an error that was cut in half is peeled as well as a whole one. One pass over the text.
 */
export function peel(error: string): string {
  const text = error.length > HEAD + TAIL ? `${error.slice(0, HEAD)}\n${error.slice(-TAIL)}` : error
  let peeled = ''
  let plain = 0
  let at = 0
  while (at < text.length) {
    const code = text.charCodeAt(at)
    const special = code < 0x80 ? SPECIAL_ASCII.has(code) : true
    const read = special ? readSpecial(text, at, code) : null
    if (!read) {
      at++
      continue
    }
    peeled += text.slice(plain, at) + read.text
    at += read.length
    plain = at
  }
  return (peeled + text.slice(plain)).replace(REQUEST_ID, ' ')
}

/** `(request id: 2024…)`, once per relay, and the forms that look like it. */
const REQUEST_ID = /[([](?:request|trace)[ _-]?id ?[:=] ?[\w.:-]{1,100}[)\]]/gi

const BACKSLASH = 0x5c
const ESCAPE = 0x1b
const AMPERSAND = 0x26
const SPECIAL_ASCII: ReadonlySet<number> = new Set([BACKSLASH, ESCAPE, AMPERSAND])

/** What one special sign (and what belongs to it) stands for. */
interface Read {
  readonly text: string
  readonly length: number
}

function readSpecial(text: string, at: number, code: number): Read | null {
  switch (code) {
    case BACKSLASH:
      return readEscape(text, at)
    case ESCAPE:
      return { text: '', length: COLOUR.exec(text.slice(at, at + 30))?.[0].length ?? 1 }
    case AMPERSAND:
      return readEntity(text, at)
    default: {
      const shown = plainSign(code)
      return shown === null ? null : { text: shown, length: 1 }
    }
  }
}

const COLOUR = /^\u001b\[[0-9;?]*[A-Za-z]?/

/** Any number of backslashes is one escape: text that was quoted three times has seven of them. */
function readEscape(text: string, at: number): Read {
  let end = at
  while (text.charCodeAt(end) === BACKSLASH) end++
  const count = end - at
  const sign = text[end]
  if (sign === 'n' || sign === 'r') return { text: '\n', length: count + 1 }
  if (sign === 't') return { text: ' ', length: count + 1 }
  const hex = sign === 'u' ? text.slice(end + 1, end + 5) : sign === 'x' ? text.slice(end + 1, end + 3) : ''
  if (/^(?:[0-9a-f]{4}|[0-9a-f]{2})$/i.test(hex)) {
    const code = Number.parseInt(hex, 16)
    return { text: plainSign(code) ?? String.fromCharCode(code), length: count + 1 + hex.length }
  }
  return { text: '', length: count }
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&quot;': '"',
  '&apos;': "'",
  '&#39;': "'",
  '&#x27;': "'",
  '&#34;': '"',
  '&#96;': '`',
  '&#x60;': '`',
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&nbsp;': ' ',
}

function readEntity(text: string, at: number): Read | null {
  const end = text.slice(at, at + 8).indexOf(';') + 1
  const entity = text.slice(at, at + end).toLowerCase()
  return Object.hasOwn(ENTITIES, entity) ? { text: ENTITIES[entity] ?? '', length: end } : null
}

/** The plain sign for one that word processors, terminals and input methods put in its place; `null` when it stays. */
function plainSign(code: number): string | null {
  if (code === 0x2018 || code === 0x2019 || code === 0x201a || code === 0x201b) return "'"
  if ((code >= 0x201c && code <= 0x201f) || code === 0xab || code === 0xbb) return '"'
  if (code === 0x200b || code === 0x200c || code === 0x200d || code === 0x2060 || code === 0xfeff || code === 0xad) return ''
  if (code === 0xa0 || (code >= 0x2000 && code <= 0x200a) || code === 0x202f || code === 0x3000) return ' '
  if (code === 0x2028 || code === 0x2029) return '\n'
  if (code >= 0x2010 && code <= 0x2015) return '-'
  if (code === 0x2026) return '...'
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0)
  // Frames of terminals: arrows of a tree, boxes, blocks, bullets.
  if ((code >= 0x2300 && code <= 0x23ff) || (code >= 0x2500 && code <= 0x25ff)) return ' '
  return null
}
