/** The desk and large sources: what is read in steps is the same as what is read at once. */
import { expect, test, vi } from 'vitest'
import { applyTextEdits } from '../core/source/text-edit.ts'
import { createDesk, type Desk } from './desk.ts'
import type { Answer, OpenRequest, ReadState, Request, Step, WorkEvent } from './protocol.ts'
import { readEnvelope, readEvent } from './schema.ts'
import { createJudge, type SecondPort } from './second-worker.ts'
import { fakeFiles } from './testing/fake-files.ts'
import { largeText } from './testing/large-text.ts'

const EVERY = 100
const text = largeText(1200, EVERY) // 5 MB, 12 open calls
const options = { target: 'openai-chat' }

function setUp({ second = null as (() => SecondPort) | null } = {}) {
  const files = fakeFiles()
  const events: WorkEvent[] = []
  const heard: ((event: WorkEvent) => void)[] = []
  const desk: Desk = createDesk({
    tell: (event) => {
      expect(readEvent(event)).toEqual(event)
      events.push(event)
      for (const listen of heard.splice(0)) listen(event)
    },
    readBlob: files.read,
    startSecond: second,
  })
  async function ask<R extends Request>(request: R): Promise<Extract<Answer, { type: R['type'] }>> {
    const body = await desk.answer(request)
    expect(readEnvelope({ id: 1, body })?.body).toEqual(body)
    if (body.type !== request.type) throw new Error(`desk: ${request.type} was answered with ${JSON.stringify(body)}`)
    return body as Extract<Answer, { type: R['type'] }>
  }
  const open = (content: Blob, more: Partial<OpenRequest> = {}) =>
    ask({
      ...{ type: 'open', revision: 1, source: { id: 's', name: 'log.jsonl', content }, steps: [], target: null, format: null },
      ...{ keep: null, enough: 0, upTo: null },
      ...more,
    })
  const control = (action: 'pause' | 'resume' | 'stop', revision = 1) => ask({ type: 'control', revision, action })
  /** The view once reading has come to such an end. */
  async function settled(state: ReadState['state'] = 'done', revision = 1) {
    let view = await ask({ type: 'view', revision, known: 0 })
    await vi.waitFor(
      async () => {
        view = await ask({ type: 'view', revision, known: 0 })
        expect(view.view.read.state).toBe(state)
      },
      { timeout: 60_000, interval: 20 },
    )
    return view.view
  }
  return { desk, files, events, ask, open, control, settled, nextEvent: () => new Promise<WorkEvent>((hear) => heard.push(hear)) }
}

test('the first rows come while it is read, and in the end all is there', async () => {
  const { files, open, settled, ask, events } = setUp()
  const { view: first } = await open(files.file(text.repeat(4)))
  expect(first.rows).toBeGreaterThan(0)
  expect(first.read).toMatchObject({ state: 'reading', settled: true })
  const view = await settled()
  expect(view).toMatchObject({ conversations: 4800, longest: 5, counts: { errors: 48 }, firstProblem: 0 })
  expect(view.read).toMatchObject({ state: 'done', bytes: text.length * 4, messages: 4800 * 5 - 2 * 48 })
  expect(await ask({ type: 'standings', revision: 1 })).toMatchObject({ standings: null })
  expect(events.at(-1)).toMatchObject({ revision: 1, read: { state: 'done' } })
  const { rows } = await ask({ type: 'rows', revision: 1, from: view.rows - 3, to: view.rows })
  expect(rows).toHaveLength(3)
  const { detail, lines } = await ask({ type: 'detail', revision: 1, row: view.rows - 1 })
  expect(detail.text).toBe('And?')
  expect(lines).toEqual({ first: 4800, last: 4800 })
})

test('a view tells only the problems that are new', async () => {
  const { files, open, settled, ask } = setUp()
  await open(files.file(text))
  const { problems } = await settled()
  expect(problems).toHaveLength(12)
  const again = await ask({ type: 'view', revision: 1, known: 5 })
  expect(again.from).toBe(5)
  expect(again.view.problems).toEqual(problems.slice(5))
  expect((await ask({ type: 'problems', revision: 1, from: 3, to: 5 })).problems).toEqual(problems.slice(3, 5))
})

test('pause, go on, stop, go on', async () => {
  const { files, open, control, settled, nextEvent } = setUp()
  await open(files.file(text.repeat(4)))
  expect((await control('pause')).read.state).toBe('paused')
  const { bytes } = (await control('pause')).read
  await new Promise((resolve) => setTimeout(resolve, 60))
  expect((await control('pause')).read.bytes).toBe(bytes)
  const event = nextEvent()
  await control('resume')
  await event
  expect((await control('stop')).read.state).toBe('stopped')
  const stopped = await settled('stopped')
  expect(stopped.read.bytes).toBeLessThan(text.length * 4)
  expect(stopped.rows).toBeGreaterThan(0)
  await control('resume')
  expect((await settled()).conversations).toBe(4800)
})

