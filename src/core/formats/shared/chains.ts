/** What says where a line of a session belongs. */
export interface Link {
  readonly uuid: string | null
  /** The line before it in the tree. */
  readonly parent: string | null
  readonly session: string | null
  /** The sub-agent that wrote it; `''` where it is known only that there was one. */
  readonly agent: string | null
  /** A person wrote it: it is no result, and not put in by the product. */
  readonly isPrompt: boolean
}

/** Lines that follow each other: a session, a sub-agent, or a branch that was given up. */
export interface Chain<Line extends Link> {
  readonly lines: Line[]
  readonly session: string | null
  readonly agent: string | null
  /** What started it. */
  readonly parent: Chain<Line> | null
}

/**
 * Splits the lines of a file into conversations. A session is a tree: where a person went back and wrote another prompt,
 * what followed the older one is a conversation of its own. Parallel calls make forks too, and are none.
 */
export function chainsOf<Line extends Link>(lines: readonly Line[]): Chain<Line>[] {
  return new ChainFinder(lines).find()
}

class ChainFinder<Line extends Link> {
  readonly #lines: readonly Line[]
  readonly #chains: Chain<Line>[] = []
  /** Lines whose uuid is theirs alone, and the chain they went to. */
  readonly #chainOf = new Map<string, Chain<Line> | null>()
  /** The chain that the last line of a session went to, so that a line that names no other line follows it. */
  readonly #sessions = new Map<string, Chain<Line>>()
  readonly #agents = new Map<string, Chain<Line>>()
  #latest: Chain<Line> | null = null

  constructor(lines: readonly Line[]) {
    this.#lines = lines
    const shared = new Set<string>()
    for (const { uuid } of lines) {
      if (uuid === null) continue
      if (this.#chainOf.has(uuid)) shared.add(uuid)
      this.#chainOf.set(uuid, null)
    }
    for (const uuid of shared) this.#chainOf.delete(uuid)
  }

  find(): Chain<Line>[] {
    const givenUp = this.#promptsGivenUp()
    for (const line of this.#lines) {
      const before = line.parent === null ? null : (this.#chainOf.get(line.parent) ?? null)
      const chain = givenUp.has(line) ? this.#start(line, line.agent, before) : this.#chainFor(line, before)
      chain.lines.push(line)
      if (line.uuid !== null && this.#chainOf.has(line.uuid)) this.#chainOf.set(line.uuid, chain)
    }
    return this.#chains
  }

  /** Prompts that another prompt with the same line before it has replaced. */
  #promptsGivenUp(): Set<Line> {
    const newest = new Map<string, Line>()
    const givenUp = new Set<Line>()
    for (const line of this.#lines) {
      if (!line.isPrompt || line.parent === null || !this.#chainOf.has(line.parent)) continue
      const older = newest.get(line.parent)
      if (older) givenUp.add(older)
      newest.set(line.parent, line)
    }
    return givenUp
  }

  #chainFor(line: Line, before: Chain<Line> | null): Chain<Line> {
    const { agent } = line
    if (agent === null) return this.#sessionChain(line, before)
    if (before?.agent === agent) return before
    const key = JSON.stringify([line.session, agent])
    const known = this.#agents.get(key)
    // Without an id, a line that follows no other begins another sub-agent.
    if (known && (agent !== '' || line.parent !== null)) return known
    const chain = this.#start(line, agent, this.#sessions.get(line.session ?? '') ?? null)
    this.#agents.set(key, chain)
    return chain
  }

  #sessionChain(line: Line, before: Chain<Line> | null): Chain<Line> {
    const key = line.session ?? ''
    const known = before?.agent === null ? before : (this.#sessions.get(key) ?? (line.session === null ? this.#latest : null))
    const chain = known ?? this.#start(line, null, null)
    this.#sessions.set(key, chain)
    this.#latest = chain
    return chain
  }

  #start({ session }: Line, agent: string | null, parent: Chain<Line> | null): Chain<Line> {
    const chain: Chain<Line> = { lines: [], session, agent, parent }
    this.#chains.push(chain)
    return chain
  }
}
