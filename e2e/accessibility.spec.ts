import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './test.ts'
import { longConversation, orphanedCall, toolmend } from './toolmend.ts'

async function repaired(page: Page): Promise<void> {
  const app = toolmend(page)
  await app.openSample('Force completion')
  await app.button('Repair…').click()
  await app.dialog.getByRole('button', { name: 'Apply' }).click()
}

const states: [name: string, go: (page: Page) => Promise<void>][] = [
  ['the start page', async (page) => toolmend(page).open()],
  ['a source with problems', async (page) => toolmend(page).openSample('Parallel calls')],
  ['a source without problems', async (page) => toolmend(page).openSample('Clean run')],
  ['lanes and malformed lines', async (page) => toolmend(page).openSample('Malformed lines')],
  [
    'a long list with its minimap',
    async (page) => {
      const app = toolmend(page)
      await app.open()
      await app.paste(longConversation(60))
      await page.getByRole('slider', { name: 'Minimap' }).waitFor()
    },
  ],
  [
    'a preview',
    async (page) => {
      const app = toolmend(page)
      await app.openSample('Force completion')
      await app.button('Repair…').click()
      await app.dialog.getByRole('tab', { name: 'Text' }).click()
    },
  ],
  [
    'the changes',
    async (page) => {
      await repaired(page)
      await toolmend(page).button('1 change').click()
    },
  ],
  [
    'everything beside the original',
    async (page) => {
      const app = toolmend(page)
      await repaired(page)
      await app.button('1 change').click()
      await app.dialog.getByRole('button', { name: 'Compare with the original…' }).click()
      await app.dialog.getByRole('button', { name: 'Next difference' }).click()
    },
  ],
  [
    'a pasted error',
    async (page) => {
      const app = toolmend(page)
      await app.openSample('Orphaned call')
      await app.button('Explain an error').click()
    },
  ],
  [
    'an error of another API',
    async (page) => {
      const app = toolmend(page)
      await app.openSample('Orphaned call')
      await app.paste(
        '{"message":"messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: toolu_01A09q90qw90lq917835lq9."}',
      )
      await app.dialog.getByRole('button', { name: /^Check against/ }).waitFor()
    },
  ],
  [
    'what every API would answer',
    async (page) => {
      const app = toolmend(page)
      await app.openSample('Orphaned call')
      await app.button(/^All \d+:/).click()
      await page.getByRole('menuitemradio').first().waitFor()
    },
  ],
  [
    'a rule',
    async (page) => {
      const app = toolmend(page)
      await app.openSample('Orphaned call')
      await app.problems.getByRole('button', { name: 'About this rule' }).first().click()
      await app.dialog.getByText('Refused by').waitFor()
    },
  ],
  [
    'the fixes of a row',
    async (page) => {
      const app = toolmend(page)
      await app.openSample('Orphaned call')
      await app.button('Fix…').first().click()
    },
  ],
  [
    'text that does not parse',
    async (page) => {
      const app = toolmend(page)
      await app.open()
      await app.paste(orphanedCall.slice(0, -20))
      await app.timeline.getByText(/stops parsing|nothing to show/).waitFor()
    },
  ],
  [
    'shortcuts',
    async (page) => {
      const app = toolmend(page)
      await app.openSample('Clean run')
      await page.keyboard.press('?')
      await app.dialog.waitFor()
    },
  ],
  [
    'the list of requests',
    async (page) => {
      const app = toolmend(page)
      await app.openSample('Clean run')
      await app.button(/program files/).click()
      await app.dialog.waitFor()
    },
  ],
]

for (const theme of ['light', 'dark'] as const) {
  for (const [name, go] of states) {
    test(`axe: ${name}, ${theme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
      await go(page)
      if (await toolmend(page).source.isVisible()) await page.locator('.view-line').first().waitFor()
      await page.waitForTimeout(200)
      const { violations } = await new AxeBuilder({ page }).analyze()
      const found = violations.map(
        ({ id, impact, nodes }) =>
          `${impact} ${id}: ${nodes
            .slice(0, 3)
            .map(({ html }) => html.slice(0, 200))
            .join(' | ')}`,
      )
      expect(found).toEqual([])
    })
  }
}

for (const width of [320, 360]) {
  test(`axe: narrow, ${width}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 640 })
    await toolmend(page).openSample('Parallel calls')
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`)).toEqual([])
  })
}

test('with forced colours shapes, dashes and words stay', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' })
  const app = toolmend(page)
  await app.openSample('Orphaned call')
  await expect(app.timeline.getByText(/^MISSING RESULT/)).toBeVisible()
  await expect(page.locator('.monaco-editor .view-line').first()).toBeVisible() // it falls over a theme of one colour
})
