import { addCounts, NO_COUNTS } from '../conversation/pairing.ts'
import type { ConversationSummary, Counts, Problem, Span } from '../problem.ts'
import type { LooseResult, OpenCall, PieceReport } from './piece-report.ts'

/** What the pieces of a sequence amount to, as far as they were read. */
export interface Gathered {
  readonly conversations: readonly ConversationSummary[]
  readonly totals: Counts
  readonly problems: readonly Problem[]
}

/** Puts the reports of pieces together, in the order of the source: numbers, lines and offsets become those of the whole. */
export class Gatherer {
  readonly #conversations: ConversationSummary[] = []
  readonly #totals = { ...NO_COUNTS }
  readonly #problems: Problem[] = []
  readonly #openCalls: OpenCall[] = []
  readonly #looseResults: LooseResult[] = []
  #lines = 0

  add({ conversations, problems, openCalls, looseResults, start, lines }: PieceReport): void {
    const base = { conversation: this.#conversations.length, line: this.#lines, byte: start }
    for (const summary of conversations) {
      addCounts(this.#totals, summary)
      this.#conversations.push({ ...summary, path: shiftPath(summary.path, base.line) })
    }
    for (const problem of problems) this.#problems.push(shiftProblem(problem, base))
    for (const call of openCalls) this.#openCalls.push({ ...call, conversation: call.conversation + base.conversation })
    for (const { id, problem } of looseResults) this.#looseResults.push({ id, problem: shiftProblem(problem, base) })
    this.#lines += lines
  }

  get counts(): { readonly messages: number; readonly calls: number; readonly problems: number } {
    return { messages: this.#totals.messages, calls: this.#totals.calls, problems: this.#problems.length }
  }

  gathered(): Gathered {
    return {
      conversations: this.#conversations,
      totals: { ...this.#totals },
      problems: [...this.#problems, ...this.#strangers()],
    }
  }

  /** Results whose call is open in another conversation, of another piece. */
  #strangers(): Problem[] {
    const open = new Map(this.#openCalls.map((call) => [call.id, call]))
    return this.#looseResults.flatMap(({ id, problem }) => {
      const call = open.get(id)
      if (!call || call.conversation === problem.conversation) return []
      const session = call.session ?? String(call.conversation + 1)
      return [{ ...problem, message: problem.message.replace('{session}', () => session) }]
    })
  }
}

interface Base {
  readonly conversation: number
  readonly line: number
  readonly byte: number
}

export function shiftSpan({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by }
}

function shiftProblem(problem: Problem, { conversation, line, byte }: Base): Problem {
  return {
    ...problem,
    conversation: problem.conversation + conversation,
    span: shiftSpan(problem.span, byte),
    line: problem.line + line,
    related: problem.related.map(({ path, span }) => ({ path, span: shiftSpan(span, byte) })),
  }
}

/** `[3].messages`, 20 further down, is `[23].messages`. */
function shiftPath(path: string, by: number): string {
  return by === 0 ? path : path.replace(/^\[(\d+)\]/, (_, index: string) => `[${Number(index) + by}]`)
}
