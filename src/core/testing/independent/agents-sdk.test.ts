/** What we write for the Agents SDK, run by the SDK itself; its model is a mock, and nothing is sent. */
import {
  Agent,
  protocol,
  Runner,
  setTracingDisabled,
  Usage,
  type AgentInputItem,
  type Model,
  type ModelRequest,
} from '@openai/agents-core'
import { expect, test } from 'vitest'
import { inspect } from '../../inspect.ts'
import { repair } from '../../repair.ts'
import { write } from '../../write.ts'
import { documentsOf, fixtureSources, generatedSources, listsOf } from './given.ts'

setTracingDisabled(true)

const given = [...fixtureSources, ...generatedSources(4, 8), ...generatedSources(0, 4)]
const format = 'openai-agents-sdk'

const repaired = given.map(({ name, source }) => ({ name, output: repair(source, { target: 'openai-responses' }).output }))

/** Lists of items of everything that was given, whole or repaired: one a conversation. */
const written = repaired.flatMap(({ name, output }) =>
  itemListsOf(write(output, { format, from: 'openai-responses' }).output).map((list) => ({ name, list })),
)

test('each item is one the protocol of the SDK knows, and nothing of it is dropped', () => {
  const wrong: unknown[] = []
  for (const { name, list } of written)
    for (const item of list) {
      const read = protocol.ModelItem.safeParse(item)
      // A parser that drops what it does not know would take anything.
      if (!read.success) wrong.push([name, item, read.error.issues])
      else if (sorted(read.data) !== sorted(item) || read.data.type === 'unknown') wrong.push([name, item, read.data])
    }
  expect(wrong).toEqual([])
  expect(written.length).toBeGreaterThan(250)
})

test('a run takes the items, gives them to its model as they are, and its state is read as what they say', async () => {
  const wrong: unknown[] = []
  for (const { name, list } of written) {
    const model = new Mock()
    const runner = new Runner({ model, tracingDisabled: true })
    const { state } = await runner.run(new Agent({ name: 'a', model }), list as AgentInputItem[])
    if (sorted(model.asked) !== sorted(list)) wrong.push([name, model.asked])
    const { totals, format: found } = inspect(state.toString(), { target: 'openai-responses' })
    const { totals: told } = inspect(JSON.stringify(list), { format: 'openai-responses', target: 'openai-responses' })
    const counts = ({ calls, results, paired }: typeof totals): unknown => ({ calls, results, paired })
    if (found !== format || JSON.stringify(counts(totals)) !== JSON.stringify(counts(told)))
      wrong.push([name, found, counts(totals), counts(told)])
  }
  expect(wrong).toEqual([])
})

test('what the SDK keeps becomes what the API takes', () => {
  const wrong: unknown[] = []
  for (const { name, list } of written) {
    const { output, remaining } = repair(JSON.stringify(list), { target: 'openai-responses', format: 'openai-responses' })
    const errors = remaining.filter(({ severity }) => severity === 'error')
    if (errors.length > 0 || /"callId"|_call_result"|"providerData"/.test(output)) wrong.push([name, errors, output])
    for (const item of listsOf(output, 'input').flat()) if (isKept(item)) wrong.push([name, item])
  }
  expect(wrong).toEqual([])
})

/** Remembers what it was asked, and says one word. */
class Mock implements Model {
  asked: unknown = null

  getResponse({ input }: ModelRequest) {
    this.asked = structuredClone(input)
    const said = {
      type: 'message',
      role: 'assistant',
      status: 'completed',
      content: [{ type: 'output_text', text: 'ok' }],
    } as const
    return Promise.resolve({ usage: new Usage(), output: [{ ...said, content: [...said.content] }] })
  }

  // oxlint-disable-next-line require-yield -- nobody asks for a stream
  async *getStreamedResponse(): AsyncGenerator<never> {
    throw new Error('Mock: no streams')
  }
}

const isKept = (item: unknown): boolean => item !== null && typeof item === 'object' && 'callId' in item

function itemListsOf(output: string): unknown[][] {
  return documentsOf(output).flatMap((value): unknown[][] => {
    if (!Array.isArray(value) || value.length === 0) return []
    return value.every((entry) => Array.isArray(entry)) ? (value as unknown[][]) : [value]
  })
}

/** As text, with members in one order. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}
