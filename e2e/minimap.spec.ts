import type { Locator, Page } from '@playwright/test'
import { expect, test } from './test.ts'
import { longConversation, toolmend } from './toolmend.ts'

/** 60 questions, calls and results, without the result of call_30: 241 rows with a slot for it. */
async function openLong(page: Page): Promise<{ app: ReturnType<typeof toolmend>; minimap: Locator }> {
  const app = toolmend(page)
  await app.open()
  await app.paste(longConversation(60))
  await app.rows().first().waitFor()
  return { app, minimap: page.getByRole('slider', { name: 'Minimap' }) }
}
const inView = (app: ReturnType<typeof toolmend>, text: string | RegExp) => app.timeline.getByText(text, { exact: true })

test('the keyboard moves through the whole list and to its one error', async ({ page }) => {
  const { app, minimap } = await openLong(page)
  await minimap.focus()
  await page.keyboard.press('End')
  await expect(inView(app, 'The end')).toBeInViewport()
  await expect(minimap).toHaveAttribute('aria-valuetext', /^row 241 of 241, no problems in this part$/)

  await page.keyboard.press('Home')
  await expect(inView(app, 'Question 0')).toBeInViewport()
  await expect(minimap).toHaveAttribute('aria-valuenow', '1')
  await page.keyboard.press('ArrowDown')
  await expect(inView(app, 'Question 0')).not.toBeInViewport()
  await page.keyboard.press('ArrowUp')
  await expect(inView(app, 'Question 0')).toBeInViewport()

  for (const key of ['PageDown', 'PageUp']) {
    await page.keyboard.press('Home')
    await expect(minimap).toHaveAttribute('aria-valuenow', '1')
    await page.keyboard.press(key)
    await expect(app.row(/^Error\..*look_up/).first()).toBeInViewport()
    await expect(minimap).toHaveAttribute('aria-valuetext', /1 error in this part$/)
  }
  await expect(minimap).toBeFocused()
})

test('a click, a drag and the wheel move the list', async ({ page }) => {
  const { app, minimap } = await openLong(page)
  const box = await minimap.boundingBox()
  if (!box) throw new Error('the minimap has a box')
  const x = box.x + box.width / 2 // the border below takes the last pixels: it can be dragged
  await page.mouse.click(x, box.y + 2)
  await expect(inView(app, 'Question 0')).toBeInViewport()
  await page.mouse.wheel(0, 2000)
  await expect(inView(app, 'Question 0')).not.toBeInViewport()
  await page.mouse.click(x, box.y + box.height - 6)
  await expect(inView(app, 'The end')).toBeInViewport()
  await page.mouse.move(x, box.y + box.height - 8)
  await page.mouse.down()
  await page.mouse.move(x, box.y + box.height / 2, { steps: 4 })
  await page.mouse.move(x, box.y, { steps: 4 })
  await page.mouse.up()
  await expect(inView(app, 'Question 0')).toBeInViewport()
})

test('what is set aside is not gone to', async ({ page }) => {
  const { app, minimap } = await openLong(page)
  await app.problems.getByRole('button', { name: 'Ignore', exact: true }).click()
  await minimap.focus()
  await page.keyboard.press('Home')
  await expect(minimap).toHaveAttribute('aria-valuenow', '1')
  await page.keyboard.press('PageDown')
  await expect(minimap).not.toHaveAttribute('aria-valuetext', /error/)
})

test('it paints in every look, and one error has its mark', async ({ page }) => {
  const { minimap } = await openLong(page)
  const looks = [{ colorScheme: 'light' }, { colorScheme: 'dark' }, { forcedColors: 'active' }] as const
  for (const look of looks) {
    await page.emulateMedia({ forcedColors: 'none', ...look })
    // A mark of an error is the only thing that crosses the whole strip: the row of pixels of the worst bin is one colour.
    const crossed = () =>
      minimap.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
        const { data, width, height } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? {
          data: [],
          width: 0,
          height: 0,
        }
        const isPainted = (x: number, y: number) => (data[(y * width + x) * 4 + 3] ?? 0) > 200
        const rows = Array.from({ length: height }, (_, y) => y)
        return rows
          .filter((y) => [0.1, 0.55, 0.97].every((part) => isPainted(Math.floor(width * part), y)))
          .map((y) => y / height)
      })
    await expect.poll(async () => (await crossed()).some((y) => y > 0.45 && y < 0.55)).toBe(true)
    expect((await crossed()).every((y) => y > 0.45 && y < 0.55)).toBe(true)
  }
})

test('few messages need none, and a narrow screen has no room for one', async ({ page }) => {
  const app = toolmend(page)
  await app.openSample('Orphaned call')
  await expect(page.getByRole('slider', { name: 'Minimap' })).toBeHidden()
  await page.setViewportSize({ width: 360, height: 740 })
  const long = await openLong(page)
  await expect(long.app.rows().first()).toBeVisible()
  await expect(long.minimap).toBeHidden()
})
