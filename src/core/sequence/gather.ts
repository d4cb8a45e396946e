import { addCounts, NO_COUNTS, type PairingCounts } from '../conversation/pairing.ts'
import type { ConversationSummary, Counts, Problem, Span } from '../problem.ts'
import type { LooseResult, OpenCall, PieceReport } from './piece-report.ts'

/** What the pieces of a sequence amount to, as far as they were read. */
export interface Gathered {
  readonly conversations: readonly ConversationSummary[]
  readonly totals: Counts
  readonly problems: readonly Problem[]
}

/** Lines that are no request, of one session. */
interface Stray {
  readonly counts: PairingCounts
  readonly summary: ConversationSummary
}

/** Puts the reports of pieces together, in the order of the source: numbers, lines and offsets become those of the whole. */
export class Gatherer {
  readonly #requests: ConversationSummary[] = []
  readonly #strays = new Map<string | null, Stray>()
  readonly #totals = { ...NO_COUNTS }
  readonly #problems: Problem[] = []
  /** Problems of lines that are no request: their conversations are numbered when all requests are known. */
  readonly #strayProblems: { readonly at: number; readonly session: string | null }[] = []
  readonly #openCalls: OpenCall[] = []
  readonly #looseResults: LooseResult[] = []
  #lines = 0
  #strayRecords = 0

  add(report: PieceReport): void {
    const { conversations, requests, start } = report
    const base = { conversation: this.#requests.length, line: this.#lines, record: this.#strayRecords, byte: start }
    conversations.forEach((summary, index) => {
      addCounts(this.#totals, summary)
      if (index < requests) this.#requests.push({ ...summary, path: shiftPath(summary.path, base.line) })
      else this.#addStray(summary)
    })
    for (const problem of report.problems) {
      const stray = conversations[problem.conversation]
      if (problem.conversation < requests) this.#problems.push(shiftProblem(problem, base))
      else {
        this.#strayProblems.push({ at: this.#problems.length, session: stray?.id ?? null })
        this.#problems.push(shiftStray(problem, base))
      }
    }
    for (const call of report.openCalls) this.#openCalls.push({ ...call, conversation: call.conversation + base.conversation })
    for (const { id, problem } of report.looseResults) this.#looseResults.push({ id, problem: shiftProblem(problem, base) })
    this.#lines += report.lines
  }

  get counts(): { readonly messages: number; readonly calls: number; readonly problems: number } {
    return { messages: this.#totals.messages, calls: this.#totals.calls, problems: this.#problems.length }
  }

  gathered(): Gathered {
    const strays = [...this.#strays.keys()]
    const problems = [...this.#problems]
    for (const { at, session } of this.#strayProblems)
      problems[at] = { ...problems[at]!, conversation: this.#requests.length + strays.indexOf(session) }
    return {
      conversations: [...this.#requests, ...[...this.#strays.values()].map(({ summary, counts }) => ({ ...summary, ...counts }))],
      totals: { ...this.#totals },
      problems: [...problems, ...this.#strangers()],
    }
  }

  #addStray(summary: ConversationSummary): void {
    const stray = this.#strays.get(summary.id) ?? { summary, counts: { ...NO_COUNTS } }
    addCounts(stray.counts, summary)
    this.#strays.set(summary.id, stray)
    this.#strayRecords += summary.messages
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
  readonly record: number
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

/** The path of such a record begins with its number among its like. */
function shiftStray(problem: Problem, base: Base): Problem {
  const shifted = shiftProblem(problem, base)
  return {
    ...shifted,
    path: shiftPath(shifted.path, base.record),
    related: shifted.related.map(({ path, span }) => ({ path: shiftPath(path, base.record), span })),
  }
}

/** `[3].messages`, 20 further down, is `[23].messages`. */
function shiftPath(path: string, by: number): string {
  return by === 0 ? path : path.replace(/^\[(\d+)\]/, (_, index: string) => `[${Number(index) + by}]`)
}
