import { createGunzip } from 'node:zlib'
import { Readable } from 'node:stream'

/** An archive that grows more than this is made to hurt; small ones may, a log of one repeated line does. */
const MOST_TIMES = 200
const SMALL = 64e6
const MOST_BYTES = 4 * 2 ** 30

/** @param {Uint8Array} beginning */
export function isPacked(beginning) {
  return beginning[0] === 0x1f && beginning[1] === 0x8b
}

/**
 * The bytes of a source, unpacked where they begin like gzip. What cannot be unpacked further ends the bytes and is told as
 * the trouble of the source; what came before it stays.
 * @param {AsyncIterable<Uint8Array>} packed
 * @param {() => import('./read.js').Source} source
 * @returns {AsyncGenerator<Uint8Array>}
 */
export async function* unpacked(packed, source) {
  const iterator = packed[Symbol.asyncIterator]()
  const { value: first, done } = await iterator.next()
  if (done) return
  const rest = chain(first, iterator)
  if (!isPacked(first)) yield* rest
  else {
    source().containers.push('archive')
    yield* gunzip(rest, source)
  }
}

/**
 * @param {Uint8Array} first
 * @param {AsyncIterator<Uint8Array>} iterator
 */
async function* chain(first, iterator) {
  yield first
  for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value
}

/**
 * @param {AsyncIterable<Uint8Array>} packed
 * @param {() => import('./read.js').Source} source
 */
async function* gunzip(packed, source) {
  let packedBytes = 0
  let bytes = 0
  const stream = createGunzip({ chunkSize: 1 << 18 })
  const input = Readable.from(
    (async function* count() {
      for await (const chunk of packed) {
        packedBytes += chunk.length
        yield chunk
      }
    })(),
  )
  input.on('error', (error) => stream.destroy(error))
  input.pipe(stream)
  try {
    for await (const chunk of stream) {
      bytes += chunk.length
      if (bytes > MOST_BYTES || (bytes > SMALL && bytes > packedBytes * MOST_TIMES)) {
        source().trouble = `${source().name} unpacks to more than ${bytes > MOST_BYTES ? '4 GiB' : `${MOST_TIMES} times its size`}; reading stopped after ${bytes} bytes`
        return
      }
      yield chunk
    }
  } catch (error) {
    if (!isZlibError(error)) throw error
    const what = error.code === 'Z_BUF_ERROR' ? 'is cut off' : 'is damaged'
    source().trouble = `${source().name} ${what}: ${bytes} bytes could be unpacked, and nothing after them`
  }
}

/**
 * @param {unknown} error
 * @returns {error is NodeJS.ErrnoException}
 */
function isZlibError(error) {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_')
}
