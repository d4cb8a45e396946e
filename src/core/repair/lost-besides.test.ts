import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { repair } from '../repair.ts'
import { write } from '../write.ts'

const fixture = (path: string) => readFileSync(new URL(`../../../fixtures/formats/${path}`, import.meta.url), 'utf8')

test('messages on another branch are a loss where the conversation is written anew', () => {
  const source = fixture('claude-ai-export/branches-and-an-open-call.json')
  const lost = expect.objectContaining({ what: expect.stringMatching(/^\d+ messages on other branches$/) as string }) as object
  const { losses, changes } = repair(source, { target: 'openai-chat' })
  expect(losses).toContainEqual(lost)
  expect(changes[0]).toMatchObject({ rule: 'other-format', safety: 'destructive' })
  expect(write(source, { format: 'openai-chat' }).losses).toContainEqual(lost)
  expect(write(source, { format: 'markdown' }).losses).toContainEqual(lost)
})

test('a line of a log that is no JSON is a loss, with its text', () => {
  const [first, ...others] = fixture('claude-code/read-a-file.jsonl').split('\n')
  const torn = '{"type":"user","message":{"role":"user","content":"Where is my cat?'
  const source = [first, `  ${torn}`, ...others].join('\n')
  const loss = { path: '[1]', what: 'a line that is not JSON', before: torn }
  expect(repair(source, { target: 'openai-chat' }).losses).toContainEqual(loss)
  expect(write(source, { format: 'openai-chat' }).losses).toContainEqual(loss)
  expect(write([first, ...others].join('\n'), { format: 'openai-chat' }).losses).not.toContainEqual(loss)
})
