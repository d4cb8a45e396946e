import { expect, test } from './test.ts'
import { toolmend } from './toolmend.ts'

test.use({ viewport: { width: 320, height: 640 } })

test('one region at a time, nothing wider than the screen', async ({ page }) => {
  const app = toolmend(page)
  await app.openSample('Parallel calls')
  const regions = page.getByRole('navigation', { name: 'Regions' })
  for (const name of [/^Timeline/, /^Problems · 1/, /^Source/, /^Export/]) {
    await regions.getByRole('button', { name }).click()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
    await expect(page.getByRole('main')).toBeVisible()
  }
})

test('the main job: fixes as a sheet, apply, download', async ({ page }) => {
  const app = toolmend(page)
  await app.openSample('Orphaned call')
  await app.button('Next problem').click()
  await app
    .row(/Missing result/)
    .getByRole('button', { name: 'Fix…' })
    .click()
  const sheet = await app.dialog.boundingBox()
  expect(Math.round((sheet?.y ?? 0) + (sheet?.height ?? 0))).toBe(640)
  await app.dialog.getByRole('button', { name: /^Add a result/ }).click()
  await app.dialog.getByRole('button', { name: 'Apply' }).click()
  await expect(app.row(/Call get_weather. Result/)).toBeVisible()
  await page.getByRole('navigation', { name: 'Regions' }).getByRole('button', { name: 'Export' }).click()
  expect((await app.download()).name).toBe('orphaned-call.repaired.json')
})

test('the way to the other half is words', async ({ page }) => {
  const app = toolmend(page)
  await app.openSample('Late result')
  await app
    .row(/separate call run_tests/)
    .getByRole('button', { name: 'Go to result' })
    .click()
  await expect(app.row(/separate this result from its call/)).toBeFocused()
})
