import { expect, test } from 'vitest'
import { exportName, patchName, problemsName } from './export-name.ts'

test.each([
  ['run-0412.jsonl', ['jsonl'], 'run-0412.repaired.jsonl'],
  ['a.b.json', ['json'], 'a.b.repaired.json'],
  ['run.repaired.json', ['json'], 'run.repaired.repaired.json'],
  ['README', ['json'], 'README.repaired'],
  ['.env', ['json'], '.env.repaired'],
  [null, ['json'], 'conversation.repaired.json'],
  [null, ['markdown', 'jsonl'], 'conversation.repaired.jsonl'],
  [null, [], 'conversation.repaired.json'],
  ['', ['json'], 'conversation.repaired.json'],
])('%s in %j', (name, container, expected) => {
  expect(exportName(name, container)).toBe(expected)
  expect(exportName(name, container)).not.toBe(name)
})

test.each([
  ['run-0412.jsonl', 'sarif', 'run-0412.jsonl.sarif'],
  ['run-0412.jsonl', 'json', 'run-0412.jsonl.problems.json'],
  [null, 'sarif', 'conversation.sarif'],
  [' ', 'json', 'conversation.problems.json'],
] as const)('the problems of %s as %s', (name, as, expected) => {
  expect(problemsName(name, as)).toBe(expected)
})

test.each([
  ['run-0412.json', 'run-0412.patch.json'],
  ['run.json.gz', 'run.patch.json'],
  ['README', 'README.patch.json'],
  [null, 'conversation.patch.json'],
])('the changes of %s', (name, expected) => {
  expect(patchName(name)).toBe(expected)
})
