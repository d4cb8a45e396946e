import { expect, test } from './test.ts'
import { toolmend } from './toolmend.ts'

test('the main job without a mouse: sample, problem, partner, preview, apply, undo, redo, download', async ({ page }) => {
  const app = toolmend(page)
  await app.open()
  const sample = page.getByRole('button', { name: /^Orphaned call/ })
  for (let i = 0; i < 20 && !(await sample.evaluate((element) => element === document.activeElement)); i++)
    await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')

  await expect(app.row(/Call get_weather has no result/)).toHaveAttribute('aria-current', 'true')
  await page.keyboard.press('F8')
  await expect(app.row(/Call get_weather has no result/)).toBeFocused()

  await page.keyboard.press('ControlOrMeta+.')
  await expect(app.dialog.getByRole('button', { name: /^Add a result/ })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(app.dialog.getByRole('button', { name: /^Take the call/ })).toBeFocused()
  await page.keyboard.press('Escape')

  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(app.dialog.getByRole('button', { name: 'Apply' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(app.dialog).toBeHidden()
  await expect(app.row(/Call get_weather. Result/)).toBeVisible()

  await page.keyboard.press('ControlOrMeta+z')
  await expect(app.row(/Call get_weather has no result/)).toBeVisible()
  await page.keyboard.press('ControlOrMeta+y')
  await expect(app.row(/Call get_weather. Result/)).toBeVisible()

  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('ControlOrMeta+s')])
  expect(download.suggestedFilename()).toBe('orphaned-call.repaired.json')
})

test('? shows every key, and Escape closes it', async ({ page }) => {
  const app = toolmend(page)
  await app.openSample('Clean run')
  await page.keyboard.press('?')
  await expect(app.dialog.getByText('Next problem from here')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(app.dialog).toBeHidden()
})

test('the borders between panels move with the arrow keys, and are put back', async ({ page }) => {
  const app = toolmend(page)
  await app.openSample('Orphaned call')
  const border = page.getByRole('separator').and(page.locator('[aria-orientation="vertical"]'))
  const before = (await app.timeline.boundingBox())?.width ?? 0
  await border.focus()
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight')
  const moved = (await app.timeline.boundingBox())?.width ?? 0
  expect(Math.abs(moved - before)).toBeGreaterThan(20)
  await page.reload()
  await page.getByRole('button', { name: /^Orphaned call/ }).click()
  await expect.poll(async () => Math.round((await app.timeline.boundingBox())?.width ?? 0)).toBe(Math.round(moved))
  await app.button('View').click()
  await page.getByRole('menuitem', { name: 'Reset panels' }).click()
  await expect.poll(async () => Math.round((await app.timeline.boundingBox())?.width ?? 0)).toBe(Math.round(before))
})
