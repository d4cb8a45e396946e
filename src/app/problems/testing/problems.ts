import type { ProblemView } from '../../../worker/protocol.ts'

/** A problem for tests: everything plain, except what a test is about. */
export function problem(rule: string, more: Partial<ProblemView> = {}): ProblemView {
  return {
    rule,
    severity: 'error',
    conversation: 0,
    path: 'messages[1].tool_calls[0]',
    span: { start: 10, end: 20 },
    line: 2,
    column: 5,
    message: 'The call to `get_weather` (`call_1`) has no result.',
    callId: 'call_1',
    providerError: null,
    related: [],
    fixes: [],
    row: 1,
    ...more,
  }
}
