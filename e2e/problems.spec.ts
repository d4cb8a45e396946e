import { expect, test } from './test.ts'
import { orphanedCall, toolmend } from './toolmend.ts'

test.describe('the problems as a file', () => {
  for (const [choice, name] of [
    [/^SARIF/, 'conversation.sarif'],
    [/^JSON/, 'conversation.problems.json'],
  ] as const) {
    test(name, async ({ page }) => {
      const app = toolmend(page)
      await app.open()
      await app.paste(orphanedCall)
      await app.problems.getByRole('button', { name: 'Download problems' }).click()
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: choice }).click()])
      expect(download.suggestedFilename()).toBe(name)
      const chunks: Buffer[] = []
      for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer)
      const log: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'))
      const rule = name.endsWith('sarif')
        ? { version: '2.1.0', runs: [{ results: [{ ruleId: 'orphaned-call' }] }] }
        : { target: 'openai-chat', problems: [{ rule: 'orphaned-call' }] }
      expect(log).toMatchObject(rule)
    })
  }
})

test('problems of one cause are one group with one fix', async ({ page }) => {
  const app = toolmend(page)
  await app.open()
  const pairs = [1, 2, 3, 4].flatMap((n) => [
    { role: 'assistant', content: null, tool_calls: [toolCall(n)] },
    { role: 'user', content: `Well ${n}?` },
  ])
  await app.paste(JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Hi' }, ...pairs] }))
  await expect(app.problems.getByRole('listitem', { name: 'Orphaned call, 4 problems' })).toBeVisible()
  await app.problems.getByRole('button', { name: 'Fix all 4…' }).click()
  await expect(app.dialog.getByRole('heading', { level: 2 })).toContainText('(4 times)')
  await expect(app.dialog.getByText(/Problems 4 → 0\. Adds none\./)).toBeVisible()
  await app.dialog.getByRole('button', { name: 'Apply' }).click()
  await expect(app.button('1 change')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(app.problems.getByText(/^4 errors/)).toBeVisible()
})

function toolCall(n: number) {
  return { id: `call_7f2c4d9${n}`, type: 'function', function: { name: 'look_up', arguments: `{"n":${n}}` } }
}
