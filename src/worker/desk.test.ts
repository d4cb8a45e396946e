import { beforeEach, describe, expect, test } from 'vitest'
import { applyTextEdits } from '../core/source/text-edit.ts'
import { createDesk, type Desk } from './desk.ts'
import type { Answer, Request, Step } from './protocol.ts'
import { readEnvelope } from './schema.ts'

const call = { id: 'call_1', type: 'function', function: { name: 'get_weather', arguments: '{"city":"Oslo"}' } }
const source = JSON.stringify(
  {
    messages: [
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: null, tool_calls: [call] },
      { role: 'user', content: 'Well?' },
    ],
  },
  null,
  2,
)
const options = { target: 'openai-chat' }

let desk: Desk
beforeEach(() => {
  desk = createDesk()
})

/** Asks as the page does, and has every answer checked by the page's schema. */
async function ask<R extends Request>(request: R): Promise<Extract<Answer, { type: R['type'] }>> {
  const body = await desk.answer(request)
  expect(readEnvelope({ id: 1, body })?.body, JSON.stringify(body).slice(0, 500)).toEqual(body)
  if (body.type !== request.type) throw new Error(`desk: ${request.type} was answered with ${JSON.stringify(body)}`)
  return body as Extract<Answer, { type: R['type'] }>
}

function open(text: string, revision = 1, steps: Step[] = [], keep: number | null = null) {
  const content = new Blob([text])
  return ask({
    type: 'open',
    revision,
    source: { id: 's', name: 'run.json', content },
    steps,
    target: null,
    format: null,
    keep,
    enough: 0,
    upTo: null,
  })
}

test('an opened source: what it is, what is wrong, where', async () => {
  const { view } = await open(source)
  expect(view).toMatchObject({ format: 'openai-chat', target: 'openai-chat', rows: 5, firstProblemRow: 2 })
  expect(view.problems.filter(({ severity }) => severity === 'error')).toMatchObject([{ rule: 'orphaned-call', row: 2 }])
  const { standings } = await ask({ type: 'standings', revision: 1 })
  expect(standings?.map(({ target }) => target)).toEqual(view.targets.map(({ id }) => id))
  expect(standings?.find(({ target }) => target === 'openai-chat')).toMatchObject({
    errors: view.counts.errors,
    prediction: view.prediction,
    foreign: false,
  })
  expect(view.rulesChecked).toBeGreaterThan(20)
})

test('rows, details, places and text of the open version', async () => {
  await open(source)
  const { rows } = await ask({ type: 'rows', revision: 1, from: 0, to: 100 })
  expect(rows.map(({ type }) => type)).toEqual(['message', 'message', 'call', 'slot', 'message'])
  const { detail, lines } = await ask({ type: 'detail', revision: 1, row: 2 })
  expect(detail.text).toContain('"city": "Oslo"')
  expect(lines.first).toBeLessThan(lines.last)
  expect(await ask({ type: 'row-at', revision: 1, offset: source.indexOf('call_1') })).toEqual({ type: 'row-at', row: 2 })
  expect(await ask({ type: 'row-of-message', revision: 1, number: 2 })).toEqual({ type: 'row-of-message', row: 4 })
  expect((await ask({ type: 'text', revision: 1, around: 0 })).window).toMatchObject({ text: source, whole: true })
})

test('the original beside the version after a fix', async () => {
  const { view } = await open(source)
  const problem = view.problems.findIndex(({ rule }) => rule === 'orphaned-call')
  const { proposal } = await ask({ type: 'propose-fix', revision: 1, problem, fix: 0, options })
  const typed = { id: 2, title: 'b', edits: [{ start: 0, end: 0, text: '\n' }] }
  const untyped = { id: 3, title: 'c', edits: [{ start: 0, end: 1, text: '' }] }
  await open(source, 2, [{ id: 1, title: 'a', edits: proposal.edits }, typed, untyped])
  const { comparison } = await ask({ type: 'compare', revision: 2, step: null })
  expect(comparison).toMatchObject({
    edits: proposal.edits.length,
    rowsBefore: proposal.rowsBefore,
    rowsAfter: proposal.rowsAfter,
    hunks: proposal.hunks,
    problems: { before: { errors: 1 }, after: { errors: 0 } },
  })
})

test('what one step did to the text as it stood then', async () => {
  const { view } = await open(source)
  const problem = view.problems.findIndex(({ rule }) => rule === 'orphaned-call')
  const { proposal } = await ask({ type: 'propose-fix', revision: 1, problem, fix: 0, options })
  const before = { id: 1, title: 'a', edits: [{ start: 0, end: 0, text: '\n' }] }
  const moved = proposal.edits.map(({ start, end, text }) => ({ start: start + 1, end: end + 1, text }))
  const after = { id: 3, title: 'c', edits: [{ start: 0, end: 1, text: '' }] }
  await open(source, 2, [before, { id: 2, title: 'b', edits: moved }, after])
  const { comparison } = await ask({ type: 'compare', revision: 2, step: 2 })
  expect(comparison).toMatchObject({
    edits: moved.length,
    hunks: proposal.hunks.map((hunk) => ({ ...hunk, line: hunk.line + 1 })),
    problems: { before: { errors: 1 }, after: { errors: 0 } },
  })
  expect((await ask({ type: 'compare', revision: 2, step: 3 })).comparison).toMatchObject({ bytesOut: 1, bytesIn: 0 })
  expect(await desk.answer({ type: 'compare', revision: 2, step: 7 })).toEqual({ type: 'stale' })
})

