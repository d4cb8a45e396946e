import { founding, messagesOf, unpaired } from './founding.ts'
import { expect, test } from './test.ts'
import { toolmend } from './toolmend.ts'

const conversation = founding('stored-records.json')
const { text: error } = founding('stored-records.error.txt')

test('stored records: the error names messages[6].tool_calls[0].type, and that is the row', async ({ page }) => {
  const app = toolmend(page)
  await app.open()
  await app.drop([conversation])
  await expect(page.getByText(/would answer 400/)).toContainText("Missing required parameter: 'messages[6].tool_calls[0].type'.")
  await app.paste(error)
  await expect(app.dialog.getByText(/^Found/)).toBeVisible()
  await app.dialog.getByRole('button', { name: 'Go to the place' }).click()
  await expect(app.row(/^Message 6\. Call search_products/)).toBeFocused()
})

test('stored records: calls in shape, results as the messages they should have been, twice is once', async ({ page }) => {
  const app = toolmend(page)
  await app.open()
  await app.drop([conversation])
  await app.button('Repair…').click()
  await expect(app.dialog.getByText(/Problems \d+ → 0\. Adds none\./)).toBeVisible()
  await app.dialog.getByRole('button', { name: /^Apply/ }).click()
  await expect(page.getByText(/would accept this|^No problems for/)).toBeVisible()

  const { text } = await app.download()
  const messages = messagesOf(text)
  expect(unpaired(messages)).toEqual([])
  expect(text).not.toContain('"tool_calls": []')
  const calls = messages.flatMap(({ tool_calls = [] }) => tool_calls)
  expect(calls.map(({ id, type, function: { name } }) => [id, type, name])).toEqual([
    ['call_s1', 'function', 'search_products'],
    ['call_s2', 'function', 'mcp__prices__get_price'],
  ])
  expect(JSON.parse(calls[0]?.function.arguments ?? '')).toEqual({ query: 'red shoes', size: 42, limit: 5 })
  const results = messages.filter(({ role }) => role === 'tool')
  expect(results.map(({ tool_call_id }) => tool_call_id)).toEqual(['call_s1', 'call_s2'])
  expect(JSON.parse(results[0]?.content ?? '')).toEqual({ items: [{ sku: 'A-1', stock: 3 }] })

  await app.button('Repair…').click()
  await expect(app.dialog.getByText(/^There is nothing to change/)).toBeVisible()
  await expect(app.dialog.getByRole('button', { name: 'Apply' })).toBeDisabled()
})

test('stored records: a whole column, with what is malformed in it shown and skipped', async ({ page }) => {
  const app = toolmend(page)
  await app.open()
  await app.drop([founding('stored-records-column.json')])
  await expect(page.getByText(/^Stored records/).first()).toBeVisible()
  await expect(app.row(/search_products/).first()).toBeVisible()
  await expect(app.problems.getByText(/\d+ (error|warning)/)).toBeVisible()
})

test('stored records: rows of a table are the conversations they belong to', async ({ page }) => {
  const app = toolmend(page)
  await app.open()
  await app.drop([founding('stored-records-rows.jsonl')])
  await expect(page.getByText('2 conversations')).toBeVisible()
  await app.button('Repair…').click()
  await app.dialog.getByRole('button', { name: /^Apply/ }).click()
  await expect(page.getByText(/would accept this|^No problems for/)).toBeVisible()
  const { text } = await app.download()
  expect(text).toContain('"type":"function"')
  expect(text).not.toContain('tool_name')
})

test('stored records: a single one instead of a list', async ({ page }) => {
  const app = toolmend(page)
  await app.open()
  await app.drop([founding('stored-records-single.json')])
  await app.button('Repair…').click()
  await app.dialog.getByRole('button', { name: /^Apply/ }).click()
  await expect(page.getByText(/would accept this|^No problems for/)).toBeVisible()
  expect(unpaired(messagesOf((await app.download()).text))).toEqual([])
})
