import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { groupScripts } from '../scripts/size-budget.mjs'
import { expect, test } from './test.ts'
import { orphanedCall, toolmend } from './toolmend.ts'

const SITE = fileURLToPath(new URL('../dist/site', import.meta.url))

/** Lets through what the page begins with; all that it asks for afterwards waits for `release`. */
async function holdBack(page: Page): Promise<{ held: () => number; release: () => void }> {
  const files = readdirSync(SITE, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/'))
  const scripts = files.filter((file) => file.endsWith('.js'))
  const { start } = groupScripts((file) => readFileSync(join(SITE, file), 'utf8'), scripts)
  let held = 0
  let release = () => {}
  const released = new Promise<void>((done) => {
    release = done
  })
  await page.route(/\.js$/, async (route) => {
    if (start.some((file) => route.request().url().endsWith(file))) return route.continue()
    held += 1
    await released
    return route.continue()
  })
  return { held: () => held, release }
}

test('a paste is taken before anything heavy has arrived', async ({ page }) => {
  const app = toolmend(page)
  const { held, release } = await holdBack(page)
  await app.open()
  await app.paste(orphanedCall)
  await expect.poll(held).toBeGreaterThan(0)
  await expect(app.timeline).toBeHidden()
  release()
  await expect(
    app
      .row(/No result for/i)
      .or(app.row(/no result/i))
      .first(),
  ).toBeVisible()
})

test('so is a drop, and the menu opens once it is there', async ({ page }) => {
  const app = toolmend(page)
  const { release } = await holdBack(page)
  await app.open()
  await app.drop([{ name: 'dropped.json', text: orphanedCall }])
  await expect(page.getByRole('button', { name: 'dropped.json', exact: true })).toBeVisible()
  await app.button('View').click()
  release()
  await expect(page.getByRole('menuitemradio', { name: 'Dark' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(app.button('View')).toBeFocused()
  await expect(app.rows().first()).toBeVisible()
})

test('the menu opens too where it comes between press and release', async ({ page }) => {
  const app = toolmend(page)
  const { release } = await holdBack(page)
  await app.open()
  const button = await app.button('View').boundingBox()
  await page.mouse.move(button!.x + button!.width / 2, button!.y + button!.height / 2)
  await page.mouse.down()
  release()
  await expect(page.getByRole('menuitemradio', { name: 'Dark' })).toBeVisible()
  await page.mouse.up()
  await expect(page.getByRole('menuitemradio', { name: 'Dark' })).toBeVisible()
})

test('who writes before the editor is there goes on writing in it', async ({ page }) => {
  const app = toolmend(page)
  let release = () => {}
  const released = new Promise<void>((done) => {
    release = done
  })
  await page.route(/code-pane[^/]*\.js$/, async (route) => {
    await released
    return route.continue()
  })
  await app.open()
  await app.paste(orphanedCall)
  const area = app.source.getByRole('textbox', { name: 'Source text' })
  await area.focus()
  await page.keyboard.press('ControlOrMeta+Home')
  await page.keyboard.insertText(' ')
  release()
  await page.locator('.view-line').first().waitFor()
  await expect(app.source.locator('.monaco-editor.focused')).toBeVisible()
  await page.keyboard.insertText('\n')
  await expect(app.source.getByText(/from line|lines?$/).first()).toHaveText('9 lines')
})
