import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Client, Outcome } from '../../worker/client.ts'
import { createDesk } from '../../worker/desk.ts'
import type { Request } from '../../worker/protocol.ts'
import { createToolmendStore } from './create-store.ts'
import { words } from '../words.ts'
import { selectChosenFix, selectRow, selectSafeCount, selectShownView, selectSource, selectView } from './selectors.ts'

/** The store on a real desk, without a thread between them. */
function setUp() {
  let desk = createDesk()
  let isDead = false
  const deaths: (() => void)[] = []
  const asked: Request[] = []
  const client: Client = {
    ask: async <R extends Request>(request: R) => {
      asked.push(request)
      if (isDead) return { type: 'died' }
      return (await desk.answer(request)) as Outcome<R['type']> // the schema is tested with the desk
    },
    onProgress: () => undefined,
    onDeath: (listener) => deaths.push(listener),
    restart: () => {
      isDead = false
      desk = createDesk()
    },
  }
  const store = createToolmendStore(client)
  const settled = () => vi.waitFor(() => expect(store.getState().reading).toBeNull())
  const kill = () => {
    isDead = true
    for (const listener of deaths) listener()
  }
  return { store, settled, kill, asked, get: () => store.getState(), view: () => selectView(store.getState()) }
}

const call = (id: string) => ({ id, type: 'function', function: { name: 'get_weather', arguments: '{"city":"Oslo"}' } })
const messages = [
  { role: 'user', content: 'Oslo?' },
  { role: 'assistant', content: null, tool_calls: [call('call_1')] },
  { role: 'user', content: 'Hello?' },
  { role: 'assistant', content: null, tool_calls: [call('call_2')] },
  { role: 'user', content: 'Well?' },
]
const source = JSON.stringify({ messages }, null, 2)
const errors = ({ view }: ReturnType<typeof setUp>) =>
  view()?.opened.problems.filter(({ severity }) => severity === 'error').length

let at: ReturnType<typeof setUp>
beforeEach(async () => {
  at = setUp()
  at.get().openText(source)
  await at.settled()
})

test('an opened source stands at its first error', () => {
  expect(errors(at)).toBe(2)
  expect(selectRow(at.get())).toMatchObject({ type: 'call', callId: 'call_1' })
  expect(at.get().revealed).toMatchObject({ origin: 'opening', focus: true })
  expect(selectChosenFix(at.get())).toMatchObject({ fix: 0 })
  expect(selectSafeCount(at.get())).toBe(0)
})

describe('an edit by hand', () => {
  const rowOfCall = () => at.view()?.row ?? -1
  const rename = (id: string) => ({ type: 'edit' as const, row: rowOfCall(), edit: { type: 'rename-id' as const, id } })

  test('is applied at once where it adds no error, and the selection stays', async () => {
    await at.get().askEdit('rename')
    expect(at.get().editing).toMatchObject({ question: 'rename', editable: { id: { id: 'call_1' } } })
    expect(await at.get().checkEdit(rowOfCall(), rename('call_2').edit)).toMatchObject({ takenBy: { type: 'call' } })
    await at.get().applyAtOnce(rename('call_9'))
    await at.settled()
    expect(at.get()).toMatchObject({ editing: null, preview: null })
    expect(selectRow(at.get())).toMatchObject({ type: 'call', callId: 'call_9' })
    expect(selectSource(at.get())?.history.done).toMatchObject([{ kind: 'edit', title: 'Rename call_1 to call_9' }])
    at.get().undo()
    await at.settled()
    expect(selectRow(at.get())).toMatchObject({ callId: 'call_1' })
  })

  test('that adds an error is shown, and applied only by the hand that has seen it', async () => {
    await at.get().applyAtOnce(rename('x'.repeat(65)))
    expect(at.get().preview).toMatchObject({ state: 'ready', proposal: { totals: { addedErrors: 1 } } })
    expect(selectSource(at.get())?.history.done).toEqual([])
    at.get().applyPreview()
    await at.settled()
    expect(selectSource(at.get())?.history.done).toMatchObject([
      { title: expect.stringMatching(/^Rename call_1 to x+$/) as string },
    ])
    expect(errors(at)).toBe(3)
  })

  test('takes the selection along', async () => {
    at.get().selectRow(0, 'timeline')
    await at.get().applyAtOnce({ type: 'edit', row: 0, edit: { type: 'move', by: 1 } })
    await at.settled()
    expect(selectSource(at.get())?.history.done).toMatchObject([{ title: 'Move message 0 down' }])
    expect(selectRow(at.get())).toMatchObject({ type: 'message', summary: 'Oslo?', number: 1 })
  })

  test('opens its menu on the row it is asked of', async () => {
    await at.get().openRowMenu(0, { x: 1, y: 2 })
    expect(at.get().rowMenu).toMatchObject({ at: { x: 1, y: 2 }, editable: { row: 0, refusals: { 'move-up': 'first' } } })
    expect(at.view()?.row).toBe(0)
    at.get().closeRowMenu()
    await at.get().askEdit('rename', 99)
    expect(at.get()).toMatchObject({ rowMenu: null, editing: null })
  })

  test('asked for before the newest text is read is of the row that is selected there', async () => {
    const before = source.indexOf('{', 1)
    at.get().change('typing', 'a', [{ start: before, end: before, text: '{"role":"user","content":"Hi"},' }])
    await at.get().askEdit('rename')
    await at.settled()
    const { row, revision } = at.view() ?? {}
    expect(at.get().editing).toMatchObject({
      revision,
      row: { index: row, callId: 'call_1' },
      editable: { id: { id: 'call_1' } },
    })

    at.get().change('typing', 'b', [{ start: before, end: before, text: '{"role":"user","content":"Ho"},' }])
    await at.get().openRowMenu(0, { x: 1, y: 2 })
    await at.settled()
    expect(at.get().rowMenu).toMatchObject({ revision: at.view()?.revision, row: { index: 1, summary: 'Hi' } })
  })

  test('is asked of the row that was meant, though that is still on its way', async () => {
    at.get().selectRow(0, 'timeline')
    const moved = { revision: 2, row: { summary: 'Oslo?', number: 1 } }
    await at.get().applyAtOnce({ type: 'edit', row: 0, edit: { type: 'move', by: 1 } })
    expect(at.get().reading).not.toBeNull()
    await Promise.all([at.get().openRowMenu(0, { x: 1, y: 2 }), at.get().askEdit('set-text', 0)])
    expect(at.get()).toMatchObject({ rowMenu: moved, editing: moved })
    expect(at.view()?.revision).toBe(2)
  })
})

