import { expect, test } from 'vitest'
import type { OpenRequest, Step } from './protocol.ts'
import { createVersions } from './versions.ts'

const step = (id: number, start: number, end: number, text: string): Step => ({ id, title: '', edits: [{ start, end, text }] })
const request = (content: Blob, steps: Step[] = [], id = 'one'): OpenRequest => ({
  type: 'open',
  revision: 1,
  source: { id, name: null, content },
  steps,
  target: null,
  format: null,
  keep: null,
})
const read = async (bytes: Promise<Uint8Array>) => new TextDecoder().decode(await bytes)

test('steps are applied in order, added ones to the version before, and taken back ones not', async () => {
  const versions = createVersions()
  const content = new Blob(['hello'])
  const first = step(1, 0, 1, 'J')
  const second = step(2, 5, 5, '!')
  expect(await read(versions.bytesOf(request(content)))).toBe('hello')
  expect(await read(versions.bytesOf(request(content, [first])))).toBe('Jello')
  expect(await read(versions.bytesOf(request(content, [first, second])))).toBe('Jello!')
  expect(await read(versions.bytesOf(request(content, [first])))).toBe('Jello')
  expect(await read(versions.bytesOf(request(content, [first, step(3, 5, 5, '?')])))).toBe('Jello?')
})

test('a source is read once, as long as it is among the last ones', async () => {
  let reads = 0
  class Counted extends Blob {
    override arrayBuffer(): Promise<ArrayBuffer> {
      reads += 1
      return super.arrayBuffer()
    }
  }
  const versions = createVersions()
  const content = new Counted(['a'])
  await versions.bytesOf(request(content))
  await versions.bytesOf(request(content, [step(1, 0, 0, 'b')]))
  expect(reads).toBe(1)
  for (const id of ['two', 'three', 'four']) await versions.bytesOf(request(new Blob([id]), [], id))
  await versions.bytesOf(request(content))
  expect(reads).toBe(2)
})
