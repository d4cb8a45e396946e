import { expect, test } from 'vitest'
import type { OpenRequest, Step } from './protocol.ts'
import { fakeFiles } from './testing/fake-files.ts'
import { createVersions, packEdits } from './versions.ts'

const step = (id: number, start: number, end: number, text: string): Step => ({ id, title: '', edits: [{ start, end, text }] })
const request = (content: Blob, steps: Step[] = [], id = 'one'): OpenRequest => ({
  type: 'open',
  revision: 1,
  source: { id, name: null, content },
  steps,
  target: null,
  format: null,
  keep: null,
  enough: 0,
  upTo: null,
})
const quiet = { onProgress: () => undefined, isStopped: () => false }

function setUp() {
  const files = fakeFiles()
  const versions = createVersions(files.read)
  const read = async (asked: OpenRequest) => {
    const { content } = await versions.open(asked, quiet)
    const text = new TextDecoder().decode(content.bytes.read(0, content.bytes.length))
    expect(await (await content.file()).text()).toBe(text)
    return text
  }
  return { files, read }
}

test('steps are applied in order, added ones to the version before, and taken back ones not', async () => {
  const { read } = setUp()
  const content = new Blob(['hello'])
  const first = step(1, 0, 1, 'J')
  const second = step(2, 5, 5, '!')
  expect(await read(request(content))).toBe('hello')
  expect(await read(request(content, [first]))).toBe('Jello')
  expect(await read(request(content, [first, second]))).toBe('Jello!')
  expect(await read(request(content, [first]))).toBe('Jello')
  expect(await read(request(content, [first, step(3, 5, 5, '?')]))).toBe('Jello?')
})

test('a large file stays where it is: a version is slices of it and texts in between', async () => {
  const { files, read } = setUp()
  const text = 'abcdefghi\n'.repeat(500_000)
  const content = files.file(text)
  const edits = Array.from({ length: 1500 }, (_, i) => ({ start: i * 2000, end: i * 2000 + 3, text: `[${i}é]` }))
  const many: Step = { id: 2, title: '', ...packEdits(edits) }
  expect(many).toMatchObject({ edits: [], packed: expect.any(Blob) })
  const before = `${text.slice(0, 4_000_000)}JKL${text.slice(4_000_003)}`
  const one = step(1, 4_000_000, 4_000_003, 'JKL')
  expect((await read(request(content, [one]))) === before).toBe(true)
  let after = ''
  let at = 0
  for (const { start, end, text: inserted } of edits) {
    after += before.slice(at, start) + inserted
    at = end
  }
  after += before.slice(at)
  expect((await read(request(content, [one, many]))) === after).toBe(true)
  expect((await read(request(content))) === text).toBe(true)
})

test('a source is read once, as long as it is among the last ones', async () => {
  let reads = 0
  class Counted extends Blob {
    override arrayBuffer(): Promise<ArrayBuffer> {
      reads += 1
      return super.arrayBuffer()
    }
  }
  const { read } = setUp()
  const content = new Counted(['a'])
  await read(request(content))
  await read(request(content, [step(1, 0, 0, 'b')]))
  expect(reads).toBe(1)
  for (const id of ['two', 'three', 'four']) await read(request(new Blob([id]), [], id))
  await read(request(content))
  expect(reads).toBe(2)
})