describe('a fix', () => {
  const fixFirst = async () => {
    const { problem } = selectChosenFix(at.get()) ?? { problem: -1 }
    await at.get().previewOf({ type: 'fix', problem, fix: 0 })
    at.get().applyPreview()
    await at.settled()
  }

  test('is previewed, applied, and one step of the history', async () => {
    await fixFirst()
    expect(errors(at)).toBe(1)
    expect(at.get().preview).toBeNull()
    expect(selectSource(at.get())?.history.done).toHaveLength(1)
    expect(at.get().notices.at(-1)?.action).toBe('undo')
  })

  test('is taken back by itself, though another one was applied since', async () => {
    await fixFirst()
    const first = selectSource(at.get())?.history.done[0]
    const problem = at.view()?.opened.problems.findIndex(({ severity }) => severity === 'error') ?? -1
    await at.get().previewOf({ type: 'fix', problem, fix: 0 })
    at.get().applyPreview()
    await at.settled()
    expect(errors(at)).toBe(0)
    at.get().takeBack(first?.id ?? -1)
    await at.settled()
    expect(at.view()?.opened.problems.filter(({ severity }) => severity === 'error')).toMatchObject([{ callId: 'call_1' }])
    at.get().takeBack(first?.id ?? -1) // it is gone already
    expect(selectSource(at.get())?.history.done).toHaveLength(3)
    at.get().undo()
    await at.settled()
    expect(errors(at)).toBe(0)
  })

  test('of a text that is read again just now is not applied to what it was not made for', async () => {
    const { problem } = selectChosenFix(at.get()) ?? { problem: -1 }
    await at.get().previewOf({ type: 'fix', problem, fix: 0 })
    at.get().applyPreview()
    await at.get().applyAtOnce({ type: 'fix', problem, fix: 0 })
    await at.settled()
    expect(selectSource(at.get())?.history.done).toHaveLength(1)
    expect(errors(at)).toBe(1)
  })

  test('is seen beside the original', async () => {
    await fixFirst()
    await at.get().compare(null)
    const problems = { before: { errors: 2 }, after: { errors: 1 } }
    expect(at.get()).toMatchObject({ dialog: 'compare', comparedStep: null, comparison: { edits: 1, problems } })
    const [step] = selectSource(at.get())?.history.done ?? []
    await at.get().compare(step ?? null)
    expect(at.get()).toMatchObject({ comparedStep: { title: step?.title }, comparison: { edits: 1, problems } })
    at.get().openDialog(null)
    at.kill()
    await at.get().compare(null)
    expect(at.get().dialog).toBeNull()
  })

  test('leaves the selection on the row it mended', async () => {
    await fixFirst()
    expect(selectRow(at.get())).toMatchObject({ type: 'call', callId: 'call_1', situation: expect.stringMatching(/^paired/) })
  })

  test('is undone and redone; the selection stays with its text', async () => {
    await fixFirst()
    at.get().selectRow((at.view()?.opened.rows ?? 0) - 1, 'timeline')
    at.get().undo()
    await at.settled()
    expect(errors(at)).toBe(2)
    expect(selectRow(at.get())).toMatchObject({ type: 'message', summary: 'Well?' })
    at.get().redo()
    await at.settled()
    expect(errors(at)).toBe(1)
    expect(selectRow(at.get())).toMatchObject({ type: 'message', summary: 'Well?' })
  })

  test('asked for before the newest text is read: it is of that one, or of nothing', async () => {
    const first = at.view()?.opened.problems.findIndex(({ callId }) => callId === 'call_1') ?? -1
    const second = at.view()?.opened.problems.findIndex(({ callId }) => callId === 'call_2') ?? -1
    at.get().change('typing', 'a', [{ start: 0, end: 0, text: '\n\n' }])
    await at.get().previewOf({ type: 'fix', problem: second, fix: 0 })
    at.get().applyPreview()
    await at.settled()
    expect(at.view()?.opened.problems.filter(({ severity }) => severity === 'error')).toMatchObject([{ callId: 'call_1' }])

    at.get().change('typing', 'b', [{ start: 2, end: 2, text: '"' }]) // nothing of it is left
    await at.get().previewOf({ type: 'fix', problem: first, fix: 0 })
    expect(at.get()).toMatchObject({
      preview: null,
      notices: expect.arrayContaining([expect.objectContaining({ text: words.repair.isGone })]),
    })
    at.get().undo()
    await at.settled()

    at.get().change('typing', 'c', [{ start: 0, end: 1, text: '' }])
    await at.get().applyAtOnce({ type: 'repair' })
    await at.settled()
    expect(errors(at)).toBe(0)
    expect(at.view()?.opened.format).toBe('openai-chat')
  })

  test('a preview that was closed is not applied', async () => {
    await at.get().previewOf({ type: 'repair' })
    at.get().closePreview()
    at.get().applyPreview()
    expect(selectSource(at.get())?.history.done).toEqual([])
  })
})

