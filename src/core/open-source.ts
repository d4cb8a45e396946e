/**
 * Opens a source step by step, so that a worker can answer, report and stop between two steps. What was read so far can
 * be worked on at any moment.
 */
import { openLong } from './long/long-reader.ts'
import { judgeSource } from './judge-source.ts'
import { judgeRange, type LineRange, type PageReport } from './sequence/page-report.ts'
import type { SequencePlan } from './sequence/piece-report.ts'
import { headOf } from './sequence/pieces.ts'
import { SequenceBench } from './sequence/sequence-bench.ts'
import { findSequence, PIECE_SIZE, SMALLEST_SEQUENCE } from './sequence/sequence.ts'
import { bytesInMemory, type SourceBytes } from './source/source-bytes.ts'
import type { OpenOptions, ParallelReading, ReadProgress, SourceReader } from './source-reader.ts'
import { openWhole } from './whole-bench.ts'
import type { Workbench } from './workbench.ts'

export type { OpenOptions, ParallelReading, ReadProgress, SourceReader } from './source-reader.ts'

export function openSource(source: SourceBytes, options: OpenOptions = {}): SourceReader {
  const head = source.length < SMALLEST_SEQUENCE ? null : headOf(source.read(0, SMALLEST_SEQUENCE))
  const sequence = head && findSequence(head, options)
  if (sequence) return new SequenceReader(source, new SequenceBench(source, sequence, options.name), sequence.plan)
  const long = source.length < SMALLEST_SEQUENCE ? null : openLong(source, source.read(0, SMALLEST_SEQUENCE), options)
  return long ?? new WholeReader(source, options)
}

/** A small source in memory, read at once. */
export function openWorkbench(bytes: Uint8Array, options: OpenOptions = {}): Workbench {
  const reader = openSource(bytesInMemory(bytes), options)
  while (reader.step());
  return reader.bench() ?? openWhole(judgeSource(bytes, options))
}

class WholeReader implements SourceReader {
  readonly #source: SourceBytes
  readonly #options: OpenOptions
  #bench: Workbench | null = null
  readonly parallel = null

  constructor(source: SourceBytes, options: OpenOptions) {
    this.#source = source
    this.#options = options
  }

  step(): boolean {
    this.#bench ??= openWhole(judgeSource(this.#source.read(0, this.#source.length), this.#options))
    return false
  }

  get progress(): ReadProgress {
    const inspection = this.#bench?.inspection
    const { length } = this.#source
    return {
      bytes: inspection ? length : 0,
      of: length,
      messages: inspection?.totals.messages ?? 0,
      problems: inspection?.problems.length ?? 0,
    }
  }

  bench(): Workbench | null {
    return this.#bench
  }
}

class SequenceReader implements SourceReader, ParallelReading {
  readonly #source: SourceBytes
  readonly #bench: SequenceBench
  readonly plan: SequencePlan
  readonly parallel = this
  #claimed = 0
  #bytes = 0
  /** Reports that came before their turn. */
  readonly #early = new Map<number, { range: LineRange; report: PageReport }>()

  constructor(source: SourceBytes, bench: SequenceBench, plan: SequencePlan) {
    this.#source = source
    this.#bench = bench
    this.plan = plan
  }

  claim(): LineRange | null {
    const from = this.#claimed
    if (from >= this.#source.length) return null
    this.#claimed = Math.min(this.#source.length, from + PIECE_SIZE)
    return { from, to: this.#claimed }
  }

  add(range: LineRange, report: PageReport): void {
    this.#early.set(range.from, { range, report })
    for (let next = this.#early.get(this.#bytes); next; next = this.#early.get(this.#bytes)) {
      this.#early.delete(this.#bytes)
      this.#bytes = next.range.to
      this.#bench.add(next.report)
    }
  }

  step(): boolean {
    const range = this.claim()
    if (!range) return false
    this.add(range, judgeRange(this.#source, range, this.plan))
    return this.#claimed < this.#source.length
  }

  get progress(): ReadProgress {
    const { messages, problems } = this.#bench.counts
    return { bytes: this.#bytes, of: this.#source.length, messages, problems }
  }

  bench(): Workbench | null {
    return this.#bytes > 0 ? this.#bench : null
  }
}
