import { founding, messagesOf } from './founding.ts'
import { expect, test } from './test.ts'
import { toolmend } from './toolmend.ts'

const conversation = founding('fresh-messages.json')
const { text: error } = founding('fresh-messages.error.txt')

test('fresh messages: the error names messages.[3].role, and that is the row', async ({ page }) => {
  const app = toolmend(page)
  await app.open()
  await app.drop([conversation])
  await expect(page.getByText(/would answer 400/)).toContainText(
    "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
  )
  await app.paste(error)
  await expect(app.dialog.getByText(/^Found/)).toBeVisible()
  await expect(app.dialog.getByText('messages[3]').first()).toBeVisible()
  await app.dialog.getByRole('button', { name: 'Go to the place' }).click()
  await expect(app.row(/^Message 3\. Error\. Result names call/)).toBeFocused()
})

test('fresh messages: one system and one user message, the results as text, no tools', async ({ page }) => {
  const app = toolmend(page)
  await app.open()
  await app.drop([conversation])
  await app.button('Repair…').click()
  await app.dialog.getByRole('radio', { name: /^Flatten/ }).check()
  await app.dialog.getByLabel(/^Template/).fill('What was found so far:\n\n{conversation}\n\nAnswer the last question.')
  await expect(app.dialog.getByRole('list', { name: 'After' })).toContainText('What was found so far:')
  await app.dialog.getByRole('button', { name: /^Apply/ }).click()
  await expect(page.getByText(/would accept this|^No problems for/)).toBeVisible()

  const { text } = await app.download()
  const messages = messagesOf(text)
  expect(messages.map(({ role }) => role)).toEqual(['system', 'user'])
  expect(messages[0]?.content).toBe('You answer questions about the documents of the user.')
  for (const piece of [
    'What was found so far:',
    '§ 4.2: Either party',
    '§ 4.3: Notice must',
    'Please answer now.',
    'Answer the last question.',
  ]) {
    expect(messages[1]?.content).toContain(piece)
  }
  expect(text).not.toMatch(/"tools"|"tool_choice"|"tool_calls"|"tool_call_id"/)
  expect(JSON.parse(text)).toMatchObject({ model: 'gpt-4o-mini', temperature: 0.2 })
})

test('fresh messages: the same call made again and again is remarked on', async ({ page }) => {
  const app = toolmend(page)
  await app.open()
  await app.drop([founding('fresh-messages-loop.json')])
  await expect(app.problems.getByText(/^Repeated call|again|times/).first()).toBeVisible()
})
