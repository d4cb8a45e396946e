/** A call that a trace has told, and what is known of its answer. */
export interface SeenCall {
  /** The message it stands in. */
  readonly entry: unknown
  /** Position among the parts of its message. */
  readonly part: number
  readonly id: string | null
  readonly name: string | null
  /** Key of its arguments. */
  readonly input: string
  isAnswered: boolean
  /** A span of the tool was found for it. */
  hasRun: boolean
  duration: number | undefined
}

/**
 * The calls of a thread by whatever a result or a tool's span may know them by. Each list is looked at from where the last
 * look ended, so that ten thousand calls are found in ten thousand steps.
 */
export class SeenCalls<Entry> {
  readonly #ids = new Map<string, Queue>()
  readonly #names = new Map<string, Queue>()
  readonly #inputs = new Map<string, Queue>()
  /** Calls without an id, by name; under `''` all of them. */
  readonly #nameless = new Map<string, Queue>()
  readonly #durations = new Map<unknown, SeenCall[]>()
  #open = 0

  get someOpen(): boolean {
    return this.#open > 0
  }

  add({ entry, part, id, name, input }: Pick<SeenCall, 'part' | 'id' | 'name' | 'input'> & { readonly entry: Entry }): void {
    const seen: SeenCall = { entry, part, id, name, input, isAnswered: false, hasRun: false, duration: undefined }
    this.#open++
    this.#put(seen)
    if (id !== null) return
    put(this.#nameless, '', seen)
    if (name !== null) put(this.#nameless, name, seen)
  }

  /** A call that its tool alone has recorded: no other span of it makes another. */
  addMade(id: string | null, name: string | null, input: string): void {
    this.#put({ entry: null, part: 0, id, name, input, isAnswered: true, hasRun: true, duration: undefined })
  }

  close(seen: SeenCall): void {
    if (!seen.isAnswered) this.#open--
    seen.isAnswered = true
  }

  openById(id: string): SeenCall | null {
    return this.#ids.get(id)?.firstOpen() ?? null
  }

  /** A message holds a result. */
  answeredBy(id: string | null, name: string | null): void {
    const seen = id === null ? this.#nameless.get(name ?? '')?.firstOpen() : this.openById(id)
    if (seen) this.close(seen)
  }

  /**
   * The call that a tool's span has run, by id, else by name and arguments. `null`: it ran before, in another span;
   * `undefined`: there is none.
   */
  ranIn(id: string | null, name: string | null, input: string): SeenCall | null | undefined {
    const queue =
      id === null ? (input === '' ? this.#names.get(name ?? '') : this.#inputs.get(inputOf(name, input))) : this.#ids.get(id)
    if (!queue) return undefined
    return ran(queue.firstOpen() ?? queue.firstIdle())
  }

  /** The first call of that name which no span has run. */
  ranByName(id: string | null, name: string | null): SeenCall | null {
    const seen = this.#names.get(name ?? '')?.firstIdle()
    return seen && (id === null || seen.id === null) ? ran(seen) : null
  }

  durationsOf(entry: Entry): ReadonlyMap<number, number> {
    const own = this.#durations.get(entry) ?? []
    return new Map(own.flatMap(({ part, duration }) => (duration === undefined ? [] : [[part, duration] as const])))
  }

  #put(seen: SeenCall): void {
    if (seen.id !== null) put(this.#ids, seen.id, seen)
    put(this.#names, seen.name ?? '', seen)
    put(this.#inputs, inputOf(seen.name, seen.input), seen)
    const own = this.#durations.get(seen.entry)
    if (own) own.push(seen)
    else this.#durations.set(seen.entry, [seen])
  }
}

const inputOf = (name: string | null, input: string): string => `${name} ${input}`

function ran(seen: SeenCall | null): SeenCall | null {
  if (seen) seen.hasRun = true
  return seen
}

function put(queues: Map<string, Queue>, key: string, seen: SeenCall): void {
  const own = queues.get(key)
  if (own) own.calls.push(seen)
  else queues.set(key, new Queue(seen))
}

class Queue {
  readonly calls: SeenCall[]
  #open = 0
  #idle = 0

  constructor(first: SeenCall) {
    this.calls = [first]
  }

  firstOpen(): SeenCall | null {
    while (this.calls[this.#open]?.isAnswered) this.#open++
    return this.calls[this.#open] ?? null
  }

  firstIdle(): SeenCall | null {
    while (this.calls[this.#idle]?.hasRun) this.#idle++
    return this.calls[this.#idle] ?? null
  }
}
