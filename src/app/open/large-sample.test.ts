import { describe, expect, test } from 'vitest'
import { inspect } from '../../core/index.ts'
import { conversationLines, makeLargeSample } from './large-sample.ts'

const bytesOf = (messages: number, seed = 618) => new TextEncoder().encode([...conversationLines(messages, seed)].join('\n'))

describe('a large sample', () => {
  test.each([50, 500, 1234, 5000])('of %i messages has exactly these, and one orphaned call', (messages) => {
    const { totals, problems, target } = inspect(bytesOf(messages))
    expect(totals).toMatchObject({ messages, orphanedCalls: 1, orphanedResults: 0, pendingCalls: 0, duplicateResults: 0 })
    // One line by itself is a payload, of which it is remarked that it ends with the assistant.
    expect(problems.filter(({ severity }) => severity !== 'info').map(({ rule }) => rule)).toEqual(['orphaned-call'])
    expect(target).toBe('openai-chat')
  })

  test('is the same each time, and another with another seed', () => {
    expect(bytesOf(300)).toEqual(bytesOf(300))
    expect(bytesOf(300)).not.toEqual(bytesOf(300, 7))
  })

  test('is made in pieces, with pauses', async () => {
    let pauses = 0
    const blob = await makeLargeSample(100_000, () => {
      pauses += 1
      return Promise.resolve()
    })
    expect(pauses).toBeGreaterThan(0)
    expect(blob.size).toBeGreaterThan(10_000_000)
    const lines = (await blob.text()).split('\n').filter((line) => line !== '')
    expect(lines).toHaveLength(1058) // as the gallery says
    expect(lines.at(-1)).toBe([...conversationLines(100_000, 618)].at(-1))
  })
})
