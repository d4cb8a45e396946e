/** What we say of the AI SDK, held against the AI SDK itself; its model is a mock, and nothing is sent. */
import { convertToModelMessages, generateText, type ModelMessage, type UIMessage } from 'ai'
import { MockLanguageModelV3 } from 'ai/test'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inspect } from '../../inspect.ts'
import { repair } from '../../repair.ts'
import { write } from '../../write.ts'
import { fixtureSources, generatedSources, listsOf } from './given.ts'

const target = 'vercel-ai-sdk'
const given = [...fixtureSources, ...generatedSources(3)]
const repaired = given.map(({ name, source }) => ({ name, output: repair(source, { target }).output }))

test('what was repaired for it is taken', async () => {
  const refused: unknown[] = []
  let taken = 0
  for (const { name, output } of repaired) {
    if (inspect(output, { target }).format !== target) continue
    for (const list of listsOf(output)) {
      const answer = list.length > 0 && isModelList(list) ? await answerTo(list) : null
      if (answer === null) taken++
      else refused.push([name, answer])
    }
  }
  expect(refused).toEqual([])
  expect(taken).toBeGreaterThan(250)
})

test('messages of the UI become model messages, which it takes where we say so', async () => {
  const wrong: unknown[] = []
  let taken = 0
  for (const { name, output } of repaired) {
    for (const list of uiListsOf(write(output, { format: 'vercel-ai-sdk-ui' }).output)) {
      const messages = await convertToModelMessages(list as UIMessage[])
      const answer = messages.length > 0 ? await answerTo(messages) : null
      const { prediction } = inspect(JSON.stringify(messages), { format: target, target })
      if (answer !== (prediction?.error ?? null) && messages.length > 0)
        wrong.push([name, { answer, prediction: prediction?.error }])
      if (answer === null) taken++
    }
  }
  expect(wrong).toEqual([])
  expect(taken).toBeGreaterThan(250)
})

test('it refuses what we say it refuses, in the words we predict', async () => {
  const whole = generatedSources(0).flatMap(({ source }) => listsOf(write(source, { format: target }).output))
  const lists = fc.sample(
    fc.tuple(fc.constantFrom(...whole), fc.array(fc.tuple(fc.nat(2), fc.nat(40), fc.nat(40)), { minLength: 1, maxLength: 3 })),
    {
      seed: 7,
      numRuns: 250,
    },
  )
  const wrong: unknown[] = []
  let refused = 0
  for (const [list, damages] of lists) {
    const messages = damages.reduce<unknown[]>((hurt, [kind, from, to]) => damaged(hurt, kind, from, to), list)
    if (messages.length === 0) continue
    const answer = await answerTo(messages)
    const { prediction } = inspect(JSON.stringify(messages), { format: target, target })
    if (answer !== null) refused++
    if (answer !== (prediction?.error ?? null))
      wrong.push({ answer, prediction: prediction?.error, messages: JSON.stringify(messages) })
  }
  expect(wrong).toEqual([])
  expect(refused).toBeGreaterThan(20)
})

test('messages of the UI are completed where they stand, and it takes them', async () => {
  const lists = generatedSources(0).flatMap(({ source }) => uiListsOf(write(source, { format: 'vercel-ai-sdk-ui' }).output))
  const states = ['input-available', 'input-streaming', 'approval-requested', undefined]
  const refused: unknown[] = []
  let completed = 0
  for (const [at, whole] of lists.entries()) {
    const list = whole.map((message) => withState(message, states[at % states.length]))
    for (const strategy of ['complete', 'drop'] as const) {
      const { output, changes } = repair(JSON.stringify(list), { target, format: target, strategy })
      completed += changes.length
      expect(changes.filter(({ rule }) => rule === 'other-format')).toEqual([])
      const messages = await convertToModelMessages(JSON.parse(output) as UIMessage[])
      const answer = messages.length > 0 ? await answerTo(messages) : null
      if (answer !== null) refused.push([strategy, answer, output])
    }
  }
  expect(refused).toEqual([])
  expect(completed).toBeGreaterThan(30)
})

/** The first tool part has come no further than this. */
function withState(message: unknown, state: string | undefined): unknown {
  const { parts, ...rest } = message as { parts: readonly { type: string }[] }
  const first = parts.findIndex(({ type }) => type.startsWith('tool-'))
  const changed = parts.map((part, i) => {
    if (i !== first) return part
    const { output: _output, errorText: _error, state: _state, ...own } = part as unknown as Record<string, unknown>
    return {
      ...own,
      ...(state === undefined ? {} : { state }),
      ...(state?.startsWith('approval') ? { approval: { id: `a${i}` } } : {}),
    }
  })
  return { ...rest, parts: changed }
}

/** The sentence it refuses the messages with; `null`: the model was asked. */
async function answerTo(messages: readonly unknown[]): Promise<string | null> {
  const model = new MockLanguageModelV3({
    supportedUrls: { '*/*': [/.*/] }, // nothing is fetched
    doGenerate: {
      content: [{ type: 'text', text: 'ok' }],
      finishReason: { unified: 'stop', raw: undefined },
      usage: {
        inputTokens: { total: 1, noCache: 1, cacheRead: undefined, cacheWrite: undefined },
        outputTokens: { total: 1, text: 1, reasoning: undefined },
      },
      warnings: [],
    },
  })
  try {
    await generateText({ model, messages: messages as ModelMessage[], allowSystemInMessages: true })
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** A message is lost, comes twice, or stands elsewhere. */
function damaged(list: readonly unknown[], kind: number, from: number, to: number): unknown[] {
  const at = from % (list.length || 1)
  if (kind === 0) return list.filter((_, i) => i !== at)
  if (kind === 1) return list.flatMap((message, i) => (i === at ? [message, structuredClone(message)] : [message]))
  const rest = list.filter((_, i) => i !== at)
  const place = to % (rest.length + 1)
  return [...rest.slice(0, place), ...list.slice(at, at + 1), ...rest.slice(place)]
}

/** Messages of the UI stay what they are where they need no repair. */
const isModelList = (list: readonly unknown[]): boolean =>
  list.every((message) => message !== null && typeof message === 'object' && 'content' in message && !('parts' in message))

function uiListsOf(output: string): unknown[][] {
  const lists = listsOf(output)
  const [only] = lists
  return only?.every((entry) => Array.isArray(entry)) ? (only as unknown[][]) : lists
}