test('the changes of one JSON document as a patch; other sources have none', async () => {
  await open(source, 1, [
    { id: 1, title: 'a', edits: [{ start: source.indexOf('Hi'), end: source.indexOf('Hi') + 2, text: 'Ho' }] },
  ])
  const { blob } = await ask({ type: 'patch-file', revision: 1 })
  expect(JSON.parse((await blob?.text()) ?? '')).toEqual([{ op: 'replace', path: '/messages/0/content', value: 'Ho' }])
  desk = createDesk()
  await open(`${source}\n${source}`, 2, [{ id: 1, title: 'a', edits: [{ start: 0, end: 0, text: ' ' }] }])
  expect((await ask({ type: 'patch-file', revision: 2 })).blob).toBeNull()
})

test('a fix: its edits make the text that its preview shows', async () => {
  const { view } = await open(source)
  const problem = view.problems.findIndex(({ rule }) => rule === 'orphaned-call')
  const { proposal } = await ask({ type: 'propose-fix', revision: 1, problem, fix: 0, options })
  expect(proposal.rowsBefore.find(({ row }) => row.type === 'slot')?.mark).toBe('removed')
  expect(proposal.rowsAfter.find(({ row }) => row.type === 'result')?.mark).toBe('added')
  expect(proposal.rowsAfter.filter(({ row }) => row.type === 'slot')).toEqual([])
  expect(proposal.hunks).toHaveLength(1)

  const after = new TextDecoder().decode(applyTextEdits(new TextEncoder().encode(source), proposal.edits))
  await open(source, 2, [{ id: 1, title: proposal.title, edits: proposal.edits }])
  const { blob } = await ask({ type: 'export', revision: 2, to: null })
  expect(await blob?.text()).toBe(after)
  expect(proposal.bytesIn - proposal.bytesOut).toBe(after.length - source.length)
})

test('an edit by hand: what can be done, what is said while it is typed, and what it would do', async () => {
  await open(source)
  const { editable } = await ask({ type: 'editable', revision: 1, row: 2 })
  expect(editable).toMatchObject({
    unit: 'call',
    id: { id: 'call_1', halves: [{ type: 'call', row: 2 }] },
    texts: { of: 'arguments' },
  })
  const edit = { type: 'rename-id', id: 'call_9' } as const
  const { check } = await ask({ type: 'check-edit', revision: 1, row: 2, edit })
  expect(check).toEqual({ isUnchanged: false, idFault: null, takenBy: null, jsonFault: null })
  const { proposal } = await ask({ type: 'propose-edit', revision: 1, row: 2, edit })
  expect(proposal).toMatchObject({ title: 'Rename call_1 to call_9', totals: { edits: 1, addedErrors: 0 }, removes: false })
  expect(proposal.rowsAfter.find(({ row }) => row.type === 'call')?.mark).toBe('changed')
  expect(await desk.answer({ type: 'propose-edit', revision: 1, row: 99, edit })).toEqual({ type: 'stale' })
  expect(await desk.answer({ type: 'editable', revision: 1, row: 99 })).toEqual({ type: 'stale' })
})

test('the changes of a repair can be left out one by one where they are made in place, and not where all is written anew', async () => {
  await open(source)
  expect((await ask({ type: 'propose-repair', revision: 1, options })).proposal.choosable).toBe(true)
  const call = { role: 'model', parts: [{ functionCall: { name: 'get_weather', args: 'Oslo' } }] }
  await open(JSON.stringify({ candidates: [{ content: call }] }), 2)
  const { proposal } = await ask({ type: 'propose-repair', revision: 2, options: { target: 'gemini' } })
  expect(proposal).toMatchObject({ format: 'gemini', choosable: false })
})

test('a repair of a source that needs none changes nothing', async () => {
  await open('[{"role":"user","content":"Hi"}]')
  const { proposal } = await ask({ type: 'propose-repair', revision: 1, options })
  expect(proposal).toMatchObject({ edits: [], hunks: [], rowsBefore: [], rowsAfter: [], bytesIn: 0, bytesOut: 0 })
})

