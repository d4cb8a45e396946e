import AxeBuilder from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './test.ts'
import { answeredCall, orphanedCall, toolmend } from './toolmend.ts'

async function opened(page: Page, text: string) {
  const app = toolmend(page)
  await app.open()
  await app.paste(text)
  await app.rows().first().waitFor()
  return app
}

/** Clicks where a row has no button; the row has the keyboard then. */
async function select(row: Locator): Promise<void> {
  await row.click({ position: { x: 60, y: 12 } })
}

test.describe('an id is renamed on both sides', () => {
  test('with the keyboard alone: F2, the new id, Enter; and undone', async ({ page }) => {
    const app = await opened(page, answeredCall)
    await select(app.row(/Call get_weather/))
    await page.keyboard.press('F2')
    const field = app.dialog.getByRole('textbox', { name: 'New id' })
    await expect(field).toBeFocused()
    await expect(field).toHaveValue('call_1')
    await expect(app.dialog.getByText('Call get_weather · message 1')).toBeVisible()
    await expect(app.dialog.getByText('Result get_weather · message 2')).toBeVisible()
    await page.keyboard.type('call_oslo') // what was selected is replaced
    await expect(app.dialog.getByText('No other row has this id.')).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(app.dialog).toBeHidden()
    await expect(page.getByText('Rename call_1 to call_oslo on both sides. Problems 0 → 0.').first()).toBeVisible()
    await expect(app.row(/Call get_weather/)).toBeFocused()
    expect((await app.download()).text).toBe(answeredCall.replaceAll('call_1', 'call_oslo'))
    await page.keyboard.press('ControlOrMeta+z')
    await expect(app.inspector.getByText('call_1', { exact: true })).toBeVisible()
  })

  test('with Enter right behind the last letter', async ({ page }) => {
    const app = await opened(page, answeredCall)
    await select(app.row(/Call get_weather/))
    for (const id of ['call_bergen', 'call_oslo']) {
      await page.keyboard.press('F2')
      await expect(app.dialog.getByRole('textbox', { name: 'New id' })).toBeFocused()
      await page.keyboard.insertText(id)
      await page.keyboard.press('Enter')
      await expect(app.dialog).toBeHidden()
    }
    await expect(app.button('2 changes')).toBeVisible()
    expect((await app.download()).text).toBe(answeredCall.replaceAll('call_1', 'call_oslo'))
  })

  test('from the inspector, with an id that is taken, too long, unchanged or none', async ({ page }) => {
    const two = JSON.parse(answeredCall) as { messages: object[] }
    const again = JSON.parse(answeredCall.replaceAll('call_1', 'call_2')) as { messages: object[] }
    const app = await opened(page, JSON.stringify({ messages: [...two.messages, ...again.messages] }))
    await select(app.row(/Message 1. Call get_weather/))
    await app.inspector.getByRole('button', { name: 'Rename' }).click()
    const rename = app.dialog.getByRole('button', { name: 'Rename' })
    await expect(app.dialog.getByText('This is the id it has.')).toBeVisible()
    await expect(rename).toBeDisabled()
    const field = app.dialog.getByRole('textbox', { name: 'New id' })
    await field.fill('x'.repeat(65))
    await expect(app.dialog.getByText('65 characters: OpenAI Chat Completions takes 64.')).toBeVisible()
    await field.fill('')
    await expect(app.dialog.getByText('An id needs at least one character.')).toBeVisible()
    await expect(rename).toBeDisabled()
    await field.fill('call_2')
    await expect(app.dialog.getByText('The call in message 5 has this id already.')).toBeVisible()
    await expect(rename).toBeEnabled()
  })

  test('an orphaned result takes the id of a call that waits', async ({ page }) => {
    const source = answeredCall.replace(
      '{"role":"tool","tool_call_id":"call_1"',
      '{"role":"user","content":"And?"},{"role":"tool","tool_call_id":"call_7"',
    )
    const app = await opened(page, source)
    await select(app.row(/^Message 3\. /))
    await page.keyboard.press('F2')
    await expect(app.dialog.getByText('No call has this id.')).toBeVisible()
    await app.dialog.getByRole('button', { name: /^call_1 · get_weather, message 1/ }).click()
    await expect(app.dialog.getByText('The call in message 1 has this id: the two become a pair.')).toBeVisible()
    await app.dialog.getByRole('button', { name: 'Rename' }).click()
    // It pairs, and now stands too far away: that is told, and up to the user.
    await expect(page.getByText('It would add 1 problem that was not there before:')).toBeVisible()
    await page.getByRole('button', { name: 'Rename anyway' }).click()
    await expect(app.dialog).toHaveCount(0)
    await expect(page.getByText(/^Rename call_7 to call_1\. Problems 2 → 1\./).first()).toBeVisible()
  })

  test('F2 in the source renames what the cursor stands in', async ({ page }) => {
    const app = await opened(page, orphanedCall)
    // The editor takes the place of the plain text while it loads, and a click on that is none.
    await expect(app.source.locator('.monaco-editor .view-line').first()).toBeVisible()
    await app.source.getByText('call_7f2c4d91').first().click()
    await expect(app.row(/Call get_weather/)).toHaveAttribute('aria-current', 'true')
    await page.keyboard.press('F2')
    await expect(app.dialog.getByRole('textbox', { name: 'New id' })).toHaveValue('call_7f2c4d91')
  })

  test('a row without an id says so', async ({ page }) => {
    const app = await opened(page, answeredCall)
    await select(app.row(/Thanks/))
    await page.keyboard.press('F2')
    await expect(app.dialog.getByText(/^Only a call and its results have an id/)).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(app.dialog).toBeHidden()
  })
})

