import type { SourceReader } from '../core/open-source.ts'
import { judgeRange, type LineRange, type PageReport } from '../core/sequence/page-report.ts'
import { PIECE_SIZE } from '../core/sequence/sequence.ts'
import type { Workbench } from '../core/workbench.ts'
import { breathe } from './breathe.ts'
import type { Content } from './content.ts'
import type { KnownPiece } from './known-pieces.ts'
import type { LineIndex } from './line-index.ts'
import type { ReadState } from './protocol.ts'
import type { SecondWorker } from './second-worker.ts'

/** Work between two looks into the message queue: what makes a stop come within a tenth of a second. */
const SLICE_MS = 24
/** Ranges the second worker gets at once, and how many times that it has in advance. */
const BATCH = 4
const IN_ADVANCE = 2
const SMALLEST_PIECE = 125_000
/** The first rows come first: to start a second worker takes what they need. In bytes. */
const ALONE = 6_000_000
/** A look into one long conversation is worth its time again when so many times as much was read. */
const LOOK_GROWTH = 3
/** A smaller source is read before a second worker has started. */
const WORTH_HELP = 16_000_000
/** Somebody who waits longer than this is shown what there is; a source that will take longer in any case, at once. */
const PATIENCE_MS = 120

interface Job {
  readonly range: LineRange
  /** Set when nothing has changed in it since it was read before. */
  readonly report: PageReport | null
}

export interface ReadingTools {
  readonly content: Content
  readonly reader: SourceReader
  readonly lines: LineIndex
  /** Pieces from the beginning on that were read before. */
  readonly known: readonly KnownPiece[]
  readonly helper: SecondWorker | null
  /** Where to stop without being told. */
  readonly upTo: number | null
  readonly onProgress: () => void
}

/** Reads one version in small steps, so that everything else gets its answer in between. */
export class Reading {
  readonly reader: SourceReader
  readonly #tools: ReadingTools
  #state: 'reading' | 'paused' | 'stopped' | 'done' | 'broken' | 'cancelled' = 'reading'
  #reason: string | null = null
  #wake: (() => void) | null = null
  #limit: number
  /** Work of a sequence: what is known, then what nobody has read. */
  readonly #jobs: Job[]
  #next = 0
  #fresh: number
  /** Pieces in the order of the source, and those that came before their turn. */
  readonly #pieces: KnownPiece[] = []
  readonly #early = new Map<number, { range: LineRange; report: PageReport }>()
  #read = 0
  #newlines = 0
  #helped = 0
  readonly #watchers: { readonly rows: number; readonly show: () => void }[] = []
  readonly #began = performance.now()
  #looked: { readonly bytes: number; readonly bench: Workbench } | null = null

  constructor(tools: ReadingTools) {
    this.#tools = tools
    this.reader = tools.reader
    this.#jobs = tools.known.map(({ start, end, report }) => ({ range: { from: start, to: end }, report }))
    this.#fresh = tools.known.at(-1)?.end ?? 0
    this.#limit = tools.upTo ?? Infinity
  }

