import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judgeSource } from '../judge-source.ts'
import type { Problem } from '../problem.ts'
import { repairWhole } from '../repair/repair-whole.ts'
import { lineEnd, requestLines, stored, strayLines } from '../testing/large-sources.ts'
import { joinBytes } from '../source/join-bytes.ts'
import { LineCutter } from './line-cutter.ts'
import { decode } from '../source/source.ts'
import { applyTextEdits } from '../source/text-edit.ts'
import { openWhole } from '../whole-bench.ts'
import { Gatherer } from './gather.ts'
import { readLineRange } from './line-range.ts'
import { judgeRange } from './page-report.ts'
import { judgePiece, reportOf } from './piece-report.ts'
import { RepairGatherer } from './repair-gatherer.ts'
import { repairPiece } from './repair-piece.ts'
import { SequenceBench } from './sequence-bench.ts'

const SEED = 20_261_120
const plan = { format: 'openai-chat', target: 'openai-chat' }
const runs = { numRuns: 150, seed: SEED }

/** Problems between two pieces stand at the end, within one they stand in their place. */
const sorted = (problems: readonly Problem[]): string[] => problems.map((problem) => JSON.stringify(problem)).sort()

function cut(bytes: Uint8Array, size: number): Uint8Array[] {
  const cutter = new LineCutter(size)
  return [...cutter.add(bytes), cutter.rest()]
}

function gatherPieces(bytes: Uint8Array, size: number): ReturnType<Gatherer['gathered']> {
  const gatherer = new Gatherer()
  let at = 0
  for (const piece of cut(bytes, size)) {
    gatherer.add(reportOf(judgePiece(piece, plan), at))
    at += piece.length
  }
  return gatherer.gathered()
}

describe('a sequence says the same however it is divided', () => {
  test('inspection', () => {
    fc.assert(
      fc.property(requestLines, lineEnd, fc.integer({ min: 1, max: 3000 }), (lines, newline, size) => {
        const { bytes } = stored(lines.join(newline) + newline)
        const whole = judgeSource(bytes, { ...plan }).inspection
        const { conversations, totals, problems } = gatherPieces(bytes, size)
        expect(conversations).toEqual(whole.conversations)
        expect(totals).toEqual(whole.totals)
        expect(sorted(problems)).toEqual(sorted(whole.problems))
      }),
      runs,
    )
  })

  test('inspection, where other lines stand between requests', () => {
    fc.assert(
      fc.property(requestLines, strayLines, fc.integer({ min: 1, max: 3000 }), (lines, strays, size) => {
        const mixed = lines.flatMap((line, index) => [line, ...strays.slice(index, index + 1)])
        const { bytes } = stored(mixed.join('\n'))
        const { problems, ...rest } = gatherPieces(bytes, size)
        const { problems: expected, ...whole } = gatherPieces(bytes, bytes.length)
        expect(rest).toEqual(whole)
        expect(sorted(problems)).toEqual(sorted(expected))
      }),
      runs,
    )
  })

  test('repair', () => {
    fc.assert(
      fc.property(
        requestLines,
        lineEnd,
        fc.integer({ min: 1, max: 3000 }),
        fc.constantFrom('complete' as const, 'drop' as const),
        (lines, newline, size, strategy) => {
          const { bytes } = stored(lines.join(newline) + newline)
          const options = { ...plan, strategy }
          const whole = repairWhole(bytes, options)
          const gatherer = new RepairGatherer()
          const output: Uint8Array[] = []
          let at = 0
          let written = 0
          for (const piece of cut(bytes, size)) {
            const repaired = repairPiece(judgePiece(piece, plan), plan, options, written)
            gatherer.add(repaired, at)
            output.push(applyTextEdits(piece, repaired.edits))
            at += piece.length
            written += output.at(-1)!.length
          }
          expect(decode(joinBytes(output))).toBe(whole.output)
          const { remaining, changes } = gatherer.report(bytes.length)
          expect(sorted(remaining)).toEqual(sorted(whole.remaining))
          expect(changes.map((change) => JSON.stringify(change)).sort()).toEqual(
            whole.changes.map((change) => JSON.stringify(change)).sort(),
          )
        },
      ),
      runs,
    )
  })

  test('the timeline', () => {
    fc.assert(
      fc.property(requestLines, fc.integer({ min: 50, max: 3000 }), (lines, size) => {
        const { bytes, source } = stored(`${lines.filter(isRequest).join('\n')}\n`)
        const judged = judgePiece(bytes, plan)
        const whole = openWhole(judged)
        const bench = new SequenceBench(source, { plan, detected: judged.reading.detected }, undefined)
        for (let from = 0; from < bytes.length; from += size)
          bench.add(judgeRange(source, { from, to: Math.min(bytes.length, from + size) }, plan))
        expect(bench.rowCount).toBe(whole.rowCount + (judged.verdicts.length > 1 ? 0 : judged.verdicts.length))
        if (judged.verdicts.length < 2) return
        // The head of a conversation does not say how many there are, and keys tell the pieces apart.
        const plain = (rows: ReturnType<typeof whole.rows>) => rows.map((row) => ({ ...row, key: '', spoken: '' }))
        expect(plain(bench.rows(0, bench.rowCount))).toEqual(plain(whole.rows(0, whole.rowCount)))
        expect(bench.bins(7)).toEqual(whole.bins(7))
        for (const offset of [0, Math.floor(bytes.length / 2), bytes.length - 1])
          expect(bench.rowAt(offset)).toBe(whole.rowAt(offset))
        whole.inspection.problems.forEach((_problem, index) => {
          expect(bench.rowOfProblem(index)).toBe(whole.rowOfProblem(index))
        })
        for (let row = 0; row < whole.rowCount; row += 5) {
          expect(bench.editable(row)).toEqual(whole.editable(row))
          const rename = { type: 'rename-id', id: 'zz' } as const
          expect(bench.checkEdit(row, rename)).toEqual(whole.checkEdit(row, rename))
          for (const edit of [rename, { type: 'move', by: 1 }, { type: 'delete' }] as const) {
            const [inPiece, inWhole] = [bench.proposeEdit(row, edit)!, whole.proposeEdit(row, edit)!]
            expect([inPiece.edits, inPiece.movedTo]).toEqual([inWhole.edits, inWhole.movedTo])
          }
        }
        expect(bench.proposeEdit(bench.rowCount, { type: 'delete' })).toBeNull()
      }),
      { ...runs, numRuns: 60 },
    )
  })
})