test.describe('the menu of a row', () => {
  test('with the keyboard: Shift+F10, a row moves, the selection goes with it', async ({ page }) => {
    const app = await opened(page, answeredCall)
    await select(app.row(/Thanks/))
    await page.keyboard.press('Shift+F10')
    await expect(page.getByRole('menu')).toBeVisible()
    await expect(page.getByRole('menuitem', { name: 'Move down' })).toHaveAttribute('aria-disabled', 'true')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('menu')).toBeHidden()
    await expect(app.row(/Thanks/)).toBeFocused()

    await select(app.row(/What is the weather/))
    await page.keyboard.press('Shift+F10')
    await page.getByRole('menuitem', { name: 'Duplicate' }).press('Enter')
    await expect(app.row(/What is the weather/)).toHaveCount(2)
    await page.keyboard.press('ControlOrMeta+z')
    await expect(app.row(/What is the weather/)).toHaveCount(1)
  })

  test('a part moves inside its message', async ({ page }) => {
    const call = (id: string, city: string) => ({ id, type: 'function', function: { name: city, arguments: '{}' } })
    const messages = [
      { role: 'user', content: 'hi' },
      { role: 'assistant', content: null, tool_calls: [call('a', 'oslo'), call('b', 'bergen')] },
      { role: 'tool', tool_call_id: 'a', content: '1' },
      { role: 'tool', tool_call_id: 'b', content: '2' },
    ]
    const app = await opened(page, JSON.stringify(messages))
    await app.row(/Call bergen/).click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Move up' }).click()
    await expect(page.getByText(/^Move the call bergen \(b\) up\./).first()).toBeVisible()
    await expect(app.row(/Call bergen/)).toBeFocused()
    const [a, b] = (JSON.parse((await app.download()).text) as typeof messages)[1]!.tool_calls!
    expect([a?.id, b?.id]).toEqual(['b', 'a'])
  })

  test('a deletion that adds an error is shown in red, and can be forced', async ({ page }) => {
    const app = await opened(page, answeredCall)
    await select(app.row(/Message 2. Result/))
    await page.keyboard.press('Shift+F10')
    await page.getByRole('menuitem', { name: 'Delete' }).press('Enter')
    await expect(app.dialog.getByText('It would add 1 problem that was not there before:')).toBeVisible()
    await expect(app.dialog.getByText('Problems 0 → 1. Adds 1.')).toBeVisible()
    await app.dialog.getByRole('button', { name: 'Cancel' }).click()
    await select(app.row(/Message 2. Result/))
    await page.keyboard.press('Shift+F10')
    await page.getByRole('menuitem', { name: 'Delete' }).press('Enter')
    await app.dialog.getByRole('button', { name: 'Delete anyway' }).click()
    await expect(app.row(/Call get_weather has no result/)).toBeVisible()
    await page.keyboard.press('ControlOrMeta+z')
    await expect(app.row(/Message 2. Result/)).toBeVisible()
  })

  test('arguments are JSON, and say where they are none', async ({ page }) => {
    const app = await opened(page, answeredCall)
    await select(app.row(/Call get_weather/))
    await page.keyboard.press('Shift+F10')
    await page.getByRole('menuitem', { name: 'Edit arguments…' }).press('Enter')
    const field = app.dialog.getByRole('textbox', { name: 'Arguments, as JSON' })
    await expect(field).toHaveValue('{\n  "city": "Oslo"\n}')
    await field.fill('{\n  "city": "Oslo",\n}')
    await expect(app.dialog.getByText('Not JSON: line 3, column 1 wants a key in double quotes.')).toBeVisible()
    await expect(app.dialog.getByRole('button', { name: 'Apply' })).toBeDisabled()
    await field.fill('{\n  "city": "Bergen"\n}')
    await app.dialog.getByRole('button', { name: 'Preview' }).click()
    await expect(app.dialog.getByRole('heading', { name: 'Edit the arguments of get_weather (call_1)' })).toBeVisible()
    await page.getByRole('button', { name: 'Apply' }).last().click()
    await expect(app.dialog).toHaveCount(0)
    expect((await app.download()).text).toBe(answeredCall.replace('Oslo\\"}', 'Bergen\\"}'))
  })

  test('a text is done with Ctrl+Enter, and not while it is no JSON', async ({ page }) => {
    const app = await opened(page, answeredCall)
    await select(app.row(/Call get_weather/))
    await page.keyboard.press('Shift+F10')
    await page.getByRole('menuitem', { name: 'Edit arguments…' }).press('Enter')
    const field = app.dialog.getByRole('textbox', { name: 'Arguments, as JSON' })
    await field.fill('{"city":')
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(app.dialog.getByText('Not JSON: line 1, column 9 wants a value.')).toBeVisible()
    await field.fill('{"city":"Bergen"}')
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(app.dialog).toHaveCount(0)
    expect((await app.download()).text).toBe(answeredCall.replace('Oslo\\"}', 'Bergen\\"}'))
  })

  test('a message is inserted, in the words of its format', async ({ page }) => {
    const app = await opened(page, answeredCall)
    await select(app.row(/Thanks/))
    await page.keyboard.press('Shift+F10')
    await page.getByRole('menuitem', { name: 'Insert message before…' }).press('Enter')
    await app.dialog.getByRole('combobox', { name: 'Role' }).selectOption('assistant')
    await app.dialog.getByRole('textbox', { name: 'Text' }).fill('It rains.')
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(app.row(/It rains\./)).toBeVisible()
    const { messages } = JSON.parse((await app.download()).text) as { messages: unknown[] }
    expect(messages[3]).toEqual({ role: 'assistant', content: 'It rains.' })
  })

  test('of a log that is only read the menu says why nothing can be changed', async ({ page }) => {
    const lines = [
      { type: 'user', uuid: '1', sessionId: 's', message: { role: 'user', content: 'hi' } },
      {
        type: 'assistant',
        uuid: '2',
        parentUuid: '1',
        sessionId: 's',
        message: { role: 'assistant', content: [{ type: 'text', text: 'hello' }] },
      },
    ]
    const app = await opened(page, lines.map((line) => JSON.stringify(line)).join('\n'))
    await select(app.row(/hello/))
    await page.keyboard.press('Shift+F10')
    await expect(page.getByRole('menu')).toHaveAccessibleDescription(/^This log is only read/)
    await expect(page.getByRole('menuitem', { name: 'Duplicate' })).toHaveAttribute('aria-disabled', 'true')
    await expect(page.getByRole('menuitem', { name: 'Copy JSON' })).not.toHaveAttribute('aria-disabled', 'true')
  })
})

