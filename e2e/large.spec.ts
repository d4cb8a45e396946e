/** Logs that are too large to be held as one text. Made here, from one line and its number. */
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './test.ts'
import { toolmend } from './toolmend.ts'

const LINES = 7500
const OPEN_CALLS = new Set([40, 3000, 7400])
const filler = 'so it is said. '.repeat(260)

function line(i: number): string {
  const call = { id: `call_${i}`, type: 'function', function: { name: 'look_up', arguments: `{"n":${i}}` } }
  const tools = [{ type: 'function', function: { name: 'look_up', parameters: { type: 'object' } } }]
  const answer = [
    { role: 'tool', tool_call_id: call.id, content: `Answer ${i}` },
    { role: 'assistant', content: `Done ${i}` },
  ]
  const messages = [
    { role: 'user', content: `Question ${i} ${filler}` },
    { role: 'assistant', content: null, tool_calls: [call] },
    ...(OPEN_CALLS.has(i) ? [] : answer),
    { role: 'user', content: `And ${i}?` },
  ]
  return `${JSON.stringify({ model: 'gpt-4o', tools, messages })}\n`
}

const folder = join(import.meta.dirname, '../dist/e2e-data')
const log = join(folder, `large-${process.pid}.jsonl`)

test.beforeAll(() => {
  mkdirSync(folder, { recursive: true })
  const file = openSync(log, 'w')
  for (let i = 0; i < LINES; i += 100) writeSync(file, Array.from({ length: 100 }, (_, k) => line(i + k)).join(''))
  closeSync(file)
})
test.afterAll(() => rmSync(log, { force: true }))

const createPart = (lines: number): string => Array.from({ length: lines }, (_, i) => line(i)).join('')

/** As with the file dialog of the browser: the file stays on the disk. */
async function openFile(page: Page, path: string): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page
      .getByRole('button', { name: /^Open( file)?$/ })
      .first()
      .click(),
  ])
  await chooser.setFiles(path)
}

/** Reading takes seconds, on any machine: every look at the disk does, and nobody helps. */
async function slowDown(page: Page): Promise<void> {
  await expect.poll(() => page.workers().filter((one) => one.url().includes('inspect')).length).toBe(1)
  const worker = page.workers().find((one) => one.url().includes('inspect'))
  await worker?.evaluate(() => {
    const prototype = Reflect.get(self, 'FileReaderSync').prototype as { readAsArrayBuffer: (blob: Blob) => ArrayBuffer }
    const read = prototype.readAsArrayBuffer
    prototype.readAsArrayBuffer = function (blob) {
      for (const end = performance.now() + 120; performance.now() < end; );
      return read.call(this, blob)
    }
    Reflect.set(self, 'Worker', undefined)
  })
}

