/** Answers the requests of the page: opens versions, one at a time, and asks the core about them. */
import { explain } from '../core/explain/explain.ts'
import { openSource } from '../core/open-source.ts'
import type { Problem, RepairOptions } from '../core/problem.ts'
import { ruleEntries } from '../core/rule-entries.ts'
import type { ReadBlob } from './blob-bytes.ts'
import { breathe } from './breathe.ts'
import { cluesOf } from './clues.ts'
import { compareStep, compareWithOriginal } from './comparison.ts'
import { inParts, LARGE, type Content } from './content.ts'
import { explainInSource, placesOf } from './explain-in-source.ts'
import { interpret } from './interpret.ts'
import { createLineIndex } from './line-index.ts'
import { openedView, problemViews, unchangedProblems } from './opened-view.ts'
import { openOptions, type OpenVersion } from './open-version.ts'
import { patchFile } from './patch-file.ts'
import { viewProposal } from './proposal-view.ts'
import { problemsFile } from './problems-file.ts'
import type { OpenRequest, ReadState, Request, Response, WorkEvent } from './protocol.ts'
import { createReadings } from './readings.ts'
import { reasonOf, Reading } from './reading.ts'
import { createSecondWorker, type SecondPort, type SecondWorker } from './second-worker.ts'
import { textWindow } from './text-window.ts'
import { createVersions, type Version } from './versions.ts'

export interface Desk {
  answer: (request: Request) => Promise<Response>
}

export interface DeskTools {
  /** Says something that nobody asked for. */
  readonly tell: (event: WorkEvent) => void
  readonly readBlob: ReadBlob
  /** Starts a second worker; `null` where that is of no use. */
  readonly startSecond: (() => SecondPort) | null
}

/** Enough for what is small: it is read without a worker's means. */
const ALONE: DeskTools = {
  tell: () => undefined,
  readBlob: () => {
    throw new Error('desk: nothing was given that reads a large source')
  },
  startSecond: null,
}
/** Progress is told at most ten times a second. */
const TELL_EVERY_MS = 100
/** Work between two looks into the message queue. */
const SLICE_MS = 24

