/** What the page accepts from its worker. A worker that was updated, or broke, must not put nonsense into the store. */
import * as z from 'zod/mini'
import type { EditableRow, EditCheck } from '../core/editing/row-edit.ts'
import type { FieldSuggestion } from '../core/formats/fields/suggest-fields.ts'
import type { Explanation, Problem } from '../core/problem.ts'
import type { RuleEntry } from '../core/rule-entries.ts'
import type { Standing } from '../core/standings.ts'
import type { RowDetail, TimelineRow } from '../core/timeline/row.ts'
import type {
  Answer,
  Clues,
  Comparison,
  MarkedRow,
  OpenedView,
  ProblemView,
  ProposalView,
  ReadState,
  Response,
  TextWindow,
  WorkEvent,
} from './protocol.ts'

// The policy of the page forbids code made from strings, which zod would probe for.
z.config({ jitless: true })

const text = z.string()
const count = z.number()
const textOrNull = z.nullable(text)
const countOrNull = z.nullable(count)

const span = z.object({ start: count, end: count })
const severity = z.enum(['error', 'warning', 'info'])
const safety = z.enum(['safe', 'review', 'destructive'])
const edit = z.object({ start: count, end: count, text })

const problemShape = {
  rule: text,
  severity,
  conversation: count,
  path: text,
  span,
  line: count,
  column: count,
  message: text,
  callId: textOrNull,
  providerError: textOrNull,
  related: z.array(z.object({ path: text, span })),
  fixes: z.array(z.object({ title: text, safety })),
}
const problem: z.ZodMiniType<Problem> = z.object(problemShape)

const countsShape = {
  messages: count,
  calls: count,
  results: count,
  paired: count,
  orphanedCalls: count,
  pendingCalls: count,
  orphanedResults: count,
  duplicateResults: count,
}

const problemView: z.ZodMiniType<ProblemView> = z.object({ ...problemShape, row: countOrNull })

const read: z.ZodMiniType<ReadState> = z.object({
  bytes: count,
  of: count,
  messages: count,
  problems: count,
  state: z.enum(['unpacking', 'reading', 'paused', 'stopped', 'done', 'broken']),
  reason: textOrNull,
  settled: z.boolean(),
})

const confidence = z.enum(['certain', 'likely', 'guess'])

const fieldMap = z.object({
  list: z.exactOptional(text),
  role: z.exactOptional(text),
  content: z.exactOptional(text),
  id: z.exactOptional(text),
  name: z.exactOptional(text),
  arguments: z.exactOptional(text),
  result: z.exactOptional(text),
  time: z.exactOptional(text),
})
const fields: z.ZodMiniType<FieldSuggestion> = z.object({
  lists: z.array(
    z.object({
      path: text,
      entries: count,
      fields: z.array(z.object({ path: text, example: text, isObject: z.boolean() })),
    }),
  ),
  guess: fieldMap,
})

const prediction = z.nullable(z.object({ status: count, error: text, rule: text, depends: z.exactOptional(z.literal(true)) }))
const standing: z.ZodMiniType<Standing> = z.object({
  target: text,
  errors: count,
  warnings: count,
  prediction,
  foreign: z.boolean(),
})

const ruleEntry: z.ZodMiniType<RuleEntry> = z.object({
  id: text,
  about: z.nullable(z.object({ what: text, why: text })),
  heldBy: z.array(z.object({ target: text, title: text, severity })),
  sentences: z.array(
    z.object({ api: text, title: text, text, status: count, code: textOrNull, historic: z.boolean(), evidence: textOrNull }),
  ),
})

const view: z.ZodMiniType<OpenedView> = z.object({
  source: z.object({ name: z.exactOptional(text), bytes: count, container: z.array(text) }),
  format: text,
  confidence,
  because: z.array(text),
  target: text,
  conversations: count,
  longest: count,
  totals: z.object(countsShape),
  problems: z.array(problemView),
  counts: z.object({ errors: count, warnings: count, infos: count, safe: count }),
  read,
  unpacked: z.nullable(z.object({ packed: count, of: count, cut: z.nullable(z.enum(['damaged', 'bomb', 'huge', 'stopped'])) })),
  prediction,
  rows: count,
  firstProblem: countOrNull,
  firstProblemRow: count,
  targets: z.array(z.object({ id: text, title: text, kind: z.enum(['service', 'server', 'library']) })),
  formats: z.array(z.object({ id: text, title: text, family: text })),
  runnersUp: z.array(z.object({ id: text, confidence, because: text })),
  fields: z.nullable(fields),
  rulesChecked: count,
  rewrittenAs: z.nullable(z.string()),
})

