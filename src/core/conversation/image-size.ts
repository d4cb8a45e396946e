/** Reads no more of an image than its header. */

export interface ImageSize {
  readonly width: number
  readonly height: number
}

type ByteAt = (index: number) => number

/** Width and height in pixels of a PNG, JPEG, GIF or WebP image in Base64; `null` for anything else. */
export function imageSize(base64: string): ImageSize | null {
  const at = bytesOf(base64)
  if (startsWith(at, 0, '\x89PNG\r\n')) return { width: number(at, 16, 4), height: number(at, 20, 4) }
  if (startsWith(at, 0, 'GIF8')) return { width: little(at, 6, 2), height: little(at, 8, 2) }
  if (startsWith(at, 0, 'RIFF') && startsWith(at, 8, 'WEBP')) return webpSize(at)
  if (startsWith(at, 0, '\xff\xd8')) return jpegSize(at, Math.floor((base64.length * 3) / 4))
  return null
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Single bytes, decoded when asked for: the rest of an image may have megabytes. `-1` where there is none. */
function bytesOf(base64: string): ByteAt {
  const sextet = (index: number): number => ALPHABET.indexOf(base64.charAt(index) || '=')
  return (index) => {
    const first = Math.floor(index / 3) * 4 + (index % 3)
    const [high, low] = [sextet(first), sextet(first + 1)]
    if (high < 0 || low < 0) return -1
    const shift = (index % 3) * 2
    return ((high << (2 + shift)) & 0xff) | (low >> (4 - shift))
  }
}

function startsWith(at: ByteAt, from: number, text: string): boolean {
  return [...text].every((character, i) => at(from + i) === character.charCodeAt(0))
}

function number(at: ByteAt, from: number, length: number): number {
  let value = 0
  for (let i = 0; i < length; i++) value = value * 256 + at(from + i)
  return value
}

function little(at: ByteAt, from: number, length: number): number {
  let value = 0
  for (let i = length - 1; i >= 0; i--) value = value * 256 + at(from + i)
  return value
}

/** Lossy, lossless and extended files keep their size in different places. */
function webpSize(at: ByteAt): ImageSize | null {
  if (startsWith(at, 12, 'VP8X')) return { width: little(at, 24, 3) + 1, height: little(at, 27, 3) + 1 }
  if (startsWith(at, 12, 'VP8L')) {
    const bits = little(at, 21, 4)
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
  }
  if (startsWith(at, 12, 'VP8 ')) return { width: little(at, 26, 2) & 0x3fff, height: little(at, 28, 2) & 0x3fff }
  return null
}

/** Segments follow each other, each with its length; the one that begins the frame (`SOF`) has the size. */
function jpegSize(at: ByteAt, length: number): ImageSize | null {
  let from = 2
  while (from < length && at(from) === 0xff) {
    const marker = at(from + 1)
    // C4, C8 and CC lie among the markers of frames and are none.
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc)
      return { height: number(at, from + 5, 2), width: number(at, from + 7, 2) }
    from += marker === 0xff ? 1 : 2 + Math.max(2, number(at, from + 2, 2))
  }
  return null
}
