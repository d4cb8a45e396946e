import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { isPacked, unpack, type UnpackLimits } from './unpack.ts'

const line = (i: number) => `${JSON.stringify({ n: i, random: Math.imul(i, 2_654_435_761) >>> 0, text: `line ${i}` })}\n`
const text = Array.from({ length: 60_000 }, (_, i) => line(i)).join('')
const gzip = (content: string) => gzipSync(content) as Uint8Array<ArrayBuffer>

async function run(parts: BlobPart[], limits?: UnpackLimits, stopAt = Infinity) {
  const seen: number[] = []
  let packedSoFar = 0
  const { file, unpacked } = await unpack(new Blob(parts), {
    onProgress: (packed) => {
      packedSoFar = packed
      seen.push(packed)
    },
    isStopped: () => packedSoFar >= stopAt,
    ...(limits && { limits }),
  })
  return { text: await file.text(), unpacked, seen }
}

test('a packed file is known by its first bytes, whatever its name', async () => {
  expect(await isPacked(new Blob([gzip('{}')]))).toBe(true)
  expect(await isPacked(new Blob(['{}']))).toBe(false)
  expect(await isPacked(new Blob([]))).toBe(false)
})

test('one file', async () => {
  const packed = gzip(text)
  const out = await run([packed])
  expect(out.text === text).toBe(true)
  expect(out.unpacked).toEqual({ packed: packed.length, of: packed.length, cut: null })
  expect(out.seen.length).toBeGreaterThan(3)
})

test('several one after the other, as rotated logs are, and an empty one', async () => {
  const out = await run([gzip('one\n'), gzip(''), gzip(text), gzip('two\n')])
  expect(out.text === `one\n${text}two\n`).toBe(true)
  expect(out.unpacked.cut).toBeNull()
})

test('many small ones, as some tools write them', async () => {
  const parts = Array.from({ length: 300 }, (_, i) => gzip(line(i).repeat(20)))
  const out = await run(parts)
  expect(out.text === Array.from({ length: 300 }, (_, i) => line(i).repeat(20)).join('')).toBe(true)
  expect(out.unpacked.cut).toBeNull()
})

test('bytes inside that look like a beginning are none', async () => {
  const look = new Uint8Array(50_000).map((_, i) => [0x1f, 0x8b, 0x08, 0x00][i % 4]!)
  const stored = gzipSync(look, { level: 0 }) as Uint8Array<ArrayBuffer>
  const { file, unpacked } = await unpack(new Blob([stored]), { onProgress: () => undefined, isStopped: () => false })
  expect(new Uint8Array(await file.arrayBuffer())).toEqual(look)
  expect(unpacked.cut).toBeNull()
})

test('one that is cut off gives what was in it, and says so', async () => {
  const packed = gzip(text)
  const { text: got, unpacked } = await run([packed.subarray(0, Math.floor(packed.length * 0.7))])
  expect(unpacked.cut).toBe('damaged')
  expect(got.length).toBeGreaterThan(text.length * 0.6)
  expect(text.startsWith(got)).toBe(true)
})

test('one that is broken in the middle gives what came before', async () => {
  const packed = gzip(text)
  packed.fill(0xff, Math.floor(packed.length / 2), Math.floor(packed.length / 2) + 2000)
  const { text: got, unpacked } = await run([packed])
  expect(unpacked.cut).toBe('damaged')
  expect(got.length).toBeGreaterThan(text.length * 0.3)
})

test('what would become too much is stopped, with what there is', async () => {
  const bomb = gzip('0'.repeat(120_000_000))
  const { text: got, unpacked } = await run([bomb])
  expect(unpacked.cut).toBe('bomb')
  expect(got.length).toBeGreaterThan(1_000_000)
  expect((await run([gzip(text)], { ratio: 200, bytes: 2_000_000 })).unpacked.cut).toBe('huge')
})

test('it can be stopped', async () => {
  const { text: got, unpacked } = await run([gzip(text)], undefined, 130_000)
  expect(unpacked.cut).toBe('stopped')
  expect(unpacked.packed).toBeLessThan(unpacked.of)
  expect(text.startsWith(got)).toBe(true)
})