const rowShape = {
  index: count,
  key: text,
  conversation: count,
  number: countOrNull,
  path: text,
  span,
  words: z.array(text),
  facts: z.array(text),
  spoken: text,
  problems: z.array(count),
  severity: z.nullable(severity),
}
const situation = z.enum([
  'paired-adjacent',
  'paired-distant',
  'orphaned-call',
  'pending-call',
  'orphaned-result',
  'duplicate-same',
  'duplicate-different',
  'reused-id',
  'result-before-call',
  'not-adjacent',
  'order-differs',
  'embedded',
  'matched-by-position',
])
const tie = z.nullable(z.enum(['id', 'structure', 'span', 'name-and-order', 'position']))
const pending = z.nullable(
  z.enum(['response', 'last', 'approval', 'running', 'terminal', 'hosted', 'elsewhere', 'expected', 'asked']),
)

const row: z.ZodMiniType<TimelineRow> = z.discriminatedUnion('type', [
  z.object({
    ...rowShape,
    type: z.literal('message'),
    role: z.enum(['system', 'user', 'assistant', 'tool', 'unknown']),
    roleWord: text,
    summary: text,
    bytes: count,
    hasMore: z.boolean(),
  }),
  z.object({
    ...rowShape,
    type: z.literal('call'),
    tool: text,
    callId: textOrNull,
    summary: text,
    situation,
    tie,
    pending,
    partners: z.array(count),
    group: z.nullable(z.object({ size: count, position: count, answered: count })),
    malformed: z.boolean(),
  }),
  z.object({
    ...rowShape,
    type: z.literal('result'),
    tool: textOrNull,
    callId: textOrNull,
    summary: text,
    situation,
    tie,
    partners: z.array(count),
    failed: z.boolean(),
  }),
  z.object({
    ...rowShape,
    type: z.literal('slot'),
    missing: z.enum(['result', 'call']),
    callId: textOrNull,
    tool: textOrNull,
  }),
  z.object({ ...rowShape, type: z.literal('unparsed'), summary: text }),
  z.object({ ...rowShape, type: z.literal('lane'), title: text }),
])

const detail: z.ZodMiniType<RowDetail> = z.object({
  row,
  text,
  textLength: count,
  raw: text,
  rawLength: count,
  partner: z.nullable(z.object({ row: count, label: text, text })),
})

const window: z.ZodMiniType<TextWindow> = z.object({
  start: count,
  end: count,
  line: count,
  text,
  whole: z.boolean(),
  limit: z.nullable(z.enum(['big', 'long-line', 'encoding'])),
})

const marked: z.ZodMiniType<MarkedRow> = z.object({ row, mark: z.enum(['same', 'added', 'removed', 'changed']) })
const levels = z.object({ errors: count, warnings: count })

const editsShape = {
  hunks: z.array(z.object({ line: count, before: text, after: text, clipped: z.boolean() })),
  hunksLeftOut: count,
  bytesIn: count,
  bytesOut: count,
  rowsBefore: z.array(marked),
  rowsAfter: z.array(marked),
}

const comparison: z.ZodMiniType<Comparison> = z.object({
  ...editsShape,
  edits: count,
  problems: z.nullable(z.object({ before: levels, after: levels })),
})

const proposal: z.ZodMiniType<ProposalView> = z.object({
  ...editsShape,
  title: text,
  edits: z.array(edit),
  packed: z.exactOptional(z.instanceof(Blob)),
  totals: z.object({ edits: count, changes: count, messages: count, losses: count, added: count, addedErrors: count }),
  removes: z.boolean(),
  choosable: z.boolean(),
  changes: z.array(z.object({ rule: text, title: text, safety, path: text, span, before: textOrNull, after: textOrNull })),
  losses: z.array(z.object({ path: text, what: text, before: text })),
  before: levels,
  after: levels,
  added: z.array(problem),
  untouched: z.object({ messages: count, of: count }),
  format: textOrNull,
  movedTo: z.exactOptional(count),
  readAs: textOrNull,
})