export function createDesk({ tell, readBlob, startSecond }: DeskTools = ALONE): Desk {
  const versions = createVersions(readBlob)
  const readings = createReadings()
  /** By revision: the newest, and those the page still shows. */
  const open = new Map<number, OpenVersion>()
  /** The problems the page was last told of, by revision. */
  const told = new Map<number, readonly Problem[]>()
  let helper: SecondWorker | null = null
  let newest = 0
  /** How many repairs were asked for. */
  let repairs = 0
  let current: { readonly revision: number; reading: Reading | null; isStopped: boolean } | null = null

  async function read(request: OpenRequest): Promise<Response> {
    const { revision } = request
    if (revision < newest) return { type: 'stale' }
    newest = revision
    current?.reading?.cancel()
    const turn = { revision, reading: null as Reading | null, isStopped: false }
    current = turn
    const isOld = () => current !== turn
    try {
      const version = await versions.open(request, {
        onProgress: every(TELL_EVERY_MS, (bytes: number) => {
          if (!isOld()) tell({ type: 'progress', revision, read: unpackingState(bytes, request.source.content.size) })
        }),
        isStopped: () => turn.isStopped || isOld(),
      })
      if (isOld()) return { type: 'stale' }
      const opened = begin(request, version)
      turn.reading = opened.reading
      const run = opened.reading.run()
      await Promise.race([run, opened.reading.shown(request.enough)])
      run.catch(() => undefined) // what breaks after the answer is told as a state
      if (isOld()) return { type: 'stale' }
      const { state, reason } = opened.reading.state
      if (state === 'broken' && opened.reading.bench() === null) return { type: 'unreadable', message: reason ?? '' }
      // Old versions were answered until now: their rows are on screen.
      for (const known of open.keys()) if (known !== request.keep) forget(known)
      open.set(revision, opened)
      return { type: 'open', view: viewFrom(opened, 0) }
    } catch (error) {
      const reason = reasonOf(error)
      if (reason === null) throw error
      return isOld() ? { type: 'stale' } : { type: 'unreadable', message: reason }
    }
  }

  function begin(request: OpenRequest, { content, unpacked }: Version): OpenVersion {
    const { revision } = request
    const lines = createLineIndex(content.bytes)
    const reader = openSource(content.bytes, openOptions(request))
    if (startSecond) helper ??= createSecondWorker(startSecond)
    let last: ReadState['state'] = 'reading'
    const reading: Reading = new Reading({
      content,
      reader,
      lines,
      known: reader.parallel ? readings.known(request, reader.parallel.plan) : [],
      helper: helper?.isGone ? null : helper,
      upTo: request.upTo,
      onProgress: () => {
        if (current?.revision !== revision) return
        const { state } = reading.state
        if (state === last && state === 'reading') return tellNow(false)
        last = state
        tellNow(true)
      },
    })
    const throttled = every(TELL_EVERY_MS, () => tell({ type: 'progress', revision, read: reading.state }))
    const tellNow = (isNew: boolean) => (isNew ? tell({ type: 'progress', revision, read: reading.state }) : throttled(0))
    if (reader.parallel) readings.keep(request, reader.parallel.plan, reading)
    return {
      revision,
      content,
      bytes: content.bytes,
      lines,
      request,
      reading,
      unpacked,
      get bench() {
        const bench = reading.bench()
        if (!bench) throw new Error('desk: nothing was read yet')
        return bench
      },
    }
  }

  /** In steps where there are any, so that everything else is answered meanwhile; the newest one wins. */
  async function proposeRepair(version: OpenVersion, options: RepairOptions): Promise<Response> {
    const { revision, bytes } = version
    repairs += 1
    const turn = repairs
    const { bench } = version
    const steps = bench.repairSteps?.(options)
    if (!steps) return { type: 'propose-repair', proposal: viewProposal(version, bench.proposeRepair(options)) }
    const report = every(TELL_EVERY_MS, (done: number) => tell({ type: 'repairing', revision, bytes: done, of: bytes.length }))
    for (let rest = performance.now(); ; ) {
      const step = steps.next()
      if (step.done) return { type: 'propose-repair', proposal: viewProposal(version, step.value) }
      report(step.value)
      if (performance.now() - rest < SLICE_MS) continue
      await breathe()
      if (turn !== repairs || !open.has(revision)) return { type: 'stale' }
      rest = performance.now()
    }
  }

  /** In steps: rows and texts are asked for meanwhile. A large source would be judged for all targets for too long. */
  async function standings({ revision, bench, bytes }: OpenVersion): Promise<Response> {
    const steps = bytes.length <= LARGE ? bench.standings?.() : undefined
    if (!steps) return { type: 'standings', standings: null }
    for (let rest = performance.now(); ; ) {
      const step = steps.next()
      if (step.done) return { type: 'standings', standings: step.value }
      if (performance.now() - rest < SLICE_MS) continue
      await breathe()
      if (!open.has(revision)) return { type: 'stale' }
      rest = performance.now()
    }
  }

  function viewFrom(version: OpenVersion, from: number) {
    told.set(version.revision, version.bench.inspection.problems)
    return openedView(version, from)
  }

  function forget(revision: number): void {
    open.delete(revision)
    told.delete(revision)
  }

  async function answer(request: Request): Promise<Response> {
    if (request.type === 'open') return read(request)
    if (request.type === 'drop-proposal') {
      repairs += 1
      return { type: 'drop-proposal' }
    }
    if (request.type === 'rules') return { type: 'rules', rules: ruleEntries() }
    if (request.type === 'interpret') return { type: 'interpret', kind: interpret(request.text) }
    if (request.type === 'requests')
      return { type: 'requests', names: performance.getEntriesByType('resource').map(({ name }) => name) }
    if (request.type === 'explain' && request.revision === null) {
      return { type: 'explain', explanation: explain(request.error), row: null, problem: null, clues: cluesOf(request.error) }
    }
    if (request.type === 'control' && !open.has(request.revision) && current?.revision === request.revision) {
      return control(request.action)
    }
    const version = open.get(request.revision ?? -1)
    return version ? answerAbout(version, request) : { type: 'stale' }
  }

  /** Of a version that is not shown yet. */
  function control(action: 'pause' | 'resume' | 'stop'): Response {
    const reading = current?.reading
    if (reading) return { type: 'control', read: steer(reading, action) }
    if (current && action === 'stop') current.isStopped = true
    return { type: 'control', read: unpackingState(0, 0) }
  }

  async function answerAbout(
    version: OpenVersion,
    request: Exclude<Request, { type: 'open' | 'rules' | 'interpret' | 'requests' | 'drop-proposal' }>,
  ): Promise<Response> {
    const { bench, bytes, lines, content, reading } = version
    switch (request.type) {
      case 'view': {
        const { problems } = bench.inspection
        const from = unchangedProblems(told.get(version.revision) ?? [], problems, request.known)
        return { type: 'view', view: viewFrom(version, from), from }
      }
      case 'problems':
        return { type: 'problems', problems: problemViews(version, request.from, request.to) }
      case 'control':
        return { type: 'control', read: steer(reading, request.action) }
      case 'rows':
        return { type: 'rows', from: request.from, rows: bench.rows(request.from, Math.min(request.to, bench.rowCount)) }
      case 'detail': {
        const detail = bench.detail(request.row)
        if (!detail) return { type: 'stale' }
        const { start, end } = detail.row.span
        return { type: 'detail', detail, lines: { first: lines.lineAt(start), last: lines.lineAt(Math.max(start, end - 1)) } }
      }
      case 'row-at':
        return { type: 'row-at', row: bench.rowAt(request.offset) }
      case 'row-of-message':
        return { type: 'row-of-message', row: bench.rowOfMessage(request.number) }
      case 'row-of-text': {
        for await (const place of placesOf(bytes, request.text)) return { type: 'row-of-text', row: bench.rowAt(place) }
        return { type: 'row-of-text', row: null }
      }
      case 'bins':
        return { type: 'bins', bins: bench.bins(request.count) }
      case 'standings':
        return standings(version)
      case 'text':
        return { type: 'text', window: textWindow(bytes, request.around, lines) }
      case 'propose-fix': {
        const proposal = bench.proposeFix(request.problem, request.fix, request.options)
        return { type: 'propose-fix', proposal: viewProposal(version, proposal) }
      }
      case 'propose-repair':
        return proposeRepair(version, request.options)
      case 'editable': {
        const editable = bench.editable(request.row)
        return editable ? { type: 'editable', editable } : { type: 'stale' }
      }
      case 'check-edit':
        return { type: 'check-edit', check: bench.checkEdit(request.row, request.edit) }
      case 'propose-edit': {
        const proposal = bench.proposeEdit(request.row, request.edit)
        return proposal ? { type: 'propose-edit', proposal: viewProposal(version, proposal) } : { type: 'stale' }
      }
      case 'compare': {
        const original = versions.original(version.request.source.id)
        if (!original) return { type: 'stale' }
        const { step } = request
        const comparison = await (step === null ? compareWithOriginal(version, original) : compareStep(version, original, step))
        return comparison ? { type: 'compare', comparison } : { type: 'stale' }
      }
      case 'explain':
        return { ...(await explainInSource(version, request.error)), clues: cluesOf(request.error) }
      case 'problems-file':
        return { type: 'problems-file', blob: problemsFile(version, request.as) }
      case 'patch-file': {
        const original = versions.original(version.request.source.id)
        return { type: 'patch-file', blob: original && patchFile(version, original) }
      }
      case 'export':
        if (request.to) await writeTo(request.to, content)
        return { type: 'export', blob: request.to ? null : await content.file(), bytes: bytes.length }
    }
  }

  return {
    answer: (request) =>
      answer(request).catch((error: unknown) => {
        const reason = error instanceof DOMException ? error.name : null
        return reason === null ? { type: 'failed', message: describe(error, request) } : { type: 'unreadable', message: reason }
      }),
  }
}

