import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Judge } from '../judge.ts'
import { readSource } from '../reading.ts'
import { sourceOf, encode } from '../source/source.ts'
import { targets } from '../targets/index.ts'
import { sources } from '../testing/conversations.ts'
import { exchanges } from '../testing/large-sources.ts'
import { rules } from './index.ts'

/** What a rule that says it can be passed over would have found after all. */
function missed(text: string): { found: string[]; plain: number; sound: number } {
  const reading = readSource(sourceOf(encode(text)))
  const found: string[] = []
  let plain = 0
  let sound = 0
  for (const target of targets) {
    for (const read of reading.format ? reading.conversations : []) {
      const { scope } = new Judge(reading.format!, target).judge(read)
      if (scope.pairing.sound && scope.pairing.calls.length > 0) sound++
      for (const rule of rules) {
        const note = ({ messageId }: { messageId: string }): void => void found.push(`${target.id} ${rule.meta.id} ${messageId}`)
        if (rule.passesSound && scope.pairing.sound) rule.checkConversation?.(scope, note)
        for (const message of scope.conversation.messages) {
          if (!message.plain) continue
          plain++
          if (rule.passesPlain) rule.checkMessage?.(message, read.records.value(message.index), scope, note)
        }
      }
    }
  }
  return { found, plain, sound }
}

test('a rule that passes what is plain or sound would find nothing there', () => {
  let plain = 0
  let sound = 0
  const texts = fc.oneof(
    exchanges.map((parts) => JSON.stringify({ model: 'gpt-4o', messages: parts.flat() })),
    sources('openai-chat', ['list', 'body', 'rows', 'lines'], { damages: 2 }).map(({ source }) => source),
    sources('openai-chat', ['list', 'body'], { damages: 0 }).map(({ source }) => source),
  )
  fc.assert(
    fc.property(texts, (text) => {
      const seen = missed(text)
      expect(seen.found).toEqual([])
      plain += seen.plain
      sound += seen.sound
    }),
    { numRuns: 400, seed: 20_261_120 },
  )
  // The property says something only if there is something to pass over.
  expect(plain).toBeGreaterThan(1000)
  expect(sound).toBeGreaterThan(50)
})
