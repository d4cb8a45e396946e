import { expect, test } from './test.ts'
import { toolmend } from './toolmend.ts'

/** Two calls far from each other, neither answered: two fixes that have nothing to do with each other. */
const call = (id: string) => ({ id, type: 'function', function: { name: 'get_weather', arguments: '{"city":"Oslo"}' } })
const twoCalls = JSON.stringify(
  {
    model: 'gpt-4o',
    messages: [
      { role: 'user', content: 'Oslo?' },
      { role: 'assistant', content: null, tool_calls: [call('call_1')] },
      { role: 'user', content: 'Hello?' },
      { role: 'assistant', content: null, tool_calls: [call('call_2')] },
      { role: 'user', content: 'Are you still there?' },
    ],
  },
  null,
  2,
)

async function mendBoth(app: ReturnType<typeof toolmend>): Promise<void> {
  await app.open()
  await app.paste(twoCalls)
  const open = app.problems.getByRole('listitem', { name: /^Error\. The call to/ })
  for (const left of [1, 0]) {
    await open.first().press('Enter')
    await app.dialog.getByRole('button', { name: 'Apply' }).click()
    await expect(open).toHaveCount(left)
  }
}

test('a step in the middle is taken back by itself, and undo brings it back', async ({ page }) => {
  const app = toolmend(page)
  await mendBoth(app)
  await app.button('2 changes').click()
  const steps = app.dialog.getByRole('listitem')
  await steps.nth(1).getByRole('button', { name: 'Take this step back' }).click()
  await expect(steps).toHaveCount(4)
  await expect(steps.nth(1).getByText('taken back')).toBeVisible()
  await expect(steps.nth(1).getByRole('button', { name: 'Take this step back' })).toBeHidden()
  await expect(steps.nth(3).getByRole('button', { name: /^Take back: Add a result/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(app.row(/Missing result for call call_1/)).toBeVisible()
  await expect(app.row(/Missing result for call call_2/)).toBeHidden()
  expect(
    JSON.parse((await app.download()).text)
      .messages.map(({ role }: { role: string }) => role)
      .join(' '),
  ).toBe('user assistant user assistant tool user')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(app.row(/Missing result for call call_1/)).toBeHidden()
})

test('a comparison that took the place of the list gives the focus back to what opened that', async ({ page }) => {
  const app = toolmend(page)
  await mendBoth(app)
  for (const name of ['Show what it did…', 'Compare with the original…']) {
    await app.button('2 changes').press('Enter')
    await app.dialog.getByRole('button', { name }).first().press('Enter')
    await expect(app.dialog.getByRole('tab', { name: 'Meaning' })).toBeVisible()
    await expect(app.dialog).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(app.dialog).toBeHidden()
    await expect(app.button('2 changes')).toBeFocused()
  }
})

test('a step on which another stands stays, and says why', async ({ page }) => {
  const app = toolmend(page)
  await app.open()
  await app.paste(twoCalls)
  await app.button('Repair…').click()
  await app.dialog.getByLabel('Text of an added result').fill('First.')
  await expect(app.dialog.getByRole('list', { name: 'After' })).toContainText('First.')
  await app.dialog.getByRole('button', { name: 'Apply' }).click()
  await page.getByRole('radio', { name: /^Anthropic Messages/ }).click()
  await app.button('Repair…').click()
  await app.dialog.getByRole('button', { name: /^Apply/ }).click()
  await app.button('2 changes').click()
  const first = app.dialog.getByRole('listitem').nth(1)
  await expect(first.getByRole('button', { name: 'Take this step back' })).toBeDisabled()
  await expect(first.getByText('A later step changed the same place.')).toBeVisible()
})

test('everything that was done beside the original', async ({ page }) => {
  const app = toolmend(page)
  await mendBoth(app)
  await app.button('2 changes').click()
  await app.dialog.getByRole('button', { name: 'Compare with the original…' }).click()
  await expect(app.dialog.getByRole('heading', { name: /and its original$/ })).toBeVisible()
  await expect(app.dialog.getByRole('list', { name: 'Before' })).toContainText('MISSING RESULT for call_1')
  await expect(app.dialog.getByRole('list', { name: 'Before' })).toContainText('MISSING RESULT for call_2')
  await expect(app.dialog.getByRole('list', { name: 'After' }).getByText('[no result was recorded')).toHaveCount(2)
  await expect(app.dialog.getByText(/^2 places differ: 0 bytes became \d+\. Problems 2 → 0\.$/)).toBeVisible()
  await app.dialog.getByRole('tab', { name: 'Text' }).click()
  await expect(app.dialog.getByRole('row', { name: /^added .*tool_call_id/ })).toHaveCount(2)
  await expect(app.dialog.getByRole('button', { name: 'Apply' })).toBeHidden()

  await app.dialog.getByRole('button', { name: 'Changes…' }).click()
  await app.dialog.getByRole('button', { name: 'Original', exact: true }).click()
  await app.dialog.getByRole('button', { name: 'Compare with the original…' }).click()
  await expect(app.dialog.getByText('The text is what it was when it was opened.')).toBeVisible()
})

test('one step beside the text as it stood then; the keyboard goes from difference to difference', async ({ page }) => {
  const app = toolmend(page)
  await mendBoth(app)
  await app.button('2 changes').click()
  const steps = app.dialog.getByRole('listitem')
  await expect(steps.first().getByRole('button', { name: 'Show what it did…' })).toBeHidden()
  await steps.nth(1).getByRole('button', { name: 'Show what it did…' }).click()
  await expect(app.dialog.getByRole('heading', { name: /^Add a result .*\(call_1\)$/ })).toBeVisible()
  await expect(app.dialog.getByRole('list', { name: 'Before' })).toContainText('MISSING RESULT for call_1')
  await expect(app.dialog.getByRole('list', { name: 'After' }).getByText('[no result was recorded')).toHaveCount(1)
  await expect(app.dialog.getByText(/^1 place differs: .* Problems 2 → 1\.$/)).toBeVisible()
  await expect(app.dialog.getByRole('button', { name: 'Next difference' })).toBeHidden()

  await app.dialog.getByRole('button', { name: 'Changes…' }).click()
  await app.dialog.getByRole('button', { name: 'Compare with the original…' }).click()
  await expect(app.dialog.getByText('2 differences')).toBeVisible()
  await page.keyboard.press('n')
  await expect(app.dialog.getByText('Difference 1 of 2')).toBeVisible()
  await page.keyboard.press('n')
  await expect(app.dialog.getByText('Difference 2 of 2')).toBeVisible()
  await expect(app.dialog.locator('[data-current]').last()).toContainText('[no result was recorded')
  await page.keyboard.press('Shift+N')
  await expect(app.dialog.getByText('Difference 1 of 2')).toBeVisible()
  await app.dialog.getByRole('tab', { name: 'Text' }).click()
  await app.dialog.getByRole('button', { name: 'Previous difference' }).click()
  await expect(app.dialog.getByText('Difference 2 of 2')).toBeVisible()
})

test('what was changed is saved as a JSON Patch', async ({ page }) => {
  const app = toolmend(page)
  await mendBoth(app)
  await app.button('2 changes').click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    app.dialog.getByRole('button', { name: 'Save as JSON Patch' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('conversation.patch.json')
  const chunks: Buffer[] = []
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer)
  const content = '[no result was recorded for this tool call]'
  expect(JSON.parse(Buffer.concat(chunks).toString('utf8'))).toEqual([
    { op: 'add', path: '/messages/2', value: { role: 'tool', tool_call_id: 'call_1', content } },
    { op: 'add', path: '/messages/5', value: { role: 'tool', tool_call_id: 'call_2', content } },
  ])
})

test('changes of lines are no JSON Patch', async ({ page }) => {
  const app = toolmend(page)
  await app.open()
  await app.paste(`${JSON.stringify(JSON.parse(twoCalls))}\n`.repeat(2))
  await app.button('Repair…').click()
  await app.dialog.getByRole('button', { name: 'Apply' }).click()
  await app.button('1 change').click()
  await expect(app.dialog.getByRole('button', { name: 'Compare with the original…' })).toBeVisible()
  await expect(app.dialog.getByRole('button', { name: 'Save as JSON Patch' })).toBeHidden()
})
