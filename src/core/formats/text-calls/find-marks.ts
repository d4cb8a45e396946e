/** Finds calls and results that a model wrote as text: each as the ranges of its pieces, in UTF-16 units. */

export interface Range {
  readonly from: number
  readonly to: number
}

/** How the body of a call is written. */
export type BodyStyle = 'json' | 'parameters' | 'pairs' | 'plain'

export interface Mark {
  readonly kind: 'call' | 'result'
  /** With its tags. */
  readonly whole: Range
  readonly body: Range
  readonly name: Range | null
  readonly id: Range | null
  readonly style: BodyStyle
}

/** Openers of all dialects; which one it was tells how to go on. */
const OPENERS =
  /<tool_call>|<\|tool_call\|>|<functioncall>|<function=([^>\n]{1,200})>|<invoke name="([^"\n]{1,200})">|<\|python_tag\|>|\[TOOL_CALLS\]|<\|tool_call_begin\|>|<[|｜]tool[▁_]call[▁_]begin[|｜]>|<\|channel\|>(?:commentary|analysis)? ?to=([\w.-]{1,200})|^Action:[ \t]*(.{1,200})$|<tool_response>|<[|｜]tool[▁_]output[▁_]begin[|｜]>|\[TOOL_RESULTS\]|^Observation:|EXECUTION RESULT of \[([^\]\n]{1,200})\]:|^FUNCTION RESPONSE:|<\|start\|>functions\.([\w.-]{1,200}) to=assistant<\|channel\|>commentary<\|message\|>/gm

/** A quick look: most texts have none. */
export function mayHoldMarks(text: string): boolean {
  OPENERS.lastIndex = 0
  const found = OPENERS.test(text)
  OPENERS.lastIndex = 0
  return found
}

export function findMarks(text: string): Mark[] {
  const search = new Search(text)
  const marks: Mark[] = []
  let at = 0
  for (const opener of text.matchAll(OPENERS)) {
    if (opener.index < at) continue
    const found = search.read(opener)
    marks.push(...found)
    at = Math.max(at, found.at(-1)?.whole.to ?? opener.index + opener[0].length)
  }
  return marks
}

class Search {
  readonly #text: string
  /** Closers that do not come any more: nobody looks for them again. */
  readonly #missing = new Set<string>()

  constructor(text: string) {
    this.#text = text
  }

