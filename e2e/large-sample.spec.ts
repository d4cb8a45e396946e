import { expect, test } from './test.ts'
import { toolmend } from './toolmend.ts'

test('100,000 messages: made in the page, first rows come, the end is reached, and the one error from the minimap', async ({
  page,
}) => {
  const app = toolmend(page)
  await app.open()
  await app.button(/^100,000 messages/).click()
  await app.rows().first().waitFor()
  await expect(page.getByText(/100,000 messages · /)).toBeVisible()
  await expect(app.timeline.getByText(/made as you press, with one orphaned call/)).toBeVisible()

  const minimap = page.getByRole('slider', { name: 'Minimap' })
  await minimap.focus()
  await page.keyboard.press('End')
  const all = Number(await minimap.getAttribute('aria-valuemax'))
  const last = app.timeline.locator(`li[aria-posinset="${all}"]`)
  await expect(last).toBeInViewport()
  await expect(last.locator('[data-type]')).toBeVisible() // the row itself, no placeholder
  await expect(minimap).toHaveAttribute('aria-valuetext', /no problems in this part$/)

  await page.keyboard.press('PageDown')
  await expect(minimap).toHaveAttribute('aria-valuetext', /1 error in this part$/)
  await expect(app.timeline.getByText(/^MISSING RESULT for/)).toBeInViewport()
  await expect(minimap).toBeFocused()
})

test('scrolling by the wheel and by the scroll bar loses no row, from the first to the last', async ({ page }) => {
  const app = toolmend(page)
  await app.open()
  await app.button(/^100,000 messages/).click()
  await app.rows().first().waitFor()
  const row = app.rows().first()
  await row.focus()
  await page.keyboard.press('Home')
  await expect(app.timeline.locator('li[aria-posinset="1"]')).toBeFocused()
  const positions = () => app.rows().evaluateAll((items) => items.map((item) => Number(item.getAttribute('aria-posinset'))))
  await row.hover()
  let reached = Math.max(...(await positions()))
  for (let turn = 0; turn < 12; turn++) {
    await page.mouse.wheel(0, 240)
    await expect.poll(async () => Math.max(...(await positions()))).toBeGreaterThan(reached)
    const now = await positions()
    expect(Math.min(...now), 'rows follow without a gap').toBeLessThanOrEqual(reached + 1)
    expect(now).toEqual(now.map((_, i) => (now[0] ?? 0) + i))
    reached = Math.max(...now)
  }
  const scroller = app.timeline.getByRole('list').locator('xpath=../../..')
  await scroller.evaluate((element) => (element.scrollTop = element.scrollHeight))
  await expect(app.timeline.locator('li').last()).toHaveAttribute(
    'aria-posinset',
    (await app.rows().first().getAttribute('aria-setsize')) ?? '',
  )
  await expect(app.timeline.locator('li').last()).toBeInViewport()
})
