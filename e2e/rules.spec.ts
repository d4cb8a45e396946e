import { expect, test } from './test.ts'
import { orphanedCall, toolmend } from './toolmend.ts'

test('every rule and sentence can be searched and taken away', async ({ page }) => {
  const app = toolmend(page)
  await app.open()
  await app.button('View').click()
  await page.getByRole('menuitem', { name: 'Rules and sentences…' }).click()
  await expect(app.dialog.getByRole('heading', { name: 'Rules, and the sentences of providers' })).toBeVisible()
  await expect(app.dialog.getByText(/^\d{2,} rules, \d{3,} sentences$/)).toBeVisible()

  await app.dialog.getByRole('searchbox').fill('toolResult blocks at Bedrock')
  await expect(app.dialog.getByText(/^\d rules?, \d+ sentences?$/)).toBeVisible()
  await expect(app.dialog.getByText('orphaned-call', { exact: true })).toBeVisible()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    app.dialog.getByRole('button', { name: 'Download as JSON' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('toolmend-rules.json')

  await page.keyboard.press('Escape')
  await expect(app.dialog).toBeHidden()
  await expect(app.button('View')).toBeFocused()
})

test('a problem leads to its rule: who refuses it, and in which words', async ({ page }) => {
  const app = toolmend(page)
  await app.open()
  await app.paste(orphanedCall)
  await app.problems.getByRole('button', { name: 'About this rule' }).focus()
  await page.keyboard.press('Enter')
  await expect(app.dialog.getByRole('searchbox')).toHaveValue('orphaned-call')
  await expect(app.dialog.getByText('Refused by')).toBeVisible()
  await expect(app.dialog.getByText('Anthropic Messages', { exact: true }).first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(app.problems.getByRole('button', { name: 'About this rule' })).toBeFocused()
})