test('reading ends where it is told to', async () => {
  const { files, open, settled } = setUp()
  const { view } = await open(files.file(text), { upTo: 2_000_000, enough: Infinity })
  expect(view.read.state).toBe('stopped')
  expect(view.read.bytes).toBeGreaterThanOrEqual(2_000_000)
  expect(view.conversations).toBeLessThan(700)
  await settled('stopped')
})

test('a newer version ends the reading of the one before', async () => {
  const { files, desk, open, settled } = setUp()
  const content = files.file(text)
  const older = desk.answer({
    ...{ type: 'open', revision: 1, source: { id: 's', name: null, content }, steps: [], target: null, format: null },
    ...{ keep: null, enough: Infinity, upTo: null },
  })
  await open(content, { revision: 2, target: 'anthropic' })
  expect(await older).toEqual({ type: 'stale' })
  expect((await settled('done', 2)).target).toBe('anthropic')
})

test('after a fix only what it touched is read again, and undone all is as it was', async () => {
  const { files, open, settled, ask } = setUp()
  const content = files.file(text)
  await open(content)
  const before = await settled()
  const problem = 7
  const { proposal } = await ask({ type: 'propose-fix', revision: 1, problem, fix: 0, options })
  expect(proposal.rowsBefore.some(({ row, mark }) => row.type === 'slot' && mark === 'removed')).toBe(true)
  expect(proposal.rowsAfter.some(({ row, mark }) => row.type === 'result' && mark === 'added')).toBe(true)
  expect(proposal.hunks).toHaveLength(1)
  expect(proposal.hunks[0]).toMatchObject({ line: 8 * EVERY, clipped: true })

  const read = files.bytesRead
  const step: Step = { id: 1, title: proposal.title, edits: proposal.edits }
  await open(content, { revision: 2, steps: [step], enough: Infinity })
  const after = await settled('done', 2)
  expect(after.counts.errors).toBe(11)
  const places = after.problems.filter(({ severity }) => severity === 'error').map(({ line }) => line)
  expect(places).toEqual(before.problems.map(({ line }) => line).toSpliced(problem, 1))
  // The beginning tells the format; besides that, one piece and what is read ahead.
  expect(files.bytesRead - read).toBeLessThan(text.length * 2.2)
  const expected = applyTextEdits(new TextEncoder().encode(text), proposal.edits)
  const { blob, bytes } = await ask({ type: 'export', revision: 2, to: null })
  expect(bytes).toBe(expected.length)
  expect((await blob?.text()) === new TextDecoder().decode(expected)).toBe(true)

  await open(content, { revision: 3, enough: Infinity })
  expect(await settled('done', 3)).toEqual(before)
})

test('a repair of all of it is what a repair at once would be', async () => {
  const { files, open, settled, ask } = setUp()
  const content = files.file(text)
  await open(content)
  await settled()
  const { proposal } = await ask({ type: 'propose-repair', revision: 1, options })
  expect(proposal.totals).toMatchObject({ edits: 12, changes: 12, addedErrors: 0 })
  expect(proposal.before.errors).toBe(12)
  expect(proposal.after.errors).toBe(0)
  expect(proposal.rowsAfter.filter(({ mark }) => mark === 'added').length).toBeGreaterThan(3)
  await open(content, { revision: 2, steps: [{ id: 1, title: '', edits: proposal.edits }], enough: Infinity })
  expect((await settled('done', 2)).counts.errors).toBe(0)
})

test('an error of the provider leads to the line it speaks of', async () => {
  const { files, open, settled, ask } = setUp()
  await open(files.file(text))
  const { problems } = await settled()
  const error = (id: string) =>
    `An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: ${id}`
  const told = await ask({ type: 'explain', revision: 1, error: error('call_499') })
  expect(told).toMatchObject({ problem: 4, row: problems[4]?.row, explanation: { answer: 'found', ids: ['call_499'] } })
  expect(told.explanation.message).toContain('call_499')
  const unknown = await ask({ type: 'explain', revision: 1, error: error('call_none') })
  expect(unknown).toMatchObject({ problem: null, row: null, explanation: { answer: 'not-in-source' } })
})

test('a file that vanishes while it is read: what was read stays, with the reason', async () => {
  const { files, open, control, settled, ask } = setUp()
  const { view } = await open(files.file(text.repeat(4)))
  await control('pause')
  files.fail(new DOMException('it was /home/someone/secret.jsonl', 'NotReadableError'))
  await control('resume')
  const broken = await settled('broken')
  expect(broken.read.reason).toBe('NotReadableError')
  expect(broken.rows).toBeGreaterThanOrEqual(view.rows)
  expect(JSON.stringify(await ask({ type: 'problems', revision: 1, from: 0, to: 1 }))).not.toContain('secret')
})

