/** Answers the requests of the page: holds the one version that is open, and asks the core about it. */
import { explain } from '../core/explain/explain.ts'
import { knownFormats, knownTargets, rulesFor } from '../core/choices.ts'
import { openWorkbench } from '../core/open-source.ts'
import type { Workbench } from '../core/workbench.ts'
import { explainInSource } from './explain-in-source.ts'
import { findRow } from './find-row.ts'
import { interpret } from './interpret.ts'
import { createLineIndex } from './line-index.ts'
import { openOptions, type OpenVersion } from './open-version.ts'
import { viewProposal } from './proposal-view.ts'
import type { OpenedView, OpenRequest, ProblemView, Request, Response } from './protocol.ts'
import { textWindow } from './text-window.ts'
import { createVersions } from './versions.ts'

export interface Desk {
  answer: (request: Request) => Promise<Response>
}

export function createDesk(): Desk {
  const versions = createVersions()
  /** By revision: the newest, and one the page still shows. */
  const open = new Map<number, OpenVersion>()

  async function read(request: OpenRequest): Promise<Response> {
    let bytes: Uint8Array
    try {
      bytes = await versions.bytesOf(request)
    } catch (error) {
      if (error instanceof DOMException) return { type: 'unreadable', message: error.name }
      throw error
    }
    const bench = openWorkbench(bytes, openOptions(request))
    for (const revision of open.keys()) if (revision !== request.keep) open.delete(revision)
    open.set(request.revision, { revision: request.revision, bytes, bench, lines: createLineIndex(bytes), request })
    return { type: 'open', view: viewOf(bench) }
  }

  async function answer(request: Request): Promise<Response> {
    if (request.type === 'open') return read(request)
    if (request.type === 'interpret') return { type: 'interpret', kind: interpret(request.text) }
    if (request.type === 'requests')
      return { type: 'requests', names: performance.getEntriesByType('resource').map(({ name }) => name) }
    if (request.type === 'explain' && request.revision === null) {
      return { type: 'explain', explanation: explain(request.error), row: null, problem: null }
    }
    const version = open.get(request.revision ?? -1)
    return version ? answerAbout(version, request) : { type: 'stale' }
  }

  return {
    answer: (request) => answer(request).catch((error: unknown) => ({ type: 'failed', message: describe(error, request) })),
  }
}

function answerAbout(version: OpenVersion, request: Exclude<Request, { type: 'open' | 'interpret' | 'requests' }>): Response {
  const { bench, bytes, lines } = version
  switch (request.type) {
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
      return { type: 'row-of-message', row: findRow(bench, (row) => row.number === request.number)?.index ?? null }
    case 'bins':
      return { type: 'bins', bins: bench.bins(request.count) }
    case 'text':
      return { type: 'text', window: textWindow(bytes, request.around, lines) }
    case 'propose-fix': {
      const proposal = bench.proposeFix(request.problem, request.fix, request.options)
      return { type: 'propose-fix', proposal: viewProposal(version, proposal) }
    }
    case 'propose-repair':
      return { type: 'propose-repair', proposal: viewProposal(version, bench.proposeRepair(request.options)) }
    case 'explain':
      return explainInSource(version, request.error)
    case 'export':
      return { type: 'export', blob: new Blob([bytes as Uint8Array<ArrayBuffer>]) }
  }
}

function viewOf(bench: Workbench): OpenedView {
  const { inspection } = bench
  const problems = inspection.problems.map((problem, i): ProblemView => ({ ...problem, row: bench.rowOfProblem(i) }))
  const first =
    problems.find((problem) => problem.severity === 'error') ?? problems.find(({ severity }) => severity === 'warning')
  return {
    ...inspection,
    problems,
    rows: bench.rowCount,
    firstProblemRow: first?.row ?? 0,
    targets: knownTargets.map(({ id, title }) => ({ id, title, ...(bench.countsFor(id) ?? { errors: 0, warnings: 0 }) })),
    formats: knownFormats,
    rulesChecked: rulesFor(inspection.target),
    rewrittenAs: bench.rewrittenAs,
  }
}

/** Kind and place of an error only: messages of the engine quote the text they failed on. */
function describe(error: unknown, request: Request): string {
  const kind = error instanceof Error ? error.name : 'unknown error'
  const places = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : []
  const place = places.slice(0, 3).map((line) => line.trim().replace(/\(?\bhttps?:\/\/[^\s)]*\/(?=[^/\s)]+\)?$)/, ''))
  return [`${kind} while answering "${request.type}"`, ...place].join(' ')
}
