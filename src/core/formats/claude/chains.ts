import type { SessionLine } from './session-line.ts'

/** Lines that follow each other: a session, a sub-agent, or a branch that was given up. */
export interface Chain {
  readonly lines: SessionLine[]
  readonly session: string | null
  readonly agent: string | null
  /** What started it. */
  readonly parent: Chain | null
}

/**
 * Splits the lines of a file into conversations. A session is a tree: where a person went back and wrote another prompt,
 * what followed the older one is a conversation of its own. Parallel calls make forks too, and are none.
 */
export function chainsOf(lines: readonly SessionLine[]): Chain[] {
  return new ChainFinder(lines).find()
}

class ChainFinder {
  readonly #lines: readonly SessionLine[]
  readonly #chains: Chain[] = []
  /** Lines whose uuid is theirs alone, and the chain they went to. */
  readonly #chainOf = new Map<string, Chain | null>()
  /** The chain that the last line of a session went to, so that a line that names no other line follows it. */
  readonly #sessions = new Map<string, Chain>()
  readonly #agents = new Map<string, Chain>()
  #latest: Chain | null = null

  constructor(lines: readonly SessionLine[]) {
    this.#lines = lines
    const shared = new Set<string>()
    for (const { uuid } of lines) {
      if (uuid === null) continue
      if (this.#chainOf.has(uuid)) shared.add(uuid)
      this.#chainOf.set(uuid, null)
    }
    for (const uuid of shared) this.#chainOf.delete(uuid)
  }

  find(): Chain[] {
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
  #promptsGivenUp(): Set<SessionLine> {
    const newest = new Map<string, SessionLine>()
    const givenUp = new Set<SessionLine>()
    for (const line of this.#lines) {
      if (!line.isPrompt || line.parent === null || !this.#chainOf.has(line.parent)) continue
      const older = newest.get(line.parent)
      if (older) givenUp.add(older)
      newest.set(line.parent, line)
    }
    return givenUp
  }

  #chainFor(line: SessionLine, before: Chain | null): Chain {
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

  #sessionChain(line: SessionLine, before: Chain | null): Chain {
    const key = line.session ?? ''
    const known = before?.agent === null ? before : (this.#sessions.get(key) ?? (line.session === null ? this.#latest : null))
    const chain = known ?? this.#start(line, null, null)
    this.#sessions.set(key, chain)
    this.#latest = chain
    return chain
  }

  #start({ session }: SessionLine, agent: string | null, parent: Chain | null): Chain {
    const chain: Chain = { lines: [], session, agent, parent }
    this.#chains.push(chain)
    return chain
  }
}
