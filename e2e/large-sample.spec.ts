import { expect, test } from './test.ts'
import { toolmend } from './toolmend.ts'

test('100,000 messages: made in the page, first rows come, the end is reached, and the one error from the minimap', async ({
  page,
}) => {
  const app = toolmend(page)
  await app.openLargeSample()
  await expect(page.getByText(/100,000 messages · /)).toBeVisible()
  await expect(app.timeline.getByText(/One call in it has no result/)).toBeVisible()

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
  await app.openLargeSample()
  await app.timeline.locator('li[tabindex="0"]').focus()
  await page.keyboard.press('Home')
  const row = app.timeline.locator('li[aria-posinset="1"]')
  await expect(row).toBeFocused()
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

test('a row opened far down the list stays under the pointer, and the keys go on from it', async ({ page }) => {
  const app = toolmend(page)
  await app.openLargeSample()
  const minimap = page.getByRole('slider', { name: 'Minimap' })
  await minimap.focus()
  await page.keyboard.press('PageDown')
  await expect(app.timeline.getByText(/^MISSING RESULT for/)).toBeInViewport()
  const call = app.row(/Call send_invoice/).first()
  const open = call.getByRole('button', { name: 'Show all of it' })
  await open.scrollIntoViewIfNeeded()
  await page.waitForTimeout(300) // the list puts its scroll bar where it is
  const before = await call.boundingBox()
  await open.click()
  await expect(call.getByText('"copy": true')).toBeVisible()
  expect((await call.boundingBox())?.y).toBeCloseTo(before?.y ?? 0, 0)
  await call.getByRole('button', { name: 'Show one line' }).click()
  await expect(call.getByText('"copy": true')).toBeHidden()
  expect((await call.boundingBox())?.y).toBeCloseTo(before?.y ?? 0, 0)

  const position = async () => Number(await page.evaluate(() => document.activeElement?.getAttribute('aria-posinset')))
  await call.focus()
  const start = await position()
  for (const [key, expected] of [
    ['j', start + 1],
    ['j', start + 2],
    ['k', start + 1],
    ['Home', 1],
    ['j', 2],
  ] as const) {
    await page.keyboard.press(key)
    await expect.poll(position).toBe(expected)
  }
  await page.keyboard.press('End')
  await expect.poll(position).toBe(Number(await minimap.getAttribute('aria-valuemax')))
  await page.keyboard.press('ControlOrMeta+g')
  await app.dialog.getByRole('textbox').fill('4')
  await page.keyboard.press('Enter')
  await expect(app.row(/^Message 4/).first()).toBeFocused()
})