test.describe('what was typed is not thrown away without a question', () => {
  /** The dialog an item of the menu of the first call opens, and the field in it that has the focus. */
  async function asked(page: Page, item: string) {
    const app = await opened(page, answeredCall)
    await select(app.row(/Call get_weather/))
    await page.keyboard.press('Shift+F10')
    await page.getByRole('menuitem', { name: item }).press('Enter')
    const field = app.dialog.locator('input, textarea')
    await expect(field).toBeFocused()
    return {
      app,
      field,
      question: app.dialog.getByRole('status').filter({ hasText: 'Discard what you typed?' }),
      goOn: app.dialog.getByRole('button', { name: 'Go on' }),
    }
  }

  for (const item of ['Rename id…', 'Edit arguments…', 'Insert message before…']) {
    test(`${item} with the keyboard: Escape asks, Escape goes on, and closes at once where nothing was typed`, async ({
      page,
    }) => {
      const { app, field, question, goOn } = await asked(page, item)
      const before = await field.inputValue()
      await page.keyboard.press('End')
      await page.keyboard.type('7')
      const typed = await field.inputValue()
      await page.keyboard.press('Escape')
      await expect(question).toBeVisible()
      await expect(app.dialog.getByRole('group', { name: 'Discard what you typed?' })).toBeVisible()
      await expect(app.dialog.getByRole('button', { name: 'Cancel' })).toHaveCount(0)
      await expect(goOn).toBeFocused()
      await page.keyboard.press('Escape')
      await expect(question).toHaveCount(0)
      await expect(field).toBeFocused()
      await expect(field).toHaveValue(typed)

      await page.keyboard.press('Escape')
      await page.keyboard.press('Shift+Tab')
      await page.keyboard.press('Enter') // Discard
      await expect(app.dialog).toHaveCount(0)
      await expect(app.row(/Call get_weather/)).toBeFocused()
      await expect(app.button('Undo')).toBeDisabled()

      await page.keyboard.press('Shift+F10')
      await page.getByRole('menuitem', { name: item }).press('Enter')
      await expect(field).toHaveValue(before)
      await page.keyboard.press('End')
      await page.keyboard.type('7')
      await page.keyboard.press('Backspace')
      await page.keyboard.press('Escape')
      await expect(app.dialog).toHaveCount(0)
    })
  }

  const ways: [name: string, close: (page: Page, dialog: Locator) => Promise<void>][] = [
    ['the × button', (_, dialog) => dialog.getByRole('button', { name: 'Close' }).click()],
    ['Cancel', (_, dialog) => dialog.getByRole('button', { name: 'Cancel' }).click()],
    ['a click outside', (page) => page.mouse.click(5, 5)],
  ]
  for (const [name, close] of ways) {
    test(`${name} asks too`, async ({ page }) => {
      const { app, field, question, goOn } = await asked(page, 'Edit arguments…')
      await field.fill('{"city":"Bergen"}')
      await close(page, app.dialog)
      await expect(question).toBeVisible()
      await expect(goOn).toBeFocused()
      await page.mouse.click(5, 5) // again: the question stays
      await expect(goOn).toBeFocused()
      await goOn.click()
      await expect(question).toHaveCount(0)
      await expect(field).toBeFocused()
      await expect(field).toHaveValue('{"city":"Bergen"}')

      await close(page, app.dialog)
      await field.click() // back to the text is going on
      await expect(question).toHaveCount(0)
      await close(page, app.dialog)
      await app.dialog.getByRole('button', { name: 'Discard' }).click()
      await expect(app.dialog).toHaveCount(0)
    })

    test(`${name} closes at once what nobody typed in`, async ({ page }) => {
      const { app } = await asked(page, 'Edit arguments…')
      await close(page, app.dialog)
      await expect(app.dialog).toHaveCount(0)
    })
  }
})

