import { founding, messagesOf, unpaired } from './founding.ts'
import { expect, test } from './test.ts'
import { toolmend } from './toolmend.ts'

const conversation = founding('force-completion.json')
const { text: error } = founding('force-completion.error.txt')

test('force completion: the error leads to the open calls, and every call gets its result', async ({ page }) => {
  const app = toolmend(page)
  await app.open()
  await app.drop([conversation])
  await expect(page.getByText(/would answer 400/)).toContainText('did not have response messages: call_hotel_1, call_rate_1')

  await app.paste(error)
  await expect(app.dialog.getByText(/^Found/)).toBeVisible()
  await app.dialog.getByRole('button', { name: 'Go to the place' }).click()
  await expect(app.row(/^Message 2\. Error\. Call search_hotels has no result/)).toBeFocused()

  await app.button('Repair…').click()
  await expect(app.dialog.getByText(/Problems \d+ → 0\. Adds none\./)).toBeVisible()
  await app.dialog.getByRole('button', { name: /^Apply/ }).click()
  await expect(page.getByText(/would accept this|^No problems for/)).toBeVisible()

  const { name, text } = await app.download()
  expect(name).toBe('force-completion.repaired.json')
  const messages = messagesOf(text)
  expect(unpaired(messages)).toEqual([])
  const calls = messagesOf(conversation.text).flatMap(({ tool_calls = [] }) => tool_calls)
  expect(messages.flatMap(({ tool_calls = [] }) => tool_calls)).toEqual(calls)
  expect(text, 'every number keeps its digits').toContain('12345678901234567890')
  const made = messages.filter(({ content }) => content === '[no result was recorded for this tool call]')
  expect(made.map(({ tool_call_id }) => tool_call_id)).toEqual(expect.arrayContaining(['call_hotel_1', 'call_rate_1']))
})

test('force completion: a retry is seen as an attempt, not as a problem', async ({ page }) => {
  const app = toolmend(page)
  await app.open()
  await app.drop([conversation])
  await app.timeline
    .getByRole('button', { name: /^Retried call/ })
    .first()
    .click()
  await expect(app.problems.getByText(/^Attempt \d of 3 of the call to/).first()).toBeVisible()
})

test('force completion: sessions are isolated, the same id in each', async ({ page }) => {
  const app = toolmend(page)
  await app.open()
  await app.drop([founding('force-completion-sessions.jsonl')])
  await expect(page.getByText('2 conversations')).toBeVisible()
  await expect(app.row(/Conversation 1 of 2, session-a/)).toBeVisible()
  await app.button('Repair…').click()
  await app.dialog.getByRole('button', { name: /^Apply/ }).click()
  await expect(page.getByText(/would accept this|^No problems for/)).toBeVisible()
  const { name, text } = await app.download()
  expect(name).toBe('force-completion-sessions.repaired.jsonl')
  const lines: { session_id: string; content: string; tool_call_id?: string }[] = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  const results = lines.filter(({ tool_call_id }) => tool_call_id === 'call_1')
  expect(results.map(({ session_id, content }) => [session_id, content])).toEqual([
    ['session-a', '[no result was recorded for this tool call]'],
    ['session-b', 'rain, 7 °C'],
  ])
})
