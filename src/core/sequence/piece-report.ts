import { judgeReading, type Judged } from '../judge-source.ts'
import type { ConversationSummary, FormatId, Problem, TargetId } from '../problem.ts'
import { describeFound } from '../problems.ts'
import { readLines } from '../reading.ts'
import { mixedSession, strangerFinding } from '../rules/mixed-session.ts'
import { sourceOf } from '../source/source.ts'

/** What holds for every piece of a sequence, wherever it is judged: plain data, so that it can be sent to a worker. */
export interface SequencePlan {
  readonly format: FormatId
  readonly target: TargetId
}

/** A call that found no result in its own conversation. */
export interface OpenCall {
  readonly conversation: number
  readonly id: string
  readonly session: string | null
}

/** A result that found no call in its own conversation, and what to say if another conversation has it. */
export interface LooseResult {
  readonly id: string
  /** Its message has `{session}` where the other conversation is named. */
  readonly problem: Problem
}

/**
 * What was found in one piece: plain data, with offsets, lines and numbers that count from the start of the piece. It
 * does not depend on where the source was divided.
 */
export interface PieceReport {
  readonly start: number
  readonly bytes: number
  /** Line ends in it. */
  readonly lines: number
  /** One a line. */
  readonly conversations: readonly ConversationSummary[]
  readonly problems: readonly Problem[]
  readonly openCalls: readonly OpenCall[]
  readonly looseResults: readonly LooseResult[]
}

/** Judges the lines of a piece as a small source. */
export function judgePiece(bytes: Uint8Array, { format, target }: SequencePlan): Judged {
  return judgeReading(readLines(sourceOf(bytes), format), target)
}

/** `start`: offset of the piece in the source. */
export function reportOf(judged: Judged, start: number): PieceReport {
  const { reading, inspection } = judged
  return {
    start,
    bytes: reading.source.bytes.length,
    lines: reading.layout.lines,
    conversations: inspection.conversations,
    problems: inspection.problems,
    openCalls: openCallsOf(judged),
    looseResults: looseResultsOf(judged),
  }
}

function openCallsOf({ verdicts, inspection }: Judged): OpenCall[] {
  return verdicts.flatMap(({ pairing }, conversation) => {
    const { id: session, orphanedCalls, pendingCalls } = inspection.conversations[conversation]!
    if (orphanedCalls + pendingCalls === 0) return []
    return pairing.calls.flatMap(({ call, state }): OpenCall[] => {
      const id = call.callId?.trim()
      return id && state !== 'paired' ? [{ conversation, id, session }] : []
    })
  })
}

function looseResultsOf({ reading, verdicts, target, inspection }: Judged): LooseResult[] {
  const severity = target.rules[mixedSession.meta.id]
  if (!severity) return []
  const { lines } = reading
  return verdicts.flatMap(({ scope, pairing }, conversation): LooseResult[] => {
    if (inspection.conversations[conversation]!.orphanedResults === 0) return []
    const strangers = pairing.results.filter(({ call, result }) => call === null && result.callId?.trim())
    const findings = strangers.map((stranger) => ({ rule: mixedSession, severity, finding: strangerFinding(stranger) }))
    return describeFound(reading, conversation, scope, findings, target).map(({ problem }, i) => ({
      id: strangers[i]!.result.callId!.trim(),
      problem: { ...problem, ...lines.at(problem.span.start) },
    }))
  })
}