async function hasNoFaults(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`)).toEqual([])
  }
}

const isRead = (page: Page) => expect(page.getByText(/(\d[\d,]*)\/\1 rows shown/)).toBeVisible({ timeout: 50_000 })

test('the first rows are there while it is read; stop, look around, read on', async ({ page }) => {
  const app = toolmend(page)
  await app.open()
  await slowDown(page)
  await openFile(page, log)
  await expect(app.rows().first()).toBeVisible()
  const bar = page.getByRole('region', { name: 'Reading' })
  await bar.getByRole('button', { name: 'Pause' }).click()
  await expect(bar.getByText(/^Paused at \d+ %$/)).toBeVisible()
  await expect(bar.getByRole('progressbar', { name: /^Paused at/ })).toBeVisible()
  await hasNoFaults(page)
  await bar.getByRole('button', { name: 'Resume' }).click()
  await expect(bar.getByText(/^Reading \d+ %$/)).toBeVisible()
  await bar.getByRole('button', { name: 'Stop' }).click()
  await expect(bar.getByText(/^Stopped at \d+ %. [\d,]+ messages loaded.$/)).toBeVisible()
  await expect(page.getByText(/rows of the first \d+ % shown/)).toBeVisible()
  await hasNoFaults(page)
  await app.rows().first().click()
  await expect(app.inspector.getByText(/^lines? \d/)).toBeVisible()
  await bar.getByRole('button', { name: 'Read on' }).click()
  await isRead(page)
  await expect(bar).toBeHidden()
  await expect(page.getByText(/7,500 conversations · 37,494 messages/)).toBeVisible()
  await expect(page.getByRole('radio', { name: 'Anthropic Messages, counted when chosen' })).toBeVisible()
})

test('a fix in the middle, undone and done again; what is taken away is the original with the fixes', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'))
  const app = toolmend(page)
  await app.open()
  await openFile(page, log)
  await isRead(page)
  await expect(app.problems.getByText('3 errors')).toBeVisible()
  await app.problems.getByRole('listitem', { name: /call_3000/ }).click()
  await expect(app.row(/Call look_up/).filter({ hasText: '3000' })).toBeVisible()
  await app.problems
    .getByRole('button', { name: /^Add a result/ })
    .first()
    .click()
  await app.dialog.getByRole('button', { name: 'Apply' }).click()
  await expect(app.problems.getByText(/2 errors/)).toBeVisible()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(app.problems.getByText('3 errors')).toBeVisible()
  await app.button('Repair…').click()
  await app.dialog.getByRole('button', { name: 'Apply' }).click()
  await expect(app.problems.getByText(/error/)).toBeHidden()

  const { name, text } = await app.download()
  expect(name).toMatch(/\.repaired\.jsonl$/)
  const before = readFileSync(log, 'utf8').split('\n')
  const after = text.split('\n')
  expect(after).toHaveLength(before.length)
  const changed = after.flatMap((one, i) => (one === before[i] ? [] : [i]))
  expect(changed).toEqual([...OPEN_CALLS])
  const [messages] = changed.map((i) => (JSON.parse(after[i] ?? '') as { messages: { role: string }[] }).messages)
  expect(messages?.map(({ role }) => role)).toEqual(['user', 'assistant', 'tool', 'user'])
})

test('the worker may die while it reads: it says how far it was, and can stop there next time', async ({ page }) => {
  const app = toolmend(page)
  await app.open()
  await slowDown(page)
  await openFile(page, log)
  const bar = page.getByRole('region', { name: 'Reading' })
  await bar.getByRole('button', { name: 'Pause' }).click()
  await expect(bar.getByText(/^Paused at/)).toBeVisible()
  await page
    .workers()
    .find((one) => one.url().includes('inspect'))
    ?.evaluate(() => self.close())
  const alarm = page.getByRole('alert').filter({ hasText: /Reading stopped unexpectedly at \d+ %/ })
  await alarm.getByRole('button', { name: /^Read up to \d+ %$/ }).click()
  await expect(alarm).toBeHidden()
  await expect(bar.getByText(/^Stopped at \d+ %/)).toBeVisible({ timeout: 30_000 })
  await bar.getByRole('button', { name: 'Read on' }).click()
  await isRead(page)
})

test('written to the disk where the browser can', async ({ page }) => {
  await page.addInitScript(() => {
    const pick = async ({ suggestedName }: { suggestedName: string }) => {
      const root = await navigator.storage.getDirectory()
      return root.getFileHandle(suggestedName, { create: true })
    }
    Object.assign(window, { showSaveFilePicker: pick })
  })
  const app = toolmend(page)
  await app.open()
  await openFile(page, log)
  await isRead(page)
  await app.button('Repair…').click()
  await app.dialog.getByRole('button', { name: 'Apply' }).click()
  await app.button(/^Download repaired/).click()
  await expect(page.getByText(/^Wrote .*\.repaired\.jsonl, /).first()).toBeVisible({ timeout: 30_000 })
  const size = await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory()
    for await (const [, handle] of root.entries())
      if (handle.kind === 'file') return (await (handle as FileSystemFileHandle).getFile()).size
    return 0
  })
  expect(size).toBeGreaterThan(readFileSync(log).length)
})

test('packed, and packed and cut off', async ({ page }) => {
  const app = toolmend(page)
  const packed = `${log}.gz`
  const whole = gzipSync(createPart(1500))
  writeFileSync(packed, Buffer.concat([whole, gzipSync(line(40))]))
  await app.open()
  await openFile(page, packed)
  await isRead(page)
  await expect(page.getByText(/in gzip in JSON Lines · 1,501 conversations/)).toBeVisible()
  await expect(app.button(/^Download · large-\d+\.repaired\.jsonl /)).toBeVisible()

  truncateSync(packed, Math.floor(whole.length * 0.6))
  await openFile(page, packed)
  await expect(page.getByRole('alert').getByText(/cut off or damaged: [\d.]+ MB could be unpacked/)).toBeVisible()
  await expect(app.row(/Question 40/)).toBeVisible()
  rmSync(packed)
})

test('a file that is gone by the time its rows are wanted', async ({ page }) => {
  const gone = `${log}.gone.jsonl`
  writeFileSync(gone, createPart(6000))
  const app = toolmend(page)
  await app.open()
  await openFile(page, gone)
  await isRead(page)
  rmSync(gone)
  const list = app.timeline.getByRole('list', { name: 'Messages, calls and results' })
  await list.evaluate((element) => {
    const scroller = element.closest('[class*=scroller]') ?? element
    scroller.scrollTop = scroller.scrollHeight / 2
  })
  await expect(page.getByRole('alert').getByText(/The file was moved, changed or removed since it was read/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Open the file again' })).toBeVisible()
})
