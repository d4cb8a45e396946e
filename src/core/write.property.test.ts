import { assert, property, record, constantFrom, array, string, boolean, jsonValue, dictionary } from 'fast-check'
import { expect, test } from 'vitest'
import { inspect } from './inspect.ts'
import { judgeSource } from './judge-source.ts'
import { plainOf } from './repair/write-format.ts'
import { openConversation } from './repair/mended.ts'
import { retell } from './repair/retell.ts'
import { write, writtenFormats } from './write.ts'

/** Words of a person: neither blank nor anything that a reader could take for a call. */
const words = string({ minLength: 1, maxLength: 12 }).map((text) => `said ${text.replace(/[<>[\]{}`]/g, '')}.`)
const call = record({
  name: constantFrom('stock', 'price'),
  input: dictionary(constantFrom('a', 'b', 'c'), jsonValue({ maxDepth: 1 }), { maxKeys: 2 }),
  output: words,
})
const turn = record({ asked: words, calls: array(call, { minLength: 1, maxLength: 3 }), speaks: boolean(), answered: words })
const conversation = array(turn, { minLength: 1, maxLength: 3 }).map((turns) => {
  let n = 0
  return turns.flatMap(({ asked, calls, speaks, answered }) => {
    const made = calls.map((one) => ({ ...one, id: `callId${String(n++).padStart(3, '0')}` }))
    const tool_calls = made.map(({ id, name, input }) => ({
      id,
      type: 'function',
      function: { name, arguments: JSON.stringify(input) },
    }))
    return [
      { role: 'user', content: asked },
      ...(made.length > 0 ? [{ role: 'assistant', content: speaks ? 'I look.' : null, tool_calls }] : []),
      ...made.map(({ id, output }) => ({ role: 'tool', tool_call_id: id, content: output })),
      { role: 'assistant', content: answered },
    ]
  })
})

/** What a conversation says: its texts by speaker, its calls, and for each call what answers it. */
function said(source: string, format?: string): { texts: string[]; calls: string[]; answers: string[] } {
  const judged = judgeSource(source, format === undefined ? {} : { format })
  const [read] = judged.reading.conversations
  const { reading } = judged
  if (!read || !reading.format) return { texts: [], calls: [], answers: [] }
  const told = { ...reading.format, id: 'told-anew' }
  const draft =
    reading.format.reads === 'records' ? openConversation(judged, 0, false) : retell(judged, 0, told, judged.target).draft
  const parts = plainOf(draft, reading.format.reads === 'records' ? reading.format : told).messages.flatMap(
    ({ role, parts: own }) => own.map((part) => ({ role, part })),
  )
  const names = new Map(parts.flatMap(({ part }) => (part.type === 'tool-call' ? [[part.callId, part] as const] : [])))
  return {
    texts: parts.flatMap(({ role, part }) => (part.type === 'text' && part.text !== '' ? [`${role}: ${part.text}`] : [])),
    calls: parts.flatMap(({ part }) =>
      part.type === 'tool-call' ? [`${part.name} ${JSON.stringify(JSON.parse(part.input))}`] : [],
    ),
    answers: parts
      .flatMap(({ part }) => (part.type === 'tool-result' ? [`${names.get(part.callId)?.input} ${part.text}`] : []))
      .map((text) => text.replace(/\s/g, '')),
  }
}

const readable = writtenFormats.map(({ id }) => id).filter((id) => id !== 'markdown')
/** Readers that go by another name: the API's own, or the format's. */
const READ_AS: Readonly<Record<string, string>> = {
  'openai-agents-sdk': 'openai-responses',
  'vercel-ai-sdk-ui': 'vercel-ai-sdk',
  'finetune-jsonl': 'openai-chat',
}

test.each(readable)('a sound conversation written as %s says the same when it is read again', (format) => {
  assert(
    property(conversation, (messages) => {
      const source = JSON.stringify(messages)
      const { output, losses } = write(source, { format, from: 'openai-chat' })
      expect(losses.filter(({ what }) => !what.startsWith('the ids of calls'))).toEqual([])
      expect(said(output, READ_AS[format] ?? format)).toEqual(said(source, 'openai-chat'))
      expect(inspect(output, { format: READ_AS[format] ?? format }).totals.orphanedCalls).toBe(0)
      expect(write(source, { format, from: 'openai-chat' }).output).toBe(output)
    }),
    { numRuns: 12 },
  )
})

test('nothing that is said in Markdown breaks out of its block', () => {
  assert(
    property(string({ maxLength: 40, unit: constantFrom('`', '~', '#', '\n', ' ', 'a', '-') }), (text) => {
      const messages = [
        { role: 'user', content: text },
        {
          role: 'assistant',
          content: null,
          tool_calls: [{ id: 'c', type: 'function', function: { name: 'f', arguments: text } }],
        },
        { role: 'tool', tool_call_id: 'c', content: text },
      ]
      const { output } = write(JSON.stringify(messages), { format: 'markdown', from: 'openai-chat' })
      expect(headingsOf(output)).toEqual(['## User', '## Assistant', '### Call `f` `c`', '### Result of `f` `c`'])
    }),
  )
})

/** Lines outside of fences that begin a heading. */
function headingsOf(markdown: string): string[] {
  let fence: string | null = null
  return markdown.split('\n').filter((line) => {
    const ticks = /^(`{3,})/.exec(line)?.[1]
    if (fence === null && ticks !== undefined) fence = ticks
    else if (fence !== null && line.startsWith(fence) && line.trim() === fence) fence = null
    else if (fence === null) return /^#{1,6} /.test(line)
    return false
  })
}