test('on a narrow screen the menu opens from its button, and leads to the source', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 })
  const app = await opened(page, answeredCall)
  const row = app.row(/Message 2. Result/)
  await select(row)
  await row.getByRole('button', { name: 'Edit this row' }).click()
  await page.getByRole('menuitem', { name: 'Show in source' }).click()
  await expect(app.source.getByText('tool_call_id').first()).toBeVisible()
})

const questions: [name: string, go: (page: Page) => Promise<void>][] = [
  ['the menu', async () => undefined],
  ['Rename id…', async (page) => page.getByRole('menuitem', { name: 'Rename id…' }).click()],
  ['Edit arguments…', async (page) => page.getByRole('menuitem', { name: 'Edit arguments…' }).click()],
  [
    'a deletion that adds an error',
    async (page) => {
      await page.getByRole('menuitem', { name: 'Delete' }).click()
      await page.getByRole('button', { name: 'Delete anyway' }).waitFor()
    },
  ],
  ['Insert message before…', async (page) => page.getByRole('menuitem', { name: 'Insert message before…' }).click()],
  [
    'the question whether to discard',
    async (page) => {
      await page.getByRole('menuitem', { name: 'Rename id…' }).click()
      await page.keyboard.type('call_2')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Go on' }).waitFor()
    },
  ],
]

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [name, go] of questions) {
    test(`${name} passes the accessibility checks, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      const app = await opened(page, answeredCall)
      await select(app.row(/Call get_weather/))
      await page.keyboard.press('Shift+F10')
      await page.getByRole('menu').waitFor()
      await go(page)
      const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
    })
  }
}
