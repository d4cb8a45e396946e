import { test as unwatched } from '@playwright/test'
import { expect, test } from './test.ts'
import { answeredCall, orphanedCall, toolmend } from './toolmend.ts'

test('the worker may die: the page says so, and changes survive', async ({ page }) => {
  const app = toolmend(page)
  await app.open()
  await app.paste(orphanedCall)
  await app.button('Repair…').click()
  await app.dialog.getByRole('button', { name: 'Apply' }).click()
  await expect(app.button('1 change')).toBeVisible()

  const worker = page.workers().find((one) => one.url().includes('inspect'))
  await worker?.evaluate(() => self.close())
  const bar = page.getByRole('alert').filter({ hasText: 'Reading stopped unexpectedly' })
  await expect(bar).toBeVisible()
  await page.keyboard.press('ControlOrMeta+z')
  await bar.getByRole('button', { name: 'Retry' }).click()
  await expect(bar).toBeHidden()
  await expect(app.row(/Call get_weather has no result/)).toBeVisible()
  await page.keyboard.press('ControlOrMeta+Shift+z')
  await expect(app.row(/Result of get_weather/)).toBeVisible()
})

test('a worker that breaks is a worker that died', async ({ page }) => {
  const app = toolmend(page)
  await app.openSample('Orphaned call')
  const worker = page.workers().find((one) => one.url().includes('inspect'))
  await worker?.evaluate(() => self.close())
  await app.button('Repair…').click()
  await expect(page.getByText(/Reading stopped unexpectedly/).first()).toBeVisible()
})

const hostile: [name: string, text: string, words: RegExp][] = [
  ['empty', '', /empty|nothing|Nothing/],
  ['two spaces', '  ', /2 spaces|empty|nothing|Nothing/i],
  ['an image', '\u0089PNG\r\n\u001a\n\u0000\u0000\u0000\rIHDR', /PNG|not text|image/i],
  ['words', 'hello, this is no transcript at all', /nothing to show|not JSON|unknown/i],
  ['cut off', '{"messages":[{"role":"user","content":"hi"},{"role":"assist', /stops parsing|not JSON/i],
  ['brackets', '['.repeat(100_000), /nothing to show|not JSON|deep|stops/i],
  ['another shape', '{"a":{"b":[1,2,3]}}', /nothing to show/i],
]
for (const [name, text, words] of hostile) {
  test(`a file that is no conversation: ${name}`, async ({ page }) => {
    const app = toolmend(page)
    await app.open()
    await app.drop([{ name: 'strange.json', text }])
    await expect(app.timeline.getByText(words).first()).toBeVisible()
    await app.paste(answeredCall)
    await expect(app.row(/Result of get_weather/)).toBeVisible()
  })
}

test('what a transcript says is text: no markup, no addresses, no prototype', async ({ page }) => {
  const app = toolmend(page)
  await app.open()
  const evil = '<img src=https://evil.example/x onerror=alert(1)><script>alert(2)</script> ![i](https://evil.example/y)'
  const messages = JSON.stringify([
    { role: 'user', content: evil },
    {
      role: 'assistant',
      content: '\u202Etxt.exe \u001b[31mred',
      tool_calls: [
        { id: '__proto__', type: 'function', function: { name: 'constructor', arguments: '{"__proto__":{"polluted":1}}' } },
      ],
    },
    { role: 'tool', tool_call_id: '__proto__', content: '\ud800 lone' },
  ])
  page.on('dialog', () => expect(false, 'nothing of a transcript runs').toBe(true))
  await app.paste(messages)
  await expect(app.row(/<img src=https/)).toBeVisible()
  await expect(app.timeline.getByText('[U+202E]txt.exe').first()).toBeVisible()
  await expect(app.timeline.locator('img, script, a')).toHaveCount(0)
  expect(await page.evaluate(() => 'polluted' in {})).toBe(false)
})

test('storage that is refused costs nothing but the memory of settings', async ({ page }) => {
  await page.addInitScript(() => {
    Storage.prototype.getItem = () => {
      throw new DOMException('no', 'SecurityError')
    }
    Storage.prototype.setItem = () => {
      throw new DOMException('no', 'SecurityError')
    }
  })
  const app = toolmend(page)
  await app.openSample('Orphaned call')
  await app.button('View').click()
  await page.getByRole('menuitemradio', { name: 'Dark' }).click()
  await expect(page.getByText(/keeps no settings/).first()).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
})

// Without the fixture: a file of the site that does not load is an error of the console, and that is the point here.
unwatched('an editor that does not load is a plain text area', async ({ page }) => {
  await page.route(/code-pane[^/]*\.js$/, (route) => route.abort())
  const app = toolmend(page)
  await app.open()
  await app.paste(orphanedCall)
  await expect(app.source.getByText(/The editor did not load/)).toBeVisible()
  const area = app.source.getByRole('textbox', { name: 'Source text' })
  await expect(area).toHaveValue(orphanedCall)
  await area.fill(orphanedCall.replace('Oslo?', 'Bergen?'))
  await expect(app.row(/weather in Bergen/)).toBeVisible()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(area).toHaveValue(orphanedCall)
})

test('with the network cut once the page is idle, everything goes on', async ({ page, context }) => {
  const app = toolmend(page)
  await app.open()
  const files = page.getByRole('contentinfo').getByRole('button')
  let counted: string | null = null
  await expect(async () => {
    const before = counted
    counted = await files.textContent()
    expect(counted, 'the page asks for nothing more').toBe(before)
  }).toPass({ intervals: [2000] })
  await context.setOffline(true)
  await app.paste(orphanedCall)
  await app.button('Repair…').click()
  await app.dialog.getByRole('button', { name: 'Apply' }).click()
  await expect(app.row(/Result of get_weather/)).toBeVisible()
  await page.keyboard.press('?')
  await expect(app.dialog.getByRole('heading', { name: 'Keyboard shortcuts' })).toBeVisible()
})
