import { expect, test } from './test.ts'
import { toolmend } from './toolmend.ts'

test('from a call to its result and back, by button and by key', async ({ page }) => {
  const app = toolmend(page)
  await app.openSample('Late result')
  const call = app.row(/separate call run_tests from its result/)
  const result = app.row(/separate this result from its call/)
  await call.getByRole('button', { name: 'Go to result' }).click()
  await expect(result).toBeFocused()
  await result.getByRole('button', { name: 'Go to call' }).click()
  await expect(call).toBeFocused()
  await page.keyboard.press('p')
  await expect(result).toBeFocused()
})

test('a problem leads to its row and its text, and the row to both', async ({ page }) => {
  const app = toolmend(page)
  await app.openSample('Force completion')
  await app.problems.getByRole('listitem', { name: /call_cal_2/ }).click()
  const row = app.row(/^Message 6\. Error\. Call add_event.*Call 2 of 2/)
  await expect(row).toHaveAttribute('aria-current', 'true')
  await expect(app.inspector).toContainText('call_cal_2')
  await expect(app.source.getByText('messages[6].tool_calls[1]')).toBeVisible()

  await app.row(/^Message 1, user/).click()
  await expect(app.inspector).toContainText('message 1 · user')
  await expect(app.source.getByText('messages[1]', { exact: true })).toBeVisible()
})

test('the cursor in the source leads to the row', async ({ page }) => {
  const app = toolmend(page)
  await app.openSample('Force completion')
  await app.source.locator('.view-line', { hasText: 'Find me a flight' }).click()
  await expect(app.row(/^Message 1, user/)).toHaveAttribute('aria-current', 'true')
})

test('F8 goes from problem to problem and around', async ({ page }) => {
  const app = toolmend(page)
  await app.openSample('Force completion')
  const rows = [/^Message 2\. Error/, /^Message 6\. Error.*Call 1 of 2/, /^Message 6\. Error.*Call 2 of 2/]
  await expect(app.row(/^Message 2\. Error/)).toHaveAttribute('aria-current', 'true')
  for (const row of [rows[1], rows[2], rows[0]]) {
    await page.keyboard.press('F8')
    await expect(app.row(row ?? '')).toBeFocused()
  }
  await page.keyboard.press('Shift+F8')
  await expect(app.row(rows[2] ?? '')).toBeFocused()
})

test('keys of the timeline: rows, ends, expand, message number', async ({ page }) => {
  const app = toolmend(page)
  await app.openSample('Force completion')
  await app.row(/^Message 1, user/).click()
  await app.row(/^Message 1, user/).focus()
  await page.keyboard.press('k')
  await expect(app.row(/^Message 0, system/)).toBeFocused()
  await page.keyboard.press('End')
  await expect(app.row(/Is it done/)).toBeFocused()
  await page.keyboard.press('Home')
  await page.keyboard.press('j')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  const call = app.row(/^Message 2\. Error\. Call search_flights/)
  await expect(call).toBeFocused()
  await page.keyboard.press('x')
  await expect(call.getByRole('button', { name: 'Show one line' })).toBeVisible()
  await page.keyboard.press('ArrowLeft')
  await expect(call.getByRole('button', { name: 'Show all of it' })).toBeVisible()

  await page.keyboard.press('ControlOrMeta+g')
  await page.keyboard.type('99')
  await page.keyboard.press('Enter')
  await expect(app.dialog.getByText('There is no message 99.')).toBeVisible()
  await page.keyboard.press('Backspace')
  await page.keyboard.press('Backspace')
  await page.keyboard.type('4')
  await page.keyboard.press('Enter')
  await expect(app.row(/^Message 4, assistant/)).toBeFocused()
})

test('F6 goes from region to region', async ({ page }) => {
  const app = toolmend(page)
  await app.openSample('Orphaned call')
  await app
    .row(/^Message 0/)
    .first()
    .focus()
  for (const region of [app.problems, app.inspector, app.source, app.timeline]) {
    await page.keyboard.press('F6')
    await expect.poll(() => region.evaluate((element) => element.contains(document.activeElement))).toBe(true)
  }
})

test('what is set aside is counted and comes back', async ({ page }) => {
  const app = toolmend(page)
  await app.openSample('Orphaned call')
  await app.problems.getByRole('button', { name: 'Ignore', exact: true }).click()
  await app.problems.getByRole('button', { name: /Ignored 1/ }).click()
  await app.problems.getByRole('listitem', { name: /^Error\. The call to/ }).click()
  const takeBack = app.problems.getByRole('button', { name: 'Take back', exact: true })
  // As a person does: bring it into view, then press. A script that does both in one moment presses where it was.
  await takeBack.scrollIntoViewIfNeeded()
  await takeBack.click()
  await expect(app.problems.getByText('1 error')).toBeVisible()
})

test('switching the target changes words and counts, and switching back restores them', async ({ page }) => {
  const app = toolmend(page)
  await app.openSample('Anthropic tool use')
  const anthropic = page.getByRole('radio', { name: /^Anthropic Messages, 1 error/ })
  const openai = page.getByRole('radio', { name: /^OpenAI Chat Completions, \d+ error/ })
  await expect(anthropic).toBeChecked()
  const before = await page.getByText(/would answer 400/).textContent()
  await openai.click()
  await expect(page.getByText(/^OpenAI Chat Completions would answer/)).toBeVisible()
  await anthropic.click()
  await expect(page.getByText(/would answer 400/)).toHaveText(before ?? '')
})