function steer(reading: Reading, action: 'pause' | 'resume' | 'stop'): ReadState {
  if (action === 'pause') reading.pause()
  else if (action === 'resume') reading.resume()
  else reading.stop()
  return reading.state
}

async function writeTo(handle: FileSystemFileHandle, content: Content): Promise<void> {
  const file = await handle.createWritable()
  for await (const part of inParts(content.bytes)) await file.write(part as Uint8Array<ArrayBuffer>)
  await file.close()
}

function unpackingState(bytes: number, of: number): ReadState {
  return { bytes, of, messages: 0, problems: 0, state: 'unpacking', reason: null, settled: true }
}

/** Calls through at most so often. */
function every(pause: number, call: (value: number) => void): (value: number) => void {
  let last = -Infinity
  return (value) => {
    const now = performance.now()
    if (now - last < pause) return
    last = now
    call(value)
  }
}

/** Kind and place of an error only: messages of the engine quote the text they failed on. */
function describe(error: unknown, request: Request): string {
  const kind = error instanceof Error ? error.name : 'unknown error'
  const places = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : []
  const place = places.slice(0, 3).map((line) => line.trim().replace(/\(?\bhttps?:\/\/[^\s)]*\/(?=[^/\s)]+\)?$)/, ''))
  return [`${kind} while answering "${request.type}"`, ...place].join(' ')
}