test('one that is gone before anything was read is unreadable', async () => {
  const { files, desk } = setUp()
  const content = files.file(text)
  files.fail(new DOMException('', 'NotFoundError'))
  const answer = await desk.answer({
    ...{ type: 'open', revision: 1, source: { id: 's', name: null, content }, steps: [], target: null, format: null },
    ...{ keep: null, enough: 0, upTo: null },
  })
  expect(answer).toEqual({ type: 'unreadable', message: 'NotFoundError' })
})

/** A second worker without a thread. */
function secondPort(files: ReturnType<typeof fakeFiles>, dies: boolean): { port: SecondPort; orders: () => number } {
  const judge = createJudge(files.read)
  let orders = 0
  const port: SecondPort = {
    postMessage: (order) => {
      orders += 1
      setTimeout(() => {
        if (dies && orders > 1) port.onerror?.({} as ErrorEvent)
        else port.onmessage?.({ data: judge(order) } as MessageEvent)
      })
    },
    terminate: () => undefined,
    onmessage: null,
    onerror: null,
    onmessageerror: null,
  }
  return { port, orders: () => orders }
}

test.each([
  ['helps', false],
  ['dies on the way', true],
])('a second worker that %s: the same result', async (_name, dies) => {
  const huge = text.repeat(4)
  const alone = setUp()
  await alone.open(alone.files.file(huge), { enough: Infinity })
  const expected = await alone.settled()

  const files = fakeFiles()
  const { port, orders } = secondPort(files, dies)
  const both = setUp({ second: () => port })
  const content = both.files.file(huge)
  files.adopt(content, huge)
  await both.open(content)
  expect(await both.settled()).toEqual(expected)
  expect(orders()).toBeGreaterThan(0)
})

test('one long conversation: the same questions have the same answers, and its preview reads a part of it', async () => {
  const { files, open, settled, ask } = setUp()
  const pair = (i: number): object[] => [
    { role: 'user', content: `Question ${i} ${'x'.repeat(3000)}` },
    {
      role: 'assistant',
      content: null,
      tool_calls: [{ id: `call_${i}`, type: 'function', function: { name: 'f', arguments: '{}' } }],
    },
    ...(i === 900 ? [] : [{ role: 'tool', tool_call_id: `call_${i}`, content: `Answer ${i}` }]),
    { role: 'assistant', content: `Done ${i}` },
  ]
  const list = JSON.stringify(Array.from({ length: 1500 }, (_, i) => pair(i)).flat())
  const content = files.file(list)
  await open(content)
  const view = await settled()
  expect(view).toMatchObject({ conversations: 1, counts: { errors: 1 } })
  const problem = view.firstProblem ?? -1
  const error =
    "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: call_900"
  expect(await ask({ type: 'explain', revision: 1, error })).toMatchObject({
    problem,
    row: view.problems[problem]?.row,
    explanation: { answer: 'found' },
  })
  const { proposal } = await ask({ type: 'propose-fix', revision: 1, problem, fix: 0, options })
  expect(proposal.rowsAfter.some(({ row, mark }) => row.type === 'result' && mark === 'added')).toBe(true)
  expect(proposal.rowsBefore.some(({ row, mark }) => row.type === 'slot' && mark === 'removed')).toBe(true)
  await open(content, { revision: 2, steps: [{ id: 1, title: '', edits: proposal.edits }], enough: Infinity })
  expect((await settled('done', 2)).counts.errors).toBe(0)
})

test('a repair is worked out in steps, and dropped when nobody waits for it', async () => {
  const { files, open, settled, ask, desk, events } = setUp()
  await open(files.file(text.repeat(3)))
  await settled()
  const proposed = desk.answer({ type: 'propose-repair', revision: 1, options })
  expect((await ask({ type: 'rows', revision: 1, from: 0, to: 2 })).rows).toHaveLength(2)
  await ask({ type: 'drop-proposal' })
  expect(await proposed).toEqual({ type: 'stale' })
  expect((await ask({ type: 'propose-repair', revision: 1, options })).proposal.totals.edits).toBe(36)
  expect(events.at(-1)).toMatchObject({ type: 'repairing', revision: 1, of: text.length * 3 })
})

test('back to the version before, nothing is judged again', async () => {
  const { files, open, settled } = setUp()
  const content = files.file(text)
  await open(content)
  const before = await settled()
  const steps: Step[] = [{ id: 1, title: '', edits: [], packed: new Blob(['[{"start":0,"end":0,"text":"\\n"}]']) }]
  await open(content, { revision: 2, steps, enough: Infinity })
  expect((await settled('done', 2)).problems[0]?.line).toBe((before.problems[0]?.line ?? 0) + 1)
  const read = files.bytesRead
  await open(content, { revision: 3, enough: Infinity })
  expect(await settled('done', 3)).toEqual(before)
  expect(files.bytesRead - read).toBeLessThan(5_000_000) // the beginning, for the format
})
