import type { Locator, Page } from '@playwright/test'

/** The regions of the page and what a user does with them, by role and name. */
export function toolmend(page: Page) {
  const region = (name: string) => page.getByRole('region', { name, exact: true })
  return {
    timeline: region('Timeline'),
    problems: region('Problems'),
    inspector: region('Inspector'),
    source: region('Source'),
    dialog: page.getByRole('dialog'),
    button: (name: string | RegExp) => page.getByRole('button', { name }),
    rows: () => region('Timeline').getByRole('listitem'),
    row: (name: string | RegExp): Locator => region('Timeline').getByRole('listitem', { name }),

    async open(): Promise<void> {
      await page.goto('./')
      await page.getByRole('heading', { name: /^Paste a transcript/ }).waitFor()
    },
    async openSample(title: string): Promise<void> {
      await this.open()
      await page.getByRole('button', { name: new RegExp(`^${title}`) }).click()
      await region('Timeline').getByRole('listitem').first().waitFor()
    },
    /** The log of 100,000 messages that the page makes, read to its end. */
    async openLargeSample(): Promise<void> {
      await this.open()
      await page.getByRole('button', { name: /^100,000 messages/ }).click()
      await page.getByText('140,664/140,664 rows shown').waitFor()
    },
    /** As from the clipboard, wherever the focus is. */
    async paste(text: string): Promise<void> {
      await page.evaluate((pasted) => {
        const data = new DataTransfer()
        data.setData('text/plain', pasted)
        document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
      }, text)
    },
    /** Files from outside, dropped on the window. */
    async drop(files: { name: string; text: string }[]): Promise<void> {
      const data = await page.evaluateHandle((given) => {
        const transfer = new DataTransfer()
        for (const { name, text } of given) transfer.items.add(new File([text], name))
        return transfer
      }, files)
      for (const type of ['dragenter', 'dragover', 'drop']) await page.dispatchEvent('body', type, { dataTransfer: data })
    },
    /** The text a download would hold. */
    async download(): Promise<{ name: string; text: string }> {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page
          .getByRole('button', { name: /^Download/ })
          .first()
          .click(),
      ])
      const chunks: Buffer[] = []
      for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer)
      return { name: download.suggestedFilename(), text: Buffer.concat(chunks).toString('utf8') }
    },
  }
}

const call = (id: string, name: string, input: object) => ({
  id,
  type: 'function',
  function: { name, arguments: JSON.stringify(input) },
})

/** A request whose one call was never answered: the main job of the page. One message a line, to be seen in a small editor. */
export const orphanedCall = `{
  "model": "gpt-4o",
  "messages": [
    {"role": "user", "content": "What is the weather in Oslo?"},
    ${JSON.stringify({ role: 'assistant', content: null, tool_calls: [call('call_7f2c4d91', 'get_weather', { city: 'Oslo' })] })},
    {"role": "user", "content": "Are you still there?"}
  ]
}
`

/** The same, answered. */
export const answeredCall = JSON.stringify({
  messages: [
    { role: 'user', content: 'What is the weather in Oslo?' },
    { role: 'assistant', content: null, tool_calls: [call('call_1', 'get_weather', { city: 'Oslo' })] },
    { role: 'tool', tool_call_id: 'call_1', content: '4 °C, rain' },
    { role: 'user', content: 'Thanks.' },
  ],
})

/** A request of Gemini: two calls at once, and an answer to the first. */
export const geminiRequest = JSON.stringify(
  {
    contents: [
      { role: 'user', parts: [{ text: 'What is the weather in Oslo and Bergen?' }] },
      {
        role: 'model',
        parts: [
          { functionCall: { id: 'fc_1', name: 'get_weather', args: { city: 'Oslo' } } },
          { functionCall: { id: 'fc_2', name: 'get_weather', args: { city: 'Bergen' } } },
        ],
      },
      { role: 'user', parts: [{ functionResponse: { id: 'fc_1', name: 'get_weather', response: { output: '4 °C, rain' } } }] },
      { role: 'user', parts: [{ text: 'Are you still there?' }] },
    ],
  },
  null,
  2,
)

/** Many messages, one call of them unanswered in the middle. */
export function longConversation(pairs: number): string {
  const messages: object[] = []
  for (let i = 0; i < pairs; i++) {
    messages.push({ role: 'user', content: `Question ${i}` })
    messages.push({ role: 'assistant', content: `Looking ${i}`, tool_calls: [call(`call_${i}`, 'look_up', { n: i })] })
    if (i !== Math.floor(pairs / 2)) messages.push({ role: 'tool', tool_call_id: `call_${i}`, content: `Answer ${i}` })
  }
  messages.push({ role: 'user', content: 'The end' })
  return JSON.stringify({ model: 'gpt-4o', messages })
}
