import { expect, test } from 'vitest'
import { blobBytes } from './blob-bytes.ts'
import { fakeFiles } from './testing/fake-files.ts'

const bytes = Uint8Array.from({ length: 20_000_000 }, (_, i) => (i * 7919) >> 8)

test('small reads from front to back cost a few large ones', () => {
  const files = fakeFiles()
  let calls = 0
  const source = blobBytes(files.file(bytes), (blob, start, end) => {
    calls += 1
    return files.read(blob, start, end)
  })
  for (let at = 0; at < bytes.length; at += 50_000) expect(source.read(at, at + 50_000)[0]).toBe(bytes[at])
  expect(calls).toBeLessThan(20)
  expect(files.bytesRead).toBeLessThan(bytes.length * 1.2)
})

test('a read here and there fetches little, and never other bytes than asked', () => {
  const files = fakeFiles()
  const source = blobBytes(files.file(bytes), files.read)
  for (const at of [12_000_000, 3_000_000, 12_000_100, 19_999_990, 500, 3_000_500]) {
    expect(source.read(at, at + 40)).toEqual(bytes.subarray(at, at + 40))
  }
  expect(files.bytesRead).toBeLessThan(6_000_000)
  expect(source.read(19_999_990, 30_000_000)).toHaveLength(10)
})
