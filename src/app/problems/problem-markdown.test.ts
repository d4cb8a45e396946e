import { expect, test } from 'vitest'
import { problemsAsMarkdown } from './problem-markdown.ts'
import { problem } from './testing/problems.ts'

test('says what, where, and in the words of the target', () => {
  const text = problemsAsMarkdown(
    [
      problem('orphaned-call', { providerError: "An assistant message with 'tool_calls' must be followed…" }),
      problem('reused-id', { severity: 'warning' }),
    ],
    'run-0412.jsonl',
    'OpenAI Chat',
  )
  expect(text).toBe(`### 2 problems in \`run-0412.jsonl\` for OpenAI Chat

- **error** \`orphaned-call\`: The call to \`get_weather\` (\`call_1\`) has no result.
  at \`messages[1].tool_calls[0]\`, line 2, column 5
  OpenAI Chat would answer:

  > An assistant message with 'tool_calls' must be followed…

- **warning** \`reused-id\`: The call to \`get_weather\` (\`call_1\`) has no result.
  at \`messages[1].tool_calls[0]\`, line 2, column 5
`)
})