const half = {
  type: z.enum(['call', 'result']),
  id: textOrNull,
  row: count,
  number: countOrNull,
  path: text,
  tool: textOrNull,
  summary: text,
}
const actions = z.enum(['rename', 'move-up', 'move-down', 'duplicate', 'insert', 'set-text', 'delete'])
const refusal = z.enum([
  'log',
  'rewritten',
  'no-entry',
  'unparsed',
  'single',
  'records',
  'first',
  'last',
  'no-id',
  'no-text',
  'long',
  'embedded',
])
const editable: z.ZodMiniType<EditableRow> = z.object({
  row: count,
  unit: z.enum(['message', 'call', 'result']),
  refusals: z.partialRecord(actions, refusal),
  id: z.nullable(
    z.object({
      id: textOrNull,
      halves: z.array(z.object(half)),
      others: count,
      candidates: z.array(z.object({ ...half, id: text })),
    }),
  ),
  texts: z.nullable(
    z.object({
      of: z.enum(['text', 'arguments', 'output']),
      fields: z.array(z.object({ value: text, isJson: z.boolean() })),
    }),
  ),
  roles: z.array(z.enum(['system', 'user', 'assistant'])),
})
const check: z.ZodMiniType<EditCheck> = z.object({
  isUnchanged: z.boolean(),
  idFault: z.nullable(
    z.discriminatedUnion('type', [
      z.object({ type: z.literal('empty') }),
      z.object({ type: z.literal('padded') }),
      z.object({ type: z.literal('too-long'), length: count, max: count, refused: z.boolean() }),
      z.object({ type: z.literal('characters'), pattern: text }),
      z.object({ type: z.literal('exact-length'), length: count }),
    ]),
  ),
  takenBy: z.nullable(z.object({ ...half, ties: z.boolean() })),
  jsonFault: z.nullable(
    z.object({
      line: count,
      column: count,
      expected: z.enum(['value', 'key', 'colon', 'comma', 'end', 'string-end']),
      field: count,
    }),
  ),
})

const explanation: z.ZodMiniType<Explanation> = z.object({
  recognised: z.boolean(),
  api: textOrNull,
  rule: textOrNull,
  ids: z.array(text),
  paths: z.array(text),
  answer: z.enum(['found', 'shifted', 'elsewhere', 'not-in-source', 'not-violated', 'no-source']),
  message: text,
})

const clues: z.ZodMiniType<Clues> = z.object({
  api: textOrNull,
  target: textOrNull,
  status: countOrNull,
  sentence: textOrNull,
  ids: z.array(text),
  messages: z.array(count),
})

const body: z.ZodMiniType<Response> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('open'), view }),
  z.object({ type: z.literal('view'), view, from: count }),
  z.object({ type: z.literal('problems'), problems: z.array(problemView) }),
  z.object({ type: z.literal('control'), read }),
  z.object({ type: z.literal('rows'), from: count, rows: z.array(row) }),
  z.object({ type: z.literal('detail'), detail, lines: z.object({ first: count, last: count }) }),
  z.object({ type: z.literal('row-at'), row: countOrNull }),
  z.object({ type: z.literal('row-of-message'), row: countOrNull }),
  z.object({ type: z.literal('row-of-text'), row: countOrNull }),
  z.object({ type: z.literal('bins'), bins: z.object({ worst: z.instanceof(Uint8Array), role: z.instanceof(Uint8Array) }) }),
  z.object({ type: z.literal('standings'), standings: z.nullable(z.array(standing)) }),
  z.object({ type: z.literal('rules'), rules: z.array(ruleEntry) }),
  z.object({ type: z.literal('text'), window }),
  z.object({ type: z.literal('propose-fix'), proposal }),
  z.object({ type: z.literal('propose-repair'), proposal }),
  z.object({ type: z.literal('editable'), editable }),
  z.object({ type: z.literal('check-edit'), check }),
  z.object({ type: z.literal('propose-edit'), proposal }),
  z.object({ type: z.literal('compare'), comparison }),
  z.object({ type: z.literal('drop-proposal') }),
  z.object({ type: z.literal('interpret'), kind: z.enum(['error', 'conversation']) }),
  z.object({ type: z.literal('explain'), explanation, row: countOrNull, problem: countOrNull, clues }),
  z.object({ type: z.literal('export'), blob: z.nullable(z.instanceof(Blob)), bytes: count }),
  z.object({ type: z.literal('problems-file'), blob: z.instanceof(Blob) }),
  z.object({ type: z.literal('patch-file'), blob: z.nullable(z.instanceof(Blob)) }),
  z.object({ type: z.literal('requests'), names: z.array(text) }),
  z.object({ type: z.literal('failed'), message: text }),
  z.object({ type: z.literal('unreadable'), message: text }),
  z.object({ type: z.literal('stale') }),
])

const envelope = z.object({ id: count, body: z.unknown() })

/** The number of the request and its response; `null` body when the response is not one. */
export function readEnvelope(data: unknown): { id: number; body: Response | null } | null {
  const outer = envelope.safeParse(data)
  if (!outer.success) return null
  const inner = body.safeParse(outer.data.body)
  return { id: outer.data.id, body: inner.success ? inner.data : null }
}

const event: z.ZodMiniType<WorkEvent> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), revision: count, read }),
  z.object({ type: z.literal('repairing'), revision: count, bytes: count, of: count }),
])

/** What the worker says without being asked; `null` when it is something else. */
export function readEvent(data: unknown): WorkEvent | null {
  const known = event.safeParse(data)
  return known.success ? known.data : null
}

export type AnswerTo<T extends Answer['type']> = Extract<Answer, { type: T }>
