import { expect, test } from './test.ts'
import { orphanedCall, toolmend } from './toolmend.ts'

const SYNTHETIC = '[no result was recorded for this tool call]'

test('one fix: preview, apply, undo, redo', async ({ page }) => {
  const app = toolmend(page)
  await app.open()
  await app.paste(orphanedCall)
  await app.problems.getByRole('button', { name: /^Add a result/ }).click()

  const preview = app.dialog
  await expect(preview.getByRole('heading', { level: 2 })).toContainText('Add a result')
  await expect(preview.getByRole('list', { name: 'Before' })).toContainText('MISSING RESULT for call_7f2c4d91')
  await expect(preview.getByRole('list', { name: 'After' })).toContainText(SYNTHETIC)
  await expect(preview.getByText(/Changes 1 message, \d+ bytes\. Problems 1 → 0\. Adds none\./)).toBeVisible()
  await expect(preview.getByText('3 of 3 messages stay byte for byte.')).toBeVisible()
  await preview.getByRole('tab', { name: 'Text' }).click()
  await expect(preview.getByRole('row', { name: /^added .*tool_call_id/ })).toContainText('call_7f2c4d91')
  await preview.getByRole('button', { name: 'Apply' }).click()

  await expect(page.getByText(/would accept this|^No problems for/)).toBeVisible()
  await expect(app.row(/Result of get_weather/)).toBeVisible()
  await expect(app.button('1 change')).toBeVisible()

  await page.keyboard.press('ControlOrMeta+z')
  await expect(app.row(/Call get_weather has no result/)).toBeVisible()
  await page.keyboard.press('ControlOrMeta+Shift+z')
  await expect(app.row(/Call get_weather. Result/)).toBeVisible()
})

