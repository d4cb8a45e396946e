import { expect, test } from './test.ts'
import { answeredCall, geminiRequest, orphanedCall, toolmend } from './toolmend.ts'

test('the common targets count beside each other, and all are in the menu with what they would answer', async ({ page }) => {
  const app = toolmend(page)
  await app.open()
  await app.paste(orphanedCall)
  await expect(page.getByRole('radio', { name: /^OpenAI Chat Completions, 1 error/ })).toBeChecked()
  await expect(page.getByRole('radio', { name: /^Anthropic Messages, [1-9]\d* errors?/ })).toBeVisible()
  await expect(page.getByRole('radio', { name: /^Google Gemini, [1-9]\d* errors?/ })).toBeVisible()

  await app.button(/^All \d+:/).click()
  const menu = page.getByRole('menu', { name: /what every API and library would answer$/ })
  const openai = menu.getByRole('menuitemradio', { name: /^OpenAI Chat Completions/ })
  await expect(openai).toBeChecked()
  await expect(openai).toContainText("400 An assistant message with 'tool_calls' must be followed by tool messages")
  const mistral = menu.getByRole('menuitemradio', { name: /^Mistral/ })
  await expect(mistral).toContainText('Not the same number of function calls and responses')
  await mistral.click()
  await expect(page.getByRole('radio', { name: /^Mistral, / })).toBeChecked()
  await expect(page.getByText('Mistral would answer').first()).toBeVisible()
})

test('what is accepted is said to be', async ({ page }) => {
  const app = toolmend(page)
  await app.open()
  await app.paste(answeredCall)
  await app.button(/^All \d+:/).click()
  const openai = page.getByRole('menuitemradio', { name: /^OpenAI Chat Completions/ })
  await expect(openai).toContainText('Accepted')
})

test('with the keyboard alone: open, go by the first letters, choose, and the focus is back', async ({ page }) => {
  const app = toolmend(page)
  await app.open()
  await app.paste(orphanedCall)
  await app.button(/^All \d+:/).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitemradio').first()).toBeVisible()
  await page.keyboard.type('Groq')
  await expect(page.getByRole('menuitemradio', { name: /^Groq/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('radio', { name: /^Groq, / })).toBeChecked()
  await expect(app.button(/^All \d+:/)).toBeFocused()

  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitemradio').first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(app.button(/^All \d+:/)).toBeFocused()
})

test('a request of Gemini is its own target, and is repaired in place', async ({ page }) => {
  const app = toolmend(page)
  await app.open()
  await app.paste(geminiRequest)
  await expect(page.getByRole('radio', { name: /^Google Gemini, / })).toBeChecked()
  await expect(page.getByText('Google Gemini would answer').first()).toBeVisible()
  await app.button('Repair…').click()
  await expect(app.dialog.getByRole('list', { name: 'Before' })).toContainText('MISSING RESULT')
  await expect(app.dialog.getByRole('list', { name: 'After' })).toContainText('[no result was recorded for this tool call]')
  await expect(app.dialog.getByText(/^Changes 1 message, .* → 0\. Adds none\./)).toBeVisible()
  await app.dialog.getByRole('button', { name: 'Apply' }).click()
  await expect(page.getByText(/Google Gemini would accept this|^No problems for Google Gemini/)).toBeVisible()
  await expect(page.getByText(/^Gemini generateContent ·/)).toBeVisible()

  const { text } = await app.download()
  const { contents } = JSON.parse(text) as { contents: { parts: { functionResponse?: { id: string } }[] }[] }
  expect(contents[2]?.parts.map(({ functionResponse }) => functionResponse?.id)).toEqual(['fc_1', 'fc_2'])
  expect(text.startsWith(geminiRequest.slice(0, geminiRequest.indexOf('4 °C')))).toBe(true)

  await page.keyboard.press('ControlOrMeta+z')
  await expect(app.row(/Missing result/)).toBeVisible()
})
