import { expect, test } from './test.ts'
import { toolmend } from './toolmend.ts'

test('entries nobody knows are read by the fields a user names, and the names are kept', async ({ page }) => {
  const app = toolmend(page)
  await app.openSample('Entries of your own')
  const mapper = page.getByRole('form', { name: 'Which field is what?' })
  await expect(mapper.getByRole('combobox', { name: 'Role' })).toHaveValue('who')
  await mapper.getByRole('button', { name: 'Read it like this' }).click()
  await expect(app.row(/Call call_courier has no result/).first()).toBeVisible()
  await expect(page.getByText('Fields you named')).toBeVisible()

  await mapper.getByRole('combobox', { name: 'Tool' }).selectOption('')
  await expect(app.row(/Call track/)).toHaveCount(0)
  await app.button('Undo').click()
  await expect(app.row(/Call track/).first()).toBeVisible()

  await mapper.getByLabel(/^Keep this/).check()
  await page.reload()
  await app.openSample('Entries of your own')
  await expect(page.getByRole('form', { name: 'Which field is what?' }).getByRole('combobox', { name: 'Tool' })).toHaveValue(
    'tool',
  )
})

test('a log is written for an API, and repaired there', async ({ page }) => {
  const app = toolmend(page)
  await app.openSample('Claude Code session')
  await expect(app.row(/Call Bash/).first()).toBeVisible()
  await expect(page.getByText(/10:00:04 · 812 → 44 tokens/)).toBeVisible()
  await app.button('why?').click()
  await expect(
    page
      .getByRole('dialog', { name: /^Why Claude Code/ })
      .getByRole('listitem')
      .first(),
  ).toBeVisible()
  await page.keyboard.press('Escape')
  await app.button('Repair…').first().click()
  await expect(page.getByRole('dialog').getByText(/Problems 1 → 0/)).toBeVisible()
  await app.button('Apply').click()
  await expect(page.getByText(/^Anthropic Messages · certain/)).toBeVisible()
})

test('another format can be chosen from the families', async ({ page }) => {
  const app = toolmend(page)
  await app.openSample('ShareGPT row')
  await app.button('Treat as…').click()
  await expect(page.getByRole('group', { name: 'Traces' })).toBeVisible()
  await page.getByRole('menuitemradio', { name: 'Name the fields…' }).click()
  await expect(page.getByRole('form', { name: 'Which field is what?' })).toBeVisible()
  await app.button('Undo').click()
  await expect(app.row(/Call add/).first()).toBeVisible()
})