test('without a click: Enter previews the problem that has the focus, Enter applies, and the focus is on the mended row', async ({
  page,
}) => {
  const app = toolmend(page)
  await app.open()
  await app.paste(orphanedCall)
  await expect(app.problems.getByRole('listitem', { name: /^Error\. The call to/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(app.dialog.getByRole('button', { name: 'Apply' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(app.row(/Call get_weather\. Result/)).toBeFocused()
})

test('cancel changes nothing', async ({ page }) => {
  const app = toolmend(page)
  await app.openSample('Orphaned call')
  await app.problems.getByRole('button', { name: /^Add a result/ }).click()
  await app.dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(app.dialog).toBeHidden()
  await expect(app.button('0 changes')).toBeDisabled()
})

test('the slot carries the fix', async ({ page }) => {
  const app = toolmend(page)
  await app.openSample('Orphaned call')
  await app
    .row(/Missing result for call/)
    .getByRole('button', { name: 'Fix…' })
    .click()
  await expect(app.dialog.getByRole('list', { name: 'Fixes' }).getByRole('button').first()).toBeFocused()
})

test('everything at once, in three ways, and the preview follows the choice', async ({ page }) => {
  const app = toolmend(page)
  await app.openSample('Force completion')
  await app.button('Repair…').click()
  await expect(app.dialog.getByText(/Problems 3 → 0\. Adds none\./)).toBeVisible()
  await app.dialog.getByLabel('Text of an added result').fill('The tool was interrupted.')
  await expect(app.dialog.getByRole('list', { name: 'After' })).toContainText('The tool was interrupted.')

  await app.dialog.getByRole('radio', { name: /^Drop/ }).check()
  await expect(app.dialog.getByRole('heading', { name: /Drop/ })).toBeVisible()
  await expect(app.dialog.getByRole('list', { name: 'After' })).not.toContainText('The tool was interrupted.')

  await app.dialog.getByRole('radio', { name: /^Flatten/ }).check()
  await app.dialog.getByLabel(/^Template/).fill('What happened so far: {conversation}')
  await expect(app.dialog.getByRole('list', { name: 'After' })).toContainText('What happened so far:')
  await app.dialog.getByRole('button', { name: /^Apply/ }).click()
  await expect(page.getByText(/certain|likely|guess/).first()).toBeVisible()
  await expect(app.timeline.getByRole('listitem')).toHaveCount(2)
})

test('the repaired file: its name, its size on the button, and untouched text byte for byte', async ({ page }) => {
  const app = toolmend(page)
  await app.open()
  await app.drop([{ name: 'run-0412.json', text: orphanedCall }])
  await app.button('Repair…').click()
  await app.dialog.getByRole('button', { name: 'Apply' }).click()
  await expect(app.button(/^Download repaired · run-0412\.repaired\.json · \d+ bytes$/)).toBeVisible()

  const { name, text } = await app.download()
  expect(name).toBe('run-0412.repaired.json')
  const result = JSON.parse(text).messages[2]
  expect(result).toEqual({ role: 'tool', tool_call_id: 'call_7f2c4d91', content: SYNTHETIC })
  const written = /,?\s*\{[^{}]*"role": ?"tool"[^{}]*\}/.exec(text)?.[0] ?? ''
  expect(text.replace(written, '')).toBe(orphanedCall)
  await expect(page.getByText(/^Downloaded run-0412\.repaired\.json/).first()).toBeVisible()
})

test('pasted text is called conversation.repaired', async ({ page }) => {
  const app = toolmend(page)
  await app.open()
  await app.paste(orphanedCall)
  await expect(app.rows().first()).toBeVisible()
  const { name, text } = await app.download()
  expect(name).toBe('conversation.repaired.json')
  expect(text).toBe(orphanedCall)
})

test('copy puts the whole payload on the clipboard', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const app = toolmend(page)
  await app.open()
  await app.paste(orphanedCall)
  await app.button('Copy').first().click()
  await expect(page.getByText(/^Copied the content of conversation\.repaired\.json/).first()).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(orphanedCall)
})

test('safe fixes go at once, as one step, and twice is nothing to do', async ({ page }) => {
  const app = toolmend(page)
  await app.openSample('Stored records')
  await app.button('Fix 2 safe').click()
  await expect(page.getByText(/^2 safe changes made\. Problems \d+ → 0\.$/).first()).toBeVisible()
  await expect(app.button('1 change')).toBeVisible()
  await expect(page.getByText(/would accept this|^No problems for/)).toBeVisible()
  await page.keyboard.press('ControlOrMeta+Shift+Enter')
  await expect(page.getByText('Nothing to do.').first()).toBeVisible()
  await expect(app.button('1 change')).toBeVisible()
})

test('the list of changes jumps to any step and back', async ({ page }) => {
  const app = toolmend(page)
  await app.openSample('Force completion')
  for (const left of [2, 1]) {
    await app.problems
      .getByRole('listitem', { name: /^Error\. The call to/ })
      .first()
      .click()
    await app.problems.getByRole('button', { name: /^Add a result/ }).click()
    await app.dialog.getByRole('button', { name: 'Apply' }).click()
    await expect(app.problems.getByText(new RegExp(`^${left} error`))).toBeVisible()
  }
  await app.button('2 changes').click()
  await app.dialog.getByRole('button', { name: 'Original', exact: true }).click()
  await expect(app.dialog.getByRole('listitem')).toHaveCount(3)
  await page.keyboard.press('Escape')
  await expect(app.problems.getByText(/^3 errors/)).toBeVisible()
  await app.button('0 changes').click()
  await app.dialog
    .getByRole('button', { name: /^Add a result/ })
    .last()
    .click()
  await page.keyboard.press('Escape')
  await expect(app.problems.getByText(/^1 error/)).toBeVisible()
})

test('closing a source with changes nobody took asks once', async ({ page }) => {
  const app = toolmend(page)
  await app.openSample('Orphaned call')
  await app.button('Repair…').click()
  await app.dialog.getByRole('button', { name: 'Apply' }).click()
  await expect(app.button('1 change')).toBeVisible()
  await app.button('Close orphaned-call.json').click()
  await app.dialog.getByRole('button', { name: 'Cancel' }).click()
  await app.download()
  await app.button('Close orphaned-call.json').click()
  await expect(page.getByRole('heading', { name: /^Paste a transcript/ })).toBeVisible()
})

test('a repair for another API writes its format, and lists what that cannot hold', async ({ page }) => {
  const app = toolmend(page)
  await app.openSample('Parallel calls')
  await page.getByRole('radio', { name: /^Anthropic Messages/ }).click()
  await app.button('Repair…').click()
  await app.dialog.getByRole('tab', { name: /changes$/ }).click()
  await expect(app.dialog.getByText('Write the conversation as Anthropic Messages')).toBeVisible()
  await app.dialog.getByRole('button', { name: /^Apply/ }).click()
  await expect(page.getByText(/^Anthropic Messages ·/)).toBeVisible()
  await expect(page.getByText(/would accept this|^No problems for Anthropic/)).toBeVisible()
  const { text } = await app.download()
  expect(text).toContain('"tool_use"')
  expect(text).not.toContain('tool_calls')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(page.getByText(/^OpenAI Chat Completions ·/)).toBeVisible()
})

test('a change of a repair is left out by its tick, and taken in again', async ({ page }) => {
  const app = toolmend(page)
  await app.openSample('Force completion')
  await app.button('Repair…').click()
  await app.dialog.getByRole('tab', { name: '3 changes' }).click()
  const ticks = app.dialog.getByRole('checkbox', { name: /^Add a result/ })
  await expect(ticks).toHaveCount(3)
  await ticks.nth(1).uncheck()
  await expect(app.dialog.getByText(/Problems 3 → 1\. Adds none\./)).toBeVisible()
  await expect(app.dialog.getByRole('tab', { name: '2 changes' })).toBeVisible()
  await expect(ticks.nth(1)).not.toBeChecked()
  await expect(ticks.nth(1)).toBeFocused()
  await ticks.nth(0).uncheck()
  await ticks.nth(2).uncheck()
  await expect(app.dialog.getByRole('tab', { name: '0 changes' })).toBeVisible()
  await expect(app.dialog.getByRole('button', { name: 'Apply' })).toBeDisabled()
  await expect(ticks).toHaveCount(3)
  await ticks.nth(0).check()
  await expect(app.dialog.getByText(/Problems 3 → 2\. Adds none\./)).toBeVisible()
  await expect(ticks.nth(0)).toBeFocused()
  await app.dialog.getByRole('button', { name: 'Apply' }).click()
  await expect(app.problems.getByText(/^2 errors/)).toBeVisible()
})
