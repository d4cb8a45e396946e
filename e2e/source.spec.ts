import type { Page } from '@playwright/test'
import { expect, test } from './test.ts'
import { orphanedCall, toolmend } from './toolmend.ts'

const line = (app: ReturnType<typeof toolmend>, text: string) => app.source.locator('.view-line', { hasText: text })

/** Types so many characters before the end of the line that holds a text. */
async function typeBefore(
  page: Page,
  app: ReturnType<typeof toolmend>,
  text: string,
  left: number,
  typed: string,
): Promise<void> {
  await line(app, text).click()
  await page.keyboard.press('End')
  for (let i = 0; i < left; i++) await page.keyboard.press('ArrowLeft')
  await page.keyboard.type(typed)
}

test('typing checks again, is one step, and undo takes it back, in the editor too', async ({ page }) => {
  const app = toolmend(page)
  await app.open()
  await app.paste(orphanedCall)
  await typeBefore(page, app, 'What is the weather', 3, ' Now')
  await expect(app.row(/^Message 0, user\. What is the weather in Oslo\? Now/)).toBeVisible()
  await expect(app.button('1 change')).toBeVisible()

  await page.keyboard.press('ControlOrMeta+z')
  await expect(line(app, 'Oslo? Now')).toHaveCount(0)
  await expect(app.button('0 changes')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+y')
  await expect(line(app, 'Oslo? Now')).toBeVisible()
  const { text } = await app.download()
  expect(text).toBe(orphanedCall.replace('Oslo?', 'Oslo? Now'))
})

test('typing a brace: the page says where the text stops parsing, and recovers', async ({ page }) => {
  const app = toolmend(page)
  await app.open()
  await app.paste(orphanedCall)
  await line(app, '"model"').click()
  await page.keyboard.press('Home')
  await page.keyboard.type('{')
  await expect(app.source.getByText(/^stops parsing at \d+:\d+$/)).toBeVisible()
  await expect(app.timeline.getByText(/stops parsing at line \d+/)).toBeVisible()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(app.source.getByText(/stops parsing/)).toBeHidden()
  await expect(app.row(/Call get_weather has no result/)).toBeVisible()
})

test('line ends and the byte-order mark of a file stay what they are', async ({ page }) => {
  const app = toolmend(page)
  await app.open()
  const text = `\uFEFF${orphanedCall.replaceAll('\n', '\r\n')}`
  await app.drop([{ name: 'windows.json', text }])
  await typeBefore(page, app, 'Are you still there', 2, 'é😀')
  await expect(app.button('1 change')).toBeVisible()
  expect((await app.download()).text).toBe(text.replace('still there?', 'still there?é😀'))
})

test('a fix shows in the editor, and what was typed before it stays', async ({ page }) => {
  const app = toolmend(page)
  await app.open()
  await app.paste(orphanedCall)
  await typeBefore(page, app, 'Are you still there', 2, ' Hello')
  await page.keyboard.press('ControlOrMeta+Shift+Enter') // nothing safe here; hands over what was typed
  await app.button('Repair…').click()
  await app.dialog.getByRole('button', { name: 'Apply' }).click()
  await expect(line(app, 'no result was recorded')).toBeVisible()
  await expect(line(app, 'still there? Hello')).toBeVisible()
})

test('problems are underlined with the words of the list', async ({ page }) => {
  const app = toolmend(page)
  await app.openSample('Orphaned call')
  await expect(app.source.locator('.squiggly-error').first()).toBeVisible()
  await expect(app.source.locator('.toolmend-glyph.error').first()).toBeVisible()
})

test('one very long line is shown as a slice, with the reason, and can be typed in', async ({ page }) => {
  const app = toolmend(page)
  await app.open()
  const messages = [{ role: 'user', content: 'x'.repeat(300_000) }, ...JSON.parse(orphanedCall).messages.slice(1)]
  await app.drop([{ name: 'one-line.json', text: JSON.stringify({ messages }) }])
  await expect(app.source.getByText(/A line is longer than 20,000 characters/)).toBeVisible()
  await expect(app.source.locator('.view-lines')).toContainText('call_7f2c4d91')
  await app.source.locator('.view-line').last().click()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.type(' ')
  await expect(app.button('1 change')).toBeVisible()
  expect((await app.download()).text).toHaveLength(JSON.stringify({ messages }).length + 1)
})

test('a source over 5 MB is shown in slices that follow the selection, and can be typed in', async ({ page }) => {
  const app = toolmend(page)
  await app.openLargeSample()
  await page.keyboard.press('F8')
  await expect(app.source.getByText(/larger than 5 MB: this is a slice/)).toBeVisible()
  const selected = app.source.locator('.view-line', { hasText: '"call_650_0_0"' })
  await expect(selected).toBeInViewport() // deep in a line of 15 kB
  await expect(app.source.getByText(/from line 6\d\d$/)).toBeVisible()

  await app.source.locator('.view-lines').click()
  await page.keyboard.press('ControlOrMeta+Home')
  await page.keyboard.insertText(' ')
  await expect(app.button(/^1 change$/)).toBeVisible()
  await expect(app.problems.getByText('1 error')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(app.button(/^0 changes$/)).toBeVisible()
  await page.getByText('140,664/140,664 rows shown').waitFor()

  await app.timeline.locator('li[tabindex="0"]').focus()
  await page.keyboard.press('End')
  await expect(app.source.getByText(/from line 1,0\d\d$/)).toBeVisible()
  await expect(app.source.locator('.toolmend-selected-text').first()).toBeInViewport()
})
