import { expect, test } from './test.ts'
import { answeredCall, longConversation, orphanedCall, toolmend } from './toolmend.ts'

test('a paste into a cold page shows what was found and stands at the problem', async ({ page }) => {
  const app = toolmend(page)
  await app.open()
  await app.paste(orphanedCall)
  await expect(page.getByText('certain · 3 messages · 1 tool call')).toBeVisible()
  await expect(app.problems.getByText('1 error')).toBeVisible()
  await expect(app.problems.getByRole('listitem', { name: /^Error\. The call to/ })).toBeFocused()
  await expect(app.row(/^Message 1\. Error\. Call get_weather has no result/)).toHaveAttribute('aria-current', 'true')
  await expect(page.getByText(/would answer 400/)).toContainText('did not have response messages: call_7f2c4d91')
  await expect(app.problems.getByRole('button', { name: /^Add a result/ })).toBeVisible()
})

test('a paste into the area of the start page is the same', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const app = toolmend(page)
  await app.open()
  await page.evaluate((text) => navigator.clipboard.writeText(text), orphanedCall)
  await page.getByRole('textbox', { name: 'Transcript or provider error' }).click()
  await page.keyboard.press('ControlOrMeta+v')
  await expect(app.rows().first()).toBeVisible()
})

test('the Paste button reads the clipboard', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const app = toolmend(page)
  await app.open()
  await page.evaluate((text) => navigator.clipboard.writeText(text), orphanedCall)
  await page.getByRole('button', { name: 'Paste', exact: true }).click()
  await expect(app.rows().first()).toBeVisible()
})

test('files are dropped anywhere, each in a tab', async ({ page }) => {
  const app = toolmend(page)
  await app.open()
  await app.drop([
    { name: 'run-0412.json', text: orphanedCall },
    { name: 'fine.json', text: answeredCall },
  ])
  const tabs = page.getByRole('navigation', { name: 'Opened sources' })
  await expect(tabs.getByRole('button', { name: 'run-0412.json', exact: true })).toHaveAttribute('aria-current', 'page')
  await expect(app.problems.getByText('1 error')).toBeVisible()

  await tabs.getByRole('button', { name: 'fine.json', exact: true }).click()
  await expect(page.getByText(/OpenAI Chat Completions would accept this|^No problems for OpenAI Chat/)).toBeVisible()
  await expect(page.getByText(/Checked \d+ rules/)).toBeVisible()
})

test('the overlay names what will happen, and is for files only', async ({ page }) => {
  const app = toolmend(page)
  await app.open()
  const drag = async (type: string, kind: 'file' | 'text') => {
    const data = await page.evaluateHandle((of) => {
      const transfer = new DataTransfer()
      if (of === 'file') transfer.items.add(new File(['{}'], 'a.json'))
      else transfer.setData('text/plain', 'a selection')
      return transfer
    }, kind)
    await page.dispatchEvent('body', type, { dataTransfer: data })
  }
  const overlay = page.getByText(/^Drop .* to open$/)
  await drag('dragenter', 'text')
  await expect(overlay).toBeHidden()
  await drag('dragenter', 'file')
  await expect(overlay).toHaveText('Drop 1 file to open')
  await drag('dragleave', 'file')
  await expect(overlay).toBeHidden()
  await drag('dragenter', 'file')
  await page.keyboard.press('Escape')
  await expect(overlay).toBeHidden()
})

test('Ctrl+O opens several files', async ({ page }) => {
  const app = toolmend(page)
  await app.open()
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('ControlOrMeta+o')])
  expect(chooser.isMultiple()).toBe(true)
  await chooser.setFiles([
    { name: 'one.json', mimeType: 'application/json', buffer: Buffer.from(orphanedCall) },
    { name: 'two.json', mimeType: 'application/json', buffer: Buffer.from(answeredCall) },
  ])
  await expect(page.getByRole('navigation', { name: 'Opened sources' }).getByRole('listitem')).toHaveCount(2)
})