  read(opener: RegExpExecArray): Mark[] {
    const [tag, functionName, invoked, channelled, action, executed, answered] = opener
    const start = opener.index
    const from = start + tag.length
    const inTag = (name: string): Range => ({
      from: start + tag.lastIndexOf(name),
      to: start + tag.lastIndexOf(name) + name.length,
    })
    const call = (rest: Partial<Mark> & Pick<Mark, 'body' | 'whole'>): Mark => ({
      kind: 'call',
      name: null,
      id: null,
      style: 'json',
      ...rest,
    })
    const result = (body: Range, to: number, name: Range | null = null): Mark[] => [
      { kind: 'result', whole: { from: start, to }, body, name, id: null, style: 'plain' },
    ]
    if (functionName !== undefined)
      return [call({ ...this.#until(start, from, '</function>', '</function'), name: inTag(functionName), style: 'parameters' })]
    if (invoked !== undefined)
      return [call({ ...this.#until(start, from, '</invoke>'), name: inTag(invoked), style: 'parameters' })]
    if (channelled !== undefined) return this.#channel(start, from, inTag(channelled.replace(/^functions\./, '')), call)
    if (action !== undefined) return this.#action(start, from, inTag(action.trim()), call)
    if (executed !== undefined)
      return result(this.#rest(from, /EXECUTION RESULT of \[/g), this.#rest(from, /EXECUTION RESULT of \[/g).to, inTag(executed))
    if (answered !== undefined) {
      const { body, whole } = this.#until(start, from, '<|end|>')
      return result(body, whole.to, inTag(answered))
    }
    switch (tag) {
      case '<tool_call>':
        return this.#tagged(start, from, '</tool_call>', call)
      case '<|tool_call|>':
        return this.#tagged(start, from, '<|/tool_call|>', call)
      case '<functioncall>':
        return this.#tagged(start, from, '<|endoftext|>', call)
      case '<|python_tag|>':
        return this.#python(start, from, call)
      case '[TOOL_CALLS]':
        return this.#bracketed(start, from, call)
      case '<|tool_call_begin|>':
        return this.#kimi(start, from, call)
      case '<tool_response>': {
        const { body, whole } = this.#until(start, from, '</tool_response>')
        return result(body, whole.to)
      }
      case '[TOOL_RESULTS]': {
        const { body, whole } = this.#until(start, from, '[/TOOL_RESULTS]')
        return result(body, whole.to)
      }
      case 'Observation:':
      case 'FUNCTION RESPONSE:': {
        const body = this.#rest(
          from,
          /^(Thought|Action|Final Answer|Question|Observation|USER|ASSISTANT|FUNCTION RESPONSE):|<\|endoftext\|>/gm,
        )
        return result(body, body.to)
      }
      default:
        if (tag.includes('output')) {
          const { body, whole } = this.#until(start, from, tag.replace('begin', 'end'))
          return result(body, whole.to)
        }
        return this.#deepseek(start, from, tag, call)
    }
  }

  /** Up to a closer; where it does not come, up to the end. `also`: how it looks where the model was stopped inside it. */
  #until(start: number, from: number, closer: string, also = closer): { body: Range; whole: Range } {
    const at = this.#find(closer, from)
    if (at >= 0) return { body: { from, to: at }, whole: { from: start, to: at + closer.length } }
    const next = this.#find(also, from)
    const end = next >= 0 ? next : this.#nextOpener(from)
    return { body: { from, to: end }, whole: { from: start, to: next >= 0 ? next + also.length : end } }
  }

  #nextOpener(from: number): number {
    const opener = /<tool_call>|<function=|<invoke name=|<\|tool_call/g
    opener.lastIndex = from
    return opener.exec(this.#text)?.index ?? this.#text.length
  }

  #find(closer: string, from: number): number {
    if (this.#missing.has(closer)) return -1
    const at = this.#text.indexOf(closer, from)
    if (at < 0) this.#missing.add(closer)
    return at
  }

  /** Up to the next of some words, or the end. */
  #rest(from: number, next: RegExp): Range {
    next.lastIndex = from
    return this.#trimmed(from, next.exec(this.#text)?.index ?? this.#text.length)
  }

  #trimmed(from: number, to: number): Range {
    let [start, end] = [from, to]
    while (start < end && this.#text.charCodeAt(start) <= 0x20) start++
    while (end > start && this.#text.charCodeAt(end - 1) <= 0x20) end--
    return { from: start, to: end }
  }

  /** `<tool_call>` holds JSON; or, in younger models, a `<function=…>`, or a name and `<arg_key>` pairs. */
  #tagged(start: number, from: number, closer: string, call: MakeCall): Mark[] {
    const { body, whole } = this.#until(start, from, closer)
    const inner = this.#text.slice(body.from, Math.min(body.to, body.from + 400))
    const named = /^\s*<function=([^>\n]{1,200})>/.exec(inner)
    if (named) {
      const begin = body.from + named[0].length
      const close = this.#text.indexOf('</function>', begin)
      const end = close >= 0 && close < body.to ? close : body.to
      const at = begin - 1 - named[1]!.length
      return [call({ whole, body: { from: begin, to: end }, name: { from: at, to: at + named[1]!.length }, style: 'parameters' })]
    }
    const paired = /^\s*([\w.-]{1,200})\s*(?=<arg_key>|$)/.exec(inner)
    if (paired && !/^\s*$/.test(inner)) {
      const at = body.from + paired[0].indexOf(paired[1]!)
      return [
        call({
          whole,
          body: { from: body.from + paired[0].length, to: body.to },
          name: { from: at, to: at + paired[1]!.length },
          style: 'pairs',
        }),
      ]
    }
    return [call({ whole, body: this.#trimmed(body.from, body.to) })]
  }

  /** Llama: JSON objects with `;` between them, or a line of Python. */
  #python(start: number, from: number, call: MakeCall): Mark[] {
    const end = this.#rest(from, /<\|e(?:ot|om)_id\|>|<\|python_tag\|>/g)
    const text = this.#text.slice(end.from, end.to)
    if (!text.startsWith('{')) {
      const named = /^([\w.]{1,200})\(/.exec(text)
      const name = named && { from: end.from, to: end.from + named[1]!.replace(/\.call$/, '').length }
      return [call({ whole: { from: start, to: end.to }, body: end, name, style: 'plain' })]
    }
    return this.#objects(start, end, call)
  }

  /** JSON values one after another. */
  #objects(start: number, range: Range, call: MakeCall): Mark[] {
    const marks: Mark[] = []
    let at = range.from
    while (at < range.to) {
      const body = this.#trimmed(at, jsonEnd(this.#text, at, range.to))
      if (body.to <= body.from || !/[[{]/.test(this.#text[body.from]!)) break
      marks.push(call({ whole: { from: marks.length ? body.from : start, to: body.to }, body }))
      at = body.to
      while (at < range.to && /[;,\s]/.test(this.#text[at]!)) at++
    }
    return marks.length > 0 ? marks : [call({ whole: { from: start, to: range.to }, body: range })]
  }

  /** Mistral: a list of calls, or `name[ARGS]{…}`, or `name{…}`. */
  #bracketed(start: number, from: number, call: MakeCall): Mark[] {
    const named = /^\s*([\w.-]{1,200})(?:\[CALL_ID\]([\w-]{1,100}))?(?:\[ARGS\])?(?=\{)/.exec(this.#text.slice(from, from + 400))
    if (named) {
      const at = from + named[0].indexOf(named[1]!)
      const begin = from + named[0].length
      const to = jsonEnd(this.#text, begin, this.#text.length)
      const id =
        named[2] === undefined
          ? null
          : { from: from + named[0].indexOf(named[2]), to: from + named[0].indexOf(named[2]) + named[2].length }
      return [
        call({
          whole: { from: start, to },
          body: { from: begin, to },
          name: { from: at, to: at + named[1]!.length },
          id,
          style: 'plain',
        }),
      ]
    }
    const begin = this.#trimmed(from, this.#text.length).from
    const to = jsonEnd(this.#text, begin, this.#text.length)
    return [call({ whole: { from: start, to }, body: { from: begin, to } })]
  }

  /** `functions.name:0<|tool_call_argument_begin|>{…}<|tool_call_end|>`. */
  #kimi(start: number, from: number, call: MakeCall): Mark[] {
    const { body, whole } = this.#until(start, from, '<|tool_call_end|>')
    const head = this.#text.slice(body.from, Math.min(body.to, body.from + 400))
    const named = /^\s*((?:functions\.)?([\w.-]{1,200}?)(?::\d+)?)\s*<\|tool_call_argument_begin\|>/.exec(head)
    if (!named) return [call({ whole, body })]
    const id = body.from + named[0].indexOf(named[1]!)
    const name = id + named[1]!.indexOf(named[2]!)
    return [
      call({
        whole,
        body: this.#trimmed(body.from + named[0].length, body.to),
        id: { from: id, to: id + named[1]!.length },
        name: { from: name, to: name + named[2]!.length },
        style: 'plain',
      }),
    ]
  }

  /** `function<sep>name` and fenced JSON, or `name<sep>{…}`. */
  #deepseek(start: number, from: number, tag: string, call: MakeCall): Mark[] {
    const { body, whole } = this.#until(start, from, tag.replace('begin', 'end'))
    const head = this.#text.slice(body.from, Math.min(body.to, body.from + 500))
    const named =
      /^\s*(?:function<[|｜]tool[▁_]sep[|｜]>)?([\w.-]{1,200})\s*(?:<[|｜]tool[▁_]sep[|｜]>|\n)\s*(?:```(?:json)?\s*)?/.exec(head)
    if (!named) return [call({ whole, body })]
    const name = body.from + named[0].lastIndexOf(named[1]!)
    const begin = body.from + named[0].length
    const fence = this.#text.lastIndexOf('```', body.to)
    const end = fence > begin ? fence : body.to
    return [call({ whole, body: this.#trimmed(begin, end), name: { from: name, to: name + named[1]!.length }, style: 'plain' })]
  }

  /** Harmony: `to=functions.name <|constrain|>json<|message|>{…}<|call|>`. */
  #channel(start: number, from: number, name: Range, call: MakeCall): Mark[] {
    const message = from + this.#text.slice(from, from + 240).indexOf('<|message|>')
    if (message < from) return [call({ whole: { from: start, to: from }, body: { from, to: from }, name, style: 'plain' })]
    const begin = message + '<|message|>'.length
    const { body, whole } = this.#until(start, begin, '<|call|>')
    return [call({ whole, body: this.#trimmed(body.from, body.to), name, style: 'plain' })]
  }

  /** ReAct: `Action: name`, then `Action Input: {…}` up to what was observed. */
  #action(start: number, from: number, name: Range, call: MakeCall): Mark[] {
    const input = /^\s*Action Input:[ \t]*/.exec(this.#text.slice(from, from + 200))
    if (!input) return []
    const body = this.#rest(from + input[0].length, /^(Observation|Thought|Action|Final Answer|Question):/gm)
    return [call({ whole: { from: start, to: body.to }, body, name, style: 'plain' })]
  }
}

type MakeCall = (rest: Partial<Mark> & Pick<Mark, 'body' | 'whole'>) => Mark

/** Where the JSON object or list that begins here ends; `limit` when it does not. */
function jsonEnd(text: string, from: number, limit: number): number {
  let depth = 0
  let inString = false
  for (let i = from; i < limit; i++) {
    const char = text[i]
    if (inString) {
      if (char === '\\') i++
      else if (char === '"') inString = false
    } else if (char === '"') inString = true
    else if (char === '{' || char === '[') depth++
    else if ((char === '}' || char === ']') && --depth <= 0) return i + 1
  }
  return limit
}
