import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseJson } from '../../json/parse-json.ts'
import { decode } from '../../source/source.ts'
import { mend, unwrap } from '../unwrap.ts'

const folder = new URL('../../../../fixtures/containers/', import.meta.url)

interface Expected {
  readonly containers: readonly string[]
  /** Lines of JSON that are left; a single value may have line breaks in it. */
  readonly lines: number
  readonly labels?: readonly (string | null)[]
  /** What the problems are about. */
  readonly problems?: readonly RegExp[]
  /** What else must stand in it. */
  readonly holds?: string
}

const files: Record<string, Expected> = {
  'ai-sdk-stream.txt': { containers: ['log'], lines: 5, labels: ['f:', '0:', '0:', '9:', 'd:'] },
  'aider.md': { containers: ['markdown'], lines: 1, holds: '#### add a \\"retry\\"' },
  'chrome.har': {
    containers: ['har'],
    lines: 2,
    labels: ['POST https://generativelanguage.example/v1/models/m:generate', 'response 200 a'],
    holds: 'Three degrees.',
  },
  'console.txt': {
    containers: ['log', 'js-inspect'],
    lines: 2,
    labels: ['---- step 1 ----', '<ref *1>'],
    problems: [/an object was left out/, /a list was left out/, /2 more items were left out/],
    holds: '"seen": { "a" : [ 1, 2 ] }',
  },
  'cut-line.log': {
    containers: ['log'],
    lines: 2,
    labels: ['2026-02-01 10:00:00 INFO', '2026-02-01 10:00:02 INFO'],
    problems: [/ends with its line/],
  },
  'debugger.txt': { containers: ['string'], lines: 1 },
  'export.zip': { containers: ['archive'], lines: 1, holds: '"uuid": "a"' },
  'inspect.eval': { containers: ['archive'], lines: 2, labels: ['samples/2_epoch_1.json', 'samples/10_epoch_1.json'] },
  'issue.md': { containers: ['markdown'], lines: 2, labels: ['I sent:', 'and got'] },
  'langgraph-stream.txt': { containers: ['python'], lines: 2, holds: '["messages", [{"__class__":"AIMessageChunk"' },
  'litellm-verbose.log': { containers: ['log', 'python'], lines: 1, labels: ["-d '"] },
  'log.gz': { containers: ['archive', 'log'], lines: 1, labels: ['2026-02-01 10:00:00 INFO'] },
  'lost-blank-lines.sse.txt': {
    containers: ['sse'],
    lines: 4,
    labels: ['message_start', 'ping', 'content_block_start', 'message_stop'],
  },
  'mail.txt': { containers: ['markdown'], lines: 1 },
  'mcp-arrows.log': { containers: ['log'], lines: 2, labels: ['>>', '<<'] },
  'mcp-desktop.log': {
    containers: ['log'],
    lines: 2,
    labels: [
      '2026-02-01T10:00:01.000Z [weather] [info] Message from client:',
      '2026-02-01T10:00:01.500Z [weather] [info] Message from server:',
    ],
  },
  'nock.json': { containers: ['har'], lines: 2, labels: ['POST https://api.openai.com:443/v1/chat/completions', 'response 200'] },
  'notebook.txt': {
    containers: ['log', 'python'],
    lines: 3,
    labels: ['---', '---------- ToolExecution (assistant) ----------', '[Prompt tokens: 61, Completion tokens: 16]'],
    holds: '"response_metadata":{"finish_reason": "STOP", "at": "2026-02-01T10:00:00Z"}',
  },
  'one-row-per-message.csv': { containers: ['csv'], lines: 3, holds: '"content":null,"tool_calls":[{"id":"call_w1"' },
  'one-row-per-message.tsv': { containers: ['csv'], lines: 2, holds: '{"role":"user","content":"Hi, there"}' },
  'openai-debug.log': {
    containers: ['log', 'python'],
    lines: 2,
    labels: ['DEBUG:openai._base_client:Request options:', 'DEBUG:openai._base_client:Request options:'],
    holds: '{"model": "gpt-4o", "messages": [{"role": "user"',
  },
  'pandas.csv': { containers: ['csv'], lines: 2, labels: ['a', 'b'] },
  'pretty-under-prefix.log': { containers: ['log'], lines: 1 },
  'prompt.yaml': { containers: ['yaml'], lines: 1, holds: '"How cold is it?\\nIn Zürich.\\n"' },
  'pydantic-ai.yaml': {
    containers: ['yaml', 'har'],
    lines: 2,
    labels: ['POST https://api.openai.com/v1/chat/completions', 'response 200'],
    holds: '"What is it\\n  worth?"',
  },
  'stored.zip': { containers: ['archive'], lines: 2 },
  'stream-in-log.log': { containers: ['log', 'sse'], lines: 2 },
  'vcr-ruby.yaml': {
    containers: ['yaml', 'har'],
    lines: 2,
    labels: ['POST https://api.openai.com/v1/chat/completions', 'response 200'],
    holds: 'Three degrees.',
  },
  'vcrpy.yaml': {
    containers: ['yaml', 'har'],
    lines: 2,
    labels: ['POST https://api.anthropic.com/v1/messages', 'response 200'],
    holds: '"Hello\\nthere"',
  },
  'web-page.txt': { containers: ['string'], lines: 1 },
  'windows-curl.txt': { containers: ['curl'], lines: 1, holds: '"a & b"' },
}

test('each file has a line here', () => {
  expect(readdirSync(folder).sort()).toEqual(Object.keys(files).sort())
})

describe.each(Object.entries(files))('%s', (name, expected) => {
  const source = new Uint8Array(readFileSync(new URL(name, folder)))
  const { bytes, containers, labels, problems, map, mended, rewritten } = mend(unwrap(source))
  const text = decode(bytes)
  const lines = typeof parseJson(text) === 'undefined' ? text.trimEnd().split('\n') : [text]

  test('is JSON in the containers it came in', () => {
    expect(containers).toEqual(expected.containers)
    expect(lines.map((line) => typeof parseJson(line))).toEqual(
      Array.from({ length: expected.lines }, () => expect.stringMatching(/object|string/) as string),
    )
    expect(text).toContain(expected.holds ?? '')
    expect(rewritten).toBe(true)
    expect(mended.length).toBeGreaterThan(0)
  })

  test('says what stood before each line, and what is broken', () => {
    expect(labels).toEqual(expected.labels)
    expect(problems.map(({ message }) => message)).toEqual(
      (expected.problems ?? []).map((problem) => expect.stringMatching(problem) as string),
    )
  })

  test('hands no secret on, and leads every byte into the source in order', () => {
    expect(text + JSON.stringify(labels)).not.toMatch(/secret/)
    for (let at = 0; at <= bytes.length; at += 7) {
      expect(map.toSource(at)).toBeGreaterThanOrEqual(0)
      expect(map.toSource(at)).toBeLessThanOrEqual(source.length)
    }
  })
})
