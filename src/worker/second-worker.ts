/**
 * A second thread that judges pieces of a large source while the first does the same. It is help, never needed: whatever
 * it does not answer, the first worker judges itself.
 */
import { judgeRange, type LineRange, type PageReport } from '../core/sequence/page-report.ts'
import type { SequencePlan } from '../core/sequence/piece-report.ts'
import type { SourceBytes } from '../core/source/source-bytes.ts'
import type { ReadBlob } from './blob-bytes.ts'
import { sharedContent, type SharedContent } from './content.ts'

interface Order {
  readonly job: number
  /** `null`: the same as in the order before. */
  readonly content: SharedContent | null
  readonly ranges: readonly LineRange[]
  readonly plan: SequencePlan
}

interface Delivery {
  readonly job: number
  /** `null`: the source could not be read. */
  readonly reports: readonly PageReport[] | null
}

/** What we need of a worker, so that a test can stand in for one. */
export interface SecondPort {
  postMessage: (order: Order) => void
  terminate: () => void
  onmessage: ((event: MessageEvent<Delivery>) => void) | null
  onerror: ((event: ErrorEvent) => void) | null
  onmessageerror: ((event: MessageEvent) => void) | null
}

export interface SecondWorker {
  /** Reports in the order of the ranges; `null` when they have to be judged elsewhere. */
  judge: (content: SharedContent, ranges: readonly LineRange[], plan: SequencePlan) => Promise<readonly PageReport[] | null>
  /** Nothing is to be done for a while: its memory is given back. */
  readonly rest: () => void
  readonly isGone: boolean
}

/** A thread that says nothing for so long has died without a word, as one that runs out of memory does. */
const SILENCE_MS = 20_000

export function createSecondWorker(start: () => SecondPort): SecondWorker {
  const waiting = new Map<number, (reports: Delivery['reports']) => void>()
  let port: SecondPort | null = null
  let isGone = false
  let known: SharedContent | null = null
  let jobs = 0
  let silence: ReturnType<typeof setTimeout> | undefined

  function leave(): void {
    isGone = true
    clearTimeout(silence)
    port?.terminate()
    for (const settle of waiting.values()) settle(null)
    waiting.clear()
  }
  function listen(): void {
    clearTimeout(silence)
    if (waiting.size > 0) silence = setTimeout(leave, SILENCE_MS)
  }
  function begin(): SecondPort {
    const started = start()
    started.onmessage = ({ data: { job, reports } }) => {
      waiting.get(job)?.(reports)
      waiting.delete(job)
      listen()
    }
    started.onerror = (event) => {
      event.preventDefault?.() // nobody has to hear of it
      leave()
    }
    started.onmessageerror = leave
    return started
  }

  return {
    get isGone() {
      return isGone
    },
    rest: () => {
      if (waiting.size > 0) return
      port?.terminate()
      port = null
      known = null
    },
    judge: (content, ranges, plan) =>
      new Promise((resolve) => {
        if (isGone) return resolve(null)
        try {
          port ??= begin()
          jobs += 1
          port.postMessage({ job: jobs, content: content === known ? null : content, ranges, plan })
        } catch {
          isGone = true
          return resolve(null)
        }
        known = content
        waiting.set(jobs, resolve)
        listen()
      }),
  }
}

/** The other side: judges what it is ordered. */
export function createJudge(readBlob: ReadBlob): (order: Order) => Delivery {
  let bytes: SourceBytes | null = null
  return ({ job, content, ranges, plan }) => {
    if (content) ({ bytes } = sharedContent(content, readBlob))
    const source = bytes
    if (!source) return { job, reports: null }
    try {
      return { job, reports: ranges.map((range) => judgeRange(source, range, plan)) }
    } catch {
      return { job, reports: null } // the first worker finds out why, and says it
    }
  }
}

/** What is handed over and not copied. */
export function buffersOf({ reports }: Delivery): ArrayBuffer[] {
  return (reports ?? []).flatMap(({ marks, problemRows }) => [marks.buffer as ArrayBuffer, problemRows.buffer as ArrayBuffer])
}