const isRequest = (line: string): boolean => line.includes('"messages":[{')

describe('lines are cut and found', () => {
  test('pieces are whole lines and make up the source', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 12 })), fc.integer({ min: 1, max: 20 }), fc.nat(9), (lines, size, chunk) => {
        const { bytes } = stored(lines.join('\n'))
        const cutter = new LineCutter(size)
        const pieces: Uint8Array[] = []
        for (let at = 0; at < bytes.length; at += chunk + 1) pieces.push(...cutter.add(bytes.subarray(at, at + chunk + 1)))
        const rest = cutter.rest()
        expect(joinBytes([...pieces, rest])).toEqual(bytes)
        for (const piece of pieces) {
          expect(piece.at(-1)).toBe(10)
          expect(piece.length).toBeGreaterThanOrEqual(size)
        }
      }),
      runs,
    )
  })

  test('ranges give each line once, wherever they are cut', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 12 })), fc.integer({ min: 1, max: 20 }), (lines, size) => {
        const { bytes, source } = stored(lines.join('\n'))
        const pieces: Uint8Array[] = []
        let end = 0
        for (let from = 0; from < bytes.length; from += size) {
          const piece = readLineRange(source, from, Math.min(bytes.length, from + size))
          if (piece.bytes.length === 0) continue
          expect(piece.start).toBe(end)
          end += piece.bytes.length
          pieces.push(piece.bytes)
        }
        expect(joinBytes(pieces)).toEqual(bytes)
      }),
      runs,
    )
  })
})

test('a single message between requests is told and left alone: what it belongs to may stand anywhere', () => {
  const sound = JSON.stringify({ messages: [{ role: 'user', content: 'hi' }] })
  const stray = JSON.stringify({ role: 'tool', tool_call_id: 'call_9', content: 'a result somebody needs' })
  const { bytes } = stored(`${sound}\n${stray}\n${sound}\n`)
  const judged = judgePiece(bytes, plan)
  expect(judged.inspection.problems.map(({ rule, line }) => [rule, line])).toContainEqual(['orphaned-result', 2])
  const { edits, changes, after } = repairPiece(judged, plan, plan, 0)
  expect(edits).toEqual([])
  expect(changes).toEqual([])
  expect(after.problems.map(({ rule }) => rule)).toContain('orphaned-result')
})