test('a repair at once, and a second one that finds nothing', async () => {
  await at.get().applyAtOnce({ type: 'repair' })
  await at.settled()
  expect(errors(at)).toBe(0)
  await at.get().applyAtOnce({ type: 'repair' })
  expect(at.get().notices.at(-1)?.text).toBe('Nothing to do.')
  expect(selectSource(at.get())?.history.done).toHaveLength(1)
})

test('changes that come faster than answers: the last one is shown', async () => {
  at.get().change('typing', 'a', [{ start: 0, end: 0, text: ' ' }])
  at.get().change('typing', 'b', [{ start: 0, end: 0, text: ' ' }])
  at.get().undo()
  await at.settled()
  expect(at.view()?.opened.source.bytes).toBe(source.length + 1)
})

test('what is selected while a new version comes in stays selected, at whichever moment that is', async () => {
  const last = (at.view()?.opened.rows ?? 0) - 1
  for (let moment = 0; moment < 30; moment++) {
    at = setUp()
    at.get().openText(source)
    await at.settled()
    at.get().change('typing', 'a', [{ start: 0, end: 0, text: ' ' }])
    for (let turn = 0; turn < moment; turn++) await Promise.resolve()
    at.get().selectRow(last, 'timeline')
    await at.settled()
    expect(at.view()?.row, `after ${moment} turns`).toBe(last)
  }
})

test('typing that breaks the text keeps the last rows, and they come back with undo', async () => {
  const rows = at.view()?.opened.rows
  at.get().change('typing', 'gone', [{ start: 0, end: source.length, text: '{' }])
  await at.settled()
  expect(at.view()?.lastGood?.opened.rows).toBe(rows)
  expect(selectShownView(at.get())?.opened.rows).toBe(rows)
  at.get().undo()
  await at.settled()
  expect(at.view()?.lastGood).toBeNull()
  expect(at.view()?.opened.rows).toBe(rows)
})