  get state(): ReadState {
    const state = this.#state === 'cancelled' ? 'stopped' : this.#state
    return { ...this.reader.progress, state, reason: this.#reason, settled: state === 'done' || this.reader.parallel !== null }
  }

  /** What was read so far. Where every look means to judge all of it anew, there are few while it is read. */
  bench(): Workbench | null {
    const { reader } = this
    if (reader.parallel || this.#state !== 'reading') return reader.bench()
    const { bytes } = reader.progress
    if (!this.#looked || bytes >= this.#looked.bytes * LOOK_GROWTH) {
      const bench = reader.bench()
      this.#looked = bench && { bytes, bench }
    }
    return this.#looked?.bench ?? null
  }

  /** What was read so far, for when the same source is opened again. */
  get pieces(): readonly KnownPiece[] {
    return this.#pieces
  }

  /** Resolves when there is enough to show: so many rows after a moment, or all there is. */
  shown(rows: number): Promise<void> {
    return new Promise((resolve) => {
      this.#watchers.push({ rows, show: resolve })
      this.#tellWatchers()
    })
  }

  pause(): void {
    if (this.#state === 'reading') this.#become('paused')
  }

  /** Goes on, after a stop too. */
  resume(): void {
    if (this.#state !== 'paused' && this.#state !== 'stopped') return
    const wasStopped = this.#state === 'stopped'
    this.#limit = Infinity
    this.#become('reading')
    if (!wasStopped) return
    this.run().catch(() => {
      this.#reason = 'failed'
      this.#become('broken')
    })
  }

  stop(): void {
    if (this.#state === 'reading' || this.#state === 'paused') this.#become('stopped')
  }

  /** Something newer is to be read. */
  cancel(): void {
    if (this.#state !== 'done' && this.#state !== 'broken') this.#state = 'cancelled'
    this.#wake?.()
  }

  get isCancelled(): boolean {
    return this.#state === 'cancelled'
  }

  /** Ends when all is read, or somebody said stop. Errors are states; what the core breaks is thrown. */
  async run(): Promise<void> {
    while (this.#state === 'reading' || this.#state === 'paused') {
      if (this.#state === 'paused') {
        await this.#sleep()
        continue
      }
      const more = this.#slice()
      this.#tools.onProgress()
      this.#tellWatchers()
      if (this.#state !== 'reading') break
      if (more) await breathe()
      else if (this.#helped > 0) await this.#sleep()
      else this.#become(this.#read < this.#end && this.reader.parallel ? 'stopped' : 'done')
    }
    if (this.#state === 'done') this.#tools.helper?.rest()
    this.#tellWatchers()
  }

  get #end(): number {
    return this.#tools.content.bytes.length
  }

  #become(state: 'reading' | 'paused' | 'stopped' | 'done' | 'broken'): void {
    this.#state = state
    this.#wake?.()
    this.#tellWatchers()
    this.#tools.onProgress()
  }

  #sleep(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = () => {
        this.#wake = null
        resolve()
      }
    })
  }

  /** False when there is nothing left to do here. */
  #slice(): boolean {
    const until = performance.now() + SLICE_MS
    try {
      this.#callHelp()
      do if (!this.#step()) return false
      while (performance.now() < until)
      return true
    } catch (error) {
      this.#reason = reasonOf(error)
      if (this.#reason === null) throw error
      this.#become('broken')
      return false
    }
  }

  #step(): boolean {
    const { reader, lines, content } = this.#tools
    if (reader.parallel) {
      const job = this.#take()
      if (!job) return false
      this.#add(job.range, job.report ?? judgeRange(content.bytes, job.range, reader.parallel.plan))
      return true
    }
    const more = reader.step()
    // What was just read is at hand: to count its lines later would mean to read it again.
    if (more) lines.lineAt(reader.progress.bytes)
    if (more && reader.progress.bytes >= this.#limit) {
      this.#become('stopped')
      return false
    }
    return more
  }

  #take(): Job | null {
    const job = this.#jobs[this.#next]
    if (job) {
      this.#next += 1
      return job
    }
    const from = this.#fresh
    if (from >= this.#end || from >= this.#limit) return null
    // The first pieces are small: somebody waits for the first rows.
    this.#fresh = Math.min(this.#end, from + Math.min(PIECE_SIZE, Math.max(SMALLEST_PIECE, from)))
    return { range: { from, to: this.#fresh }, report: null }
  }

  /** Hands work to the second worker; what it gives back unread is done here. */
  #callHelp(): void {
    const { helper, content, reader } = this.#tools
    const { parallel } = reader
    if (!helper || helper.isGone || !parallel || !content.shared || this.#end < WORTH_HELP) return
    if (this.#fresh < ALONE) return
    while (this.#helped < IN_ADVANCE) {
      const ranges: LineRange[] = []
      while (ranges.length < BATCH) {
        // Known work is done in no time, and has no need to travel.
        if (this.#jobs[this.#next]?.report) break
        const job = this.#take()
        if (!job) break
        ranges.push(job.range)
      }
      if (ranges.length === 0) return
      this.#helped += 1
      void helper.judge(content.shared, ranges, parallel.plan).then((reports) => {
        this.#helped -= 1
        ranges.forEach((range, i) => {
          const report = reports?.[i]
          if (report) this.#add(range, report)
          else this.#jobs.push({ range, report: null })
        })
        this.#wake?.()
      })
    }
  }

  /** In the order of the source, whatever order they come in. */
  #add(range: LineRange, report: PageReport): void {
    this.#early.set(range.from, { range, report })
    for (let next = this.#early.get(this.#read); next; next = this.#early.get(this.#read)) {
      const { start, bytes, lines } = next.report
      this.#early.delete(this.#read)
      this.#read = next.range.to
      this.reader.parallel?.add(next.range, next.report)
      if (bytes === 0) continue
      this.#pieces.push({ start, end: start + bytes, report: next.report })
      this.#newlines += lines
      this.#tools.lines.learn(start + bytes, this.#newlines)
    }
  }

  #tellWatchers(): void {
    const isOver = this.#state !== 'reading'
    const isLate = this.#end > WORTH_HELP || performance.now() - this.#began > PATIENCE_MS
    const rows = this.#watchers.length === 0 ? 0 : (this.bench()?.rowCount ?? 0)
    for (const watcher of this.#watchers.splice(0)) {
      if (isOver || (isLate && rows >= Math.max(1, watcher.rows))) watcher.show()
      else this.#watchers.push(watcher)
    }
  }
}

/** Why a source cannot be read on; `null` when it is not its fault. */
export function reasonOf(error: unknown): string | null {
  if (error instanceof DOMException) return error.name
  // Engines differ in their words for memory that ran out; all use this class.
  return error instanceof RangeError && !/call stack/i.test(error.message) ? 'memory' : null
}
