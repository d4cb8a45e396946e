import { expect, test } from './test.ts'
import { orphanedCall, toolmend } from './toolmend.ts'

test('the page counts its requests: files of the build, and nothing else', async ({ page }) => {
  const app = toolmend(page)
  await app.openSample('Orphaned call')
  await app.button('Repair…').click()
  await app.dialog.getByRole('button', { name: 'Apply' }).click()
  await page.locator('.view-line').first().waitFor()
  await expect(page.getByRole('contentinfo').getByRole('button')).toHaveText(/^\d+ program files, 0 other requests$/)

  await app.button(/program files/).click()
  await expect(app.dialog.getByText('Anything else: 0 requests')).toBeVisible()
  await expect(app.dialog.getByText(/assets\/inspect\.worker/).first()).toBeVisible()
  await expect(app.dialog.getByText(/connect-src 'none'/)).toBeVisible()
})

test('nothing of a transcript is kept: not in storage, not in the address, not in the title', async ({ page }) => {
  const app = toolmend(page)
  await app.open()
  await app.paste(orphanedCall)
  await expect(app.rows().first()).toBeVisible()
  await app.button('View').click()
  await page.getByRole('menuitemradio', { name: 'Compact' }).click()
  const kept = await page.evaluate(async () => {
    const databases = await indexedDB.databases()
    return [
      JSON.stringify(Object.entries(localStorage)),
      JSON.stringify(Object.entries(sessionStorage)),
      databases.length,
      document.title,
      location.href,
      document.cookie,
    ].join('\n')
  })
  expect(kept).not.toMatch(/Oslo|call_7f2c|get_weather/)
  expect(kept).toContain('compact')
})

test('theme and density are chosen at once and remembered', async ({ page }) => {
  const app = toolmend(page)
  await app.openSample('Orphaned call')
  await app.button('View').click()
  await page.getByRole('menuitemradio', { name: 'Dark' }).click()
  await expect(page.locator('body')).toHaveCSS('color-scheme', 'dark')
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
})
