import { expect, test } from './test.ts'
import { answeredCall, geminiRequest, orphanedCall, toolmend } from './toolmend.ts'

const openaiError = (ids: string) =>
  `openai.BadRequestError: Error code: 400 - {'error': {'message': "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: ${ids}", 'type': 'invalid_request_error', 'param': 'messages.[2].role', 'code': None}}`

test('an error pasted anywhere leads to its place and its fix', async ({ page }) => {
  const app = toolmend(page)
  await app.open()
  await app.paste(orphanedCall)
  await expect(app.rows().first()).toBeVisible()
  await app.row(/^Message 0/).click()

  await app.paste(openaiError('call_7f2c4d91'))
  await expect(app.dialog.getByText(/^Found/)).toBeVisible()
  await expect(app.dialog.getByRole('list', { name: 'Fixes' })).toBeVisible()
  await app.dialog.getByRole('button', { name: 'Go to the place' }).click()
  await expect(app.row(/Call get_weather has no result/)).toBeFocused()
})

test('an honest answer when the id is not in the source', async ({ page }) => {
  const app = toolmend(page)
  await app.open()
  await app.paste(answeredCall)
  await expect(app.rows().first()).toBeVisible()
  await app.button('Explain an error').click()
  await app.dialog.getByRole('textbox', { name: 'Error text' }).fill(openaiError('call_zzz'))
  await app.dialog.getByRole('button', { name: 'Find the place' }).click()
  await expect(app.dialog.getByText('Not in this source')).toBeVisible()
})

test('without a source the error is explained all the same', async ({ page }) => {
  const app = toolmend(page)
  await app.open()
  await app.paste(openaiError('call_1'))
  await expect(app.dialog.getByText(/^Recognised\./)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('heading', { name: /^Paste a transcript/ })).toBeVisible()
})

test('a conversation that quotes an error is a conversation', async ({ page }) => {
  const app = toolmend(page)
  await app.open()
  await app.paste(JSON.stringify([{ role: 'user', content: openaiError('call_1') }]))
  await expect(app.rows()).toHaveCount(1)
})

test('words nobody knows are said to be unknown', async ({ page }) => {
  const app = toolmend(page)
  await app.openSample('Orphaned call')
  await app.button('Explain an error').click()
  await app.dialog.getByRole('textbox', { name: 'Error text' }).fill('the printer is on fire')
  await app.dialog.getByRole('button', { name: 'Find the place' }).click()
  await expect(app.dialog.getByText('Not recognised')).toBeVisible()
})

test('what an unknown error names can be looked for', async ({ page }) => {
  const app = toolmend(page)
  await app.open()
  await app.paste(orphanedCall)
  await app.row(/^Message 0/).click()
  await app.button('Explain an error').click()
  const area = app.dialog.getByRole('textbox', { name: 'Error text' })
  await area.fill('gateway: kaput while it handled call_7f2c4d91 near messages[2].content and call_0a1b2c3d4e')
  await app.dialog.getByRole('button', { name: 'Find the place' }).click()
  await expect(app.dialog.getByText(/^Not recognised/)).toBeVisible()
  const clues = app.dialog.getByRole('list', { name: 'Named in the text' })
  await expect(clues.getByRole('button')).toHaveCount(3)

  await clues.getByRole('button', { name: 'Find call_0a1b2c3d4e in the source' }).click()
  await expect(clues.getByRole('button', { name: 'call_0a1b2c3d4e · not here' })).toBeVisible()
  await clues.getByRole('button', { name: 'Find message 2 in the source' }).click()
  await expect(app.dialog).toBeHidden()
  await expect(app.row(/^Message 2/)).toBeFocused()
})

test('an error of another API: whose words they are, its rule, and a check against it', async ({ page }) => {
  const app = toolmend(page)
  await app.open()
  await app.paste(geminiRequest)
  await expect(page.getByRole('radio', { name: /^Google Gemini, / })).toBeChecked()
  await app.paste(
    "anthropic.BadRequestError: Error code: 400 - {'type': 'error', 'error': {'type': 'invalid_request_error', 'message': 'messages.2: `tool_use` ids were found without `tool_result` blocks immediately after: fc_2. Each `tool_use` block must have a corresponding `tool_result` block in the next message.'}}",
  )
  await expect(app.dialog.getByText('Anthropic Messages 400')).toBeVisible()
  await expect(app.dialog.getByText('The problems on this page are those of Google Gemini.')).toBeVisible()

  await app.dialog.getByRole('button', { name: 'About this rule' }).click()
  await expect(page.getByRole('searchbox')).toHaveValue('orphaned-call')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('searchbox')).toBeHidden()

  await app.dialog.getByRole('button', { name: 'Check against Anthropic Messages' }).click()
  await expect(app.dialog.getByText('The problems on this page are those of Google Gemini.')).toBeHidden()
  await expect(app.dialog.getByRole('button', { name: /^Check against/ })).toBeHidden()
  await app.dialog.getByRole('button', { name: 'Go to the place' }).click()
  await expect(page.getByRole('radio', { name: /^Anthropic Messages, / })).toBeChecked()
  await expect(app.row(/Call get_weather has no result/)).toBeFocused()
})