test('a paste beside an open source overwrites nothing and asks', async ({ page }) => {
  const app = toolmend(page)
  await app.openSample('Orphaned call')
  await app.paste(answeredCall)
  const tabs = page.getByRole('navigation', { name: 'Opened sources' })
  await expect(tabs.getByRole('listitem')).toHaveCount(2)
  await expect(page.getByText('Opened in a new tab beside orphaned-call.json.')).toBeVisible()
  await app.button('Replace orphaned-call.json').click()
  await expect(tabs.getByRole('listitem')).toHaveCount(1)
  await expect(app.row(/4 °C|Result of get_weather/).first()).toBeVisible()

  await app.button('Open again').click()
  await expect(tabs.getByRole('listitem')).toHaveCount(2)
  await expect(page.getByText(/^Orphaned call|has no result/).first()).toBeVisible()
})

const samples: [title: string, words: RegExp][] = [
  ['Orphaned call', /Call get_weather has no result/],
  ['Orphaned result', /Result names call call_trimmed|Result names call ending/],
  ['Mismatched id', /book_table/],
  ['Reused id', /id is used more than once/],
  ['Late result', /separate call run_tests from its result/],
  ['Parallel calls', /Call 2 of 3 in parallel/],
  ['Stored records', /search_products and its result in the same message/],
  ['Force completion', /Call search_flights has no result/],
  ['Fresh messages', /Result names call/],
  ['Interleaved sessions', /Conversation 1 of 2, sess-a/],
  ['Malformed lines', /could not be read/],
  ['Legacy function call', /get_current_weather/],
  ['Anthropic tool use', /Call read_file has no result/],
  ['Clean run', /Call 1 of 2 in parallel, 2 answered/],
  ['Stream', /Call weather, not answered – a single answer of a model/],
  ['Claude Code session', /Call Read has no result/],
  ['LangGraph thread', /Call pay, not answered – waits for a person to agree/],
  ['Langfuse trace', /Result of weather, called in message 1/],
  ['Gemini without ids', /Call roll, matched by name and order/],
  ['ShareGPT row', /Call add has no result/],
  ['claude.ai export', /Call web_search/],
  ['MCP server log', /Call close_task has no result/],
  ['Debug line of Python', /Call now has no result/],
]
for (const [title, words] of samples) {
  test(`sample: ${title}`, async ({ page }) => {
    const app = toolmend(page)
    await app.openSample(title)
    await expect(app.timeline.getByText(/^Sample\./)).toBeVisible()
    await expect(app.row(words).first()).toBeVisible()
    if (title !== 'Clean run') await expect(app.problems.getByText(/\d (error|warning|remark)/)).toBeVisible()
  })
}

test('the format can be overruled, and that can be undone', async ({ page }) => {
  const app = toolmend(page)
  await app.openSample('Orphaned call')
  await app.button('why?').click()
  await expect(
    page
      .getByRole('dialog', { name: /^Why OpenAI Chat/ })
      .getByRole('listitem')
      .first(),
  ).toBeVisible()
  await page.keyboard.press('Escape')

  await app.button('Treat as…').click()
  await page.getByRole('menuitemradio', { name: /^Stored records/ }).click()
  await expect(page.getByText('chosen by you')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(page.getByText('certain · 6 messages')).toBeVisible()
})

test('a long conversation is a list that knows its length', async ({ page }) => {
  const app = toolmend(page)
  await app.open()
  await app.paste(longConversation(2000))
  const row = app.row(/Call look_up has no result/)
  await expect(row).toHaveAttribute('aria-current', 'true')
  const total = Number(await row.getAttribute('aria-setsize'))
  expect(total).toBeGreaterThan(7000)
  expect(await app.rows().count()).toBeLessThan(80)

  await row.focus()
  await page.keyboard.press('End')
  await expect(app.row(/The end/)).toBeFocused()
  await expect(app.row(/The end/)).toHaveAttribute('aria-posinset', String(total))
  await page.keyboard.press('Home')
  await expect(app.row(/Question 0$/)).toBeFocused()
})