test('the target and the format are chosen, and only the format is a step', async () => {
  at.get().chooseTarget('anthropic')
  await at.settled()
  expect(at.view()?.opened.target).toBe('anthropic')
  at.get().overrideFormat('stored-records', 'Read as Stored records')
  await at.settled()
  expect(at.view()?.opened.format).toBe('stored-records')
  at.get().undo()
  await at.settled()
  expect(at.view()?.opened.format).toBe('openai-chat')
  expect(at.view()?.opened.target).toBe('anthropic')
})

test('a repair for another API is read as what it wrote, whatever the text before was said to be', async () => {
  at.get().overrideFormat('openai-chat', 'Read as OpenAI Chat')
  at.get().chooseTarget('anthropic')
  await at.settled()
  await at.get().applyAtOnce({ type: 'repair' })
  await at.settled()
  expect(at.view()?.opened).toMatchObject({ format: 'anthropic-messages', target: 'anthropic' })
  expect(errors(at)).toBe(0)
  at.get().undo()
  await at.settled()
  expect(at.view()?.opened.format).toBe('openai-chat')
})

describe('several sources', () => {
  test('a second one never overwrites the first, which can be replaced and come back', async () => {
    at.get().openText('[{"role":"user","content":"second"}]')
    await at.settled()
    expect(at.get().sources).toHaveLength(2)
    expect(at.get().placement).not.toBeNull()
    at.get().replacePrevious()
    expect(at.get().sources).toHaveLength(1)
    at.get().reopenClosed()
    await at.settled()
    expect(errors(at)).toBe(2)
  })

  test('each keeps its own selection', async () => {
    const [first] = at.get().sources
    at.get().selectRow(4, 'timeline')
    at.get().openText('[{"role":"user","content":"second"}]')
    await at.settled()
    at.get().activate(first?.id ?? '')
    await at.settled()
    expect(at.view()?.row).toBe(4)
  })

  test('one with changes nobody took is closed after a second word only', async () => {
    await at.get().applyAtOnce({ type: 'repair' })
    await at.settled()
    const id = at.get().activeId ?? ''
    at.get().close(id)
    expect(at.get().closing).toBe(id)
    at.get().keepOpen()
    expect(at.get().sources).toHaveLength(1)
    at.get().close(id, true)
    expect(at.get().sources).toHaveLength(0)
    expect(at.get().activeId).toBeNull()
  })
})

test('the worker dies: changes go on, and a new one reads them', async () => {
  await at.get().applyAtOnce({ type: 'repair' })
  await at.settled()
  at.kill()
  expect(at.get().workerDied).toBe(true)
  at.get().undo()
  await at.settled()
  at.get().retry()
  await at.settled()
  expect(at.get().workerDied).toBe(false)
  expect(errors(at)).toBe(2)
  at.get().redo()
  await at.settled()
  expect(errors(at)).toBe(0)
})

test('rows far away are asked for once', async () => {
  const many = Array.from({ length: 500 }, (_, i) => ({ role: 'user', content: `message ${i}` }))
  at.get().openText(JSON.stringify(many))
  await at.settled()
  const before = at.asked.length
  for (let i = 0; i < 3; i++) at.get().needRows(410, 430)
  await vi.waitFor(() => expect(at.view()?.pages.has(4)).toBe(true))
  expect(at.asked.length - before).toBe(1)
  expect(await at.get().goToMessage(425)).toBe(true)
  expect(at.view()?.row).toBe(425)
  expect(await at.get().goToMessage(999)).toBe(false)
})

test('the selected row stays known, however far somebody scrolls', async () => {
  const many = Array.from({ length: 8000 }, (_, i) => ({ role: 'user', content: `Number ${i}` }))
  at.get().openText(JSON.stringify({ messages: many }))
  await at.settled()
  at.get().selectRow(3, 'timeline')
  for (let from = 0; from < 8000; from += 100) {
    at.get().needRows(from, from + 20)
    await vi.waitFor(() => expect(at.view()?.pages.has(from / 100)).toBe(true), { interval: 1 })
  }
  expect(selectRow(at.get())).toMatchObject({ index: 3, summary: 'Number 3' })

  at.get().selectRow(1234, 'jump') // far from what is drawn
  at.get().needRows(7900, 7920)
  await vi.waitFor(() => expect(selectRow(at.get())).toMatchObject({ index: 1234 }))
})

test('pasted text is a conversation, or opens the box for errors', async () => {
  const error =
    "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: call_2"
  await at.get().receiveText(error)
  await vi.waitFor(() => expect(at.get().errorBox?.answer?.explanation.recognised).toBe(true))
  at.get().goToExplained()
  expect(selectRow(at.get())).toMatchObject({ callId: 'call_2' })
})