describe('an error of the provider', () => {
  const error =
    "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: call_1"

  test('leads to its row and its problem', async () => {
    const { view } = await open(source)
    const { explanation, row, problem } = await ask({ type: 'explain', revision: 1, error })
    expect(explanation).toMatchObject({ recognised: true, rule: 'orphaned-call', answer: 'found' })
    expect(row).toBe(2)
    expect(view.problems[problem ?? -1]?.rule).toBe('orphaned-call')
  })

  test('is explained without a source too', async () => {
    expect(await ask({ type: 'explain', revision: null, error })).toMatchObject({
      row: null,
      problem: null,
      explanation: { answer: 'no-source' },
    })
  })

  test.each([
    ['by itself', error, 'error'],
    ['as a body', JSON.stringify({ error: { message: error } }), 'error'],
    ['quoted in a conversation', JSON.stringify([{ role: 'user', content: error }]), 'conversation'],
    ['a conversation', source, 'conversation'],
    ['words', 'hello', 'conversation'],
  ])('is told from a conversation: %s', async (_name, text, kind) => {
    expect(await ask({ type: 'interpret', text })).toEqual({ type: 'interpret', kind })
  })
})

describe('versions', () => {
  test('an older one is answered no more, unless the page still shows it', async () => {
    await open(source, 1)
    await open(source.slice(0, -5), 2, [], 1)
    expect(await desk.answer({ type: 'rows', revision: 1, from: 0, to: 1 })).toMatchObject({ type: 'rows' })
    await open(source, 3)
    expect(await desk.answer({ type: 'rows', revision: 1, from: 0, to: 1 })).toEqual({ type: 'stale' })
  })

  test('a file that is gone is a sentence, not a crash', async () => {
    class Gone extends Blob {
      override arrayBuffer(): Promise<ArrayBuffer> {
        return Promise.reject(new DOMException('it was /home/someone/secret.json', 'NotReadableError'))
      }
    }
    const answer = await desk.answer({
      type: 'open',
      revision: 1,
      source: { id: 's', name: null, content: new Gone() },
      steps: [],
      target: null,
      format: null,
      keep: null,
      enough: 0,
      upTo: null,
    })
    expect(answer).toEqual({ type: 'unreadable', message: 'NotReadableError' })
  })

  test('what we break is said without a word of the transcript', async () => {
    const steps = [{ id: 1, title: '', edits: [{ start: 9, end: 5, text: 'secret' }] }]
    const content = new Blob([source])
    const answer = await desk.answer({
      type: 'open',
      revision: 1,
      source: { id: 's', name: null, content },
      steps,
      target: null,
      format: null,
      keep: null,
      enough: 0,
      upTo: null,
    })
    expect(answer).toMatchObject({ type: 'failed', message: expect.stringMatching(/^Error while answering "open"/) })
    expect(JSON.stringify(answer)).not.toMatch(/secret|Oslo/)
  })
})

test.each([
  ['nothing', ''],
  ['spaces', '  '],
  ['words', 'hello'],
  ['an image', '\u0089PNG\r\n\u001a\n'],
  ['brackets', '['.repeat(100_000)],
  ['a torn end', source.slice(0, -30)],
  ['numbers', '1e999'],
  ['prototypes', '{"__proto__":{"messages":[{"role":"user","content":"x"}]},"constructor":1}'],
])('what is no conversation opens as well: %s', async (_name, text) => {
  const { view } = await open(text)
  expect(view.problems.length + view.rows).toBeGreaterThan(0)
  await ask({ type: 'rows', revision: 1, from: 0, to: 50 })
  await ask({ type: 'text', revision: 1, around: 0 })
  await ask({ type: 'propose-repair', revision: 1, options })
})

test('what an error names can be looked for, and whose words they are is said', async () => {
  await open(source)
  const { explanation, clues } = await ask({ type: 'explain', revision: 1, error: 'kaput: call_7f2c4d91, see messages[2]' })
  expect(explanation.recognised).toBe(false)
  expect(clues).toMatchObject({ api: null, target: null, ids: ['call_7f2c4d91'], messages: [2] })
  expect(await ask({ type: 'row-of-text', revision: 1, text: 'call_1' })).toEqual({ type: 'row-of-text', row: 2 })
  expect(await ask({ type: 'row-of-text', revision: 1, text: 'call_zzz' })).toEqual({ type: 'row-of-text', row: null })

  const error = 'messages.2: `tool_use` ids were found without `tool_result` blocks immediately after: toolu_1.'
  const told = await ask({ type: 'explain', revision: null, error: `{"status":400,"message":"${error}"}` })
  expect(told.clues).toMatchObject({ api: 'Anthropic Messages', target: 'anthropic', ids: ['toolu_1'] })
})

test('the problems as files, as the command prints them', async () => {
  const { view } = await open(source)
  const json = await ask({ type: 'problems-file', revision: 1, as: 'json' })
  expect(JSON.parse(await json.blob.text())).toMatchObject({ target: 'openai-chat', source: { name: 'run.json' } })
  const sarif = await ask({ type: 'problems-file', revision: 1, as: 'sarif' })
  const log = JSON.parse(await sarif.blob.text()) as { version: string; runs: { results: unknown[] }[] }
  expect(log.version).toBe('2.1.0')
  expect(log.runs[0]?.results).toHaveLength(view.counts.errors + view.counts.warnings + view.counts.infos)
})
