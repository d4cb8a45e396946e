import { expect, test } from 'vitest'
import { imageSize } from './image-size.ts'

const base64 = (...bytes: (number | string)[]): string =>
  btoa(bytes.map((byte) => (typeof byte === 'string' ? byte : String.fromCharCode(byte))).join(''))

test.each([
  ['PNG', base64(0x89, 'PNG\r\n', 0x1a, '\n', 0, 0, 0, 13, 'IHDR', 0, 0, 0x1f, 0x40, 0, 0, 0, 7), 8000, 7],
  ['GIF', base64('GIF89a', 0x40, 0x1f, 7, 0), 8000, 7],
  ['WebP, lossy', base64('RIFF', 0, 0, 0, 0, 'WEBPVP8 ', 0, 0, 0, 0, 0, 0, 0, 0x9d, 1, 0x2a, 0x40, 0x1f, 7, 0), 8000, 7],
  ['WebP, lossless', base64('RIFF', 0, 0, 0, 0, 'WEBPVP8L', 0, 0, 0, 0, 0x2f, 0x3f, 0x9f, 1, 0), 8000, 7],
  ['WebP, extended', base64('RIFF', 0, 0, 0, 0, 'WEBPVP8X', 0, 0, 0, 0, 0, 0, 0, 0, 0x3f, 0x1f, 0, 6, 0, 0), 8000, 7],
  [
    'JPEG with a segment before its frame',
    base64(0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc4, 0, 2, 0xff, 0xc2, 0, 11, 8, 0, 7, 0x1f, 0x40, 3, 0, 0, 0, 0, 0, 0, 0),
    8000,
    7,
  ],
])('%s', (_, image, width, height) => {
  expect(imageSize(image)).toEqual({ width, height })
})

test.each(['', '=', 'QUJD', '%%%%', base64(0xff, 0xd8, 0xff), base64(0xff, 0xd8, 0xff, 0xff, 0xff, 0xff)])(
  'nothing we know: %s',
  (image) => {
    expect(imageSize(image)).toBe(null)
  },
)
