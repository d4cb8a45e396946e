import fc from 'fast-check'
import type { TimelineRow } from '../../core/timeline/row.ts'
import type { AlignedSide } from '../align-rows.ts'

const span = { start: 0, end: 0 }
const summary = fc.constantFrom('a', 'b', '')
const callId = fc.constantFrom('c1', 'c2', null)
const tool = fc.constantFrom('search', 'weather')
const role = fc.constantFrom('user', 'assistant')
const row = fc.oneof(
  fc.record({ type: fc.constant('message'), role, roleWord: role, summary, span: fc.constant(span) }),
  fc.record({ type: fc.constant('call'), tool, callId, summary, span: fc.constant(span) }),
  fc.record({ type: fc.constant('result'), tool, callId, summary, failed: fc.boolean(), span: fc.constant(span) }),
  fc.record({ type: fc.constant('slot'), missing: fc.constantFrom('call', 'result'), callId, tool, span: fc.constant(span) }),
  fc.record({ type: fc.constant('lane'), title: fc.constantFrom('Line 1', 'Line 2', 'Tea'), span: fc.constant(span) }),
)

/** Rows that are often alike, each with a word of source that it does not show. */
export const arbitrarySide: fc.Arbitrary<AlignedSide> = fc
  .array(fc.tuple(row, fc.constantFrom('x', 'y')), { maxLength: 14 })
  .map((made) => ({
    // Only what an alignment looks at.
    rows: made.map(([one], i) => ({ ...one, index: i, span: { start: i, end: i + 1 } }) as unknown as TimelineRow),
    text: (start, end) =>
      made
        .slice(start, end)
        .map(([, hidden]) => hidden)
        .join(''),
  }))
