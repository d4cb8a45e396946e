/** What we write for LangGraph, loaded by LangChain. */
import { AIMessage, coerceMessageLikeToMessage, mapStoredMessagesToChatMessages, ToolMessage } from '@langchain/core/messages'
import { expect, test } from 'vitest'
import { inspect } from '../../inspect.ts'
import { repair } from '../../repair.ts'
import { fixtureSources, generatedSources, listsOf } from './given.ts'

const target = 'langgraph'

/** Calls the provider ran itself stand in the content: LangChain has no message for their results. */
const HOSTED = 'formats/langchain/server-tools.json'

/** Earlier states of one conversation, which is judged as it stands in the last. */
const STATES = 'formats/langchain/states-without-ids.jsonl'

test('what was repaired for it loads, with the ids it has, and each call answered', () => {
  const wrong: unknown[] = []
  let loaded = 0
  for (const { name, source } of [...fixtureSources, ...generatedSources(3)]) {
    const { output } = repair(source, { target })
    if (inspect(output, { target }).format !== 'langchain' || name === STATES || name === HOSTED) continue
    for (const list of listsOf(output).filter(isWhole)) {
      try {
        const messages = load(list)
        const made = messages.flatMap((message) => (AIMessage.isInstance(message) ? [message] : []))
        const calls = made.flatMap(({ tool_calls = [], invalid_tool_calls = [] }) =>
          [...tool_calls, ...invalid_tool_calls].map(({ id }) => id),
        )
        const results = messages.flatMap((message) => (ToolMessage.isInstance(message) ? [message.tool_call_id] : []))
        const open = calls.filter((id) => id === undefined || !results.includes(id))
        const written = JSON.stringify(list)
        const lost = [...results, ...calls].filter((id) => !written.includes(JSON.stringify(id)))
        if (open.length > 0 || lost.length > 0 || results.length !== resultsIn(list)) wrong.push([name, { calls, results }])
        loaded++
      } catch (error) {
        wrong.push([name, String(error).slice(0, 300)])
      }
    }
  }
  expect(wrong).toEqual([])
  expect(loaded).toBeGreaterThan(150)
})

const isWhole = (list: readonly unknown[]): boolean =>
  list.every((entry) => entry !== null && typeof entry === 'object' && !Array.isArray(entry))

/** Messages that name a call, whatever they are wrapped in. */
const resultsIn = (list: readonly unknown[]): number =>
  list.filter((entry) => JSON.stringify(entry).includes('"tool_call_id":')).length

/** Stored messages have their fields in `data`; the others are flat, or constructors. */
function load(list: readonly unknown[]) {
  return list.map((entry) =>
    entry !== null && typeof entry === 'object' && 'data' in entry
      ? mapStoredMessagesToChatMessages([entry as never])[0]!
      : coerceMessageLikeToMessage(entry as never),
  )
}
