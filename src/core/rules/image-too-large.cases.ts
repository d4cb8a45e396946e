import { anthropic, body, user, type Value } from '../testing/builders.ts'
import { casesFor } from '../testing/cases-for.ts'
import { imageTooLarge } from './image-too-large.ts'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** The header of a PNG file in Base64, and nothing else; sizes below 65,536 stand in its last six bytes. */
function png(width: number, height: number): string {
  const six = [width, 0, height].flatMap((value) => [value >>> 8, value & 255])
  const bits = six.map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const digits = bits.match(/.{6}/g)?.map((sextet) => ALPHABET.charAt(Number.parseInt(sextet, 2))) ?? []
  return `iVBORw0KGgoAAAANSUhEUgAA${digits.join('')}`
}

const image = (data: string): Value => ({ type: 'image', source: { type: 'base64', media_type: 'image/png', data } })
const leftOut = (size: string): Value => anthropic.text(`[image left out: ${size} pixels are too many for the API]`)
const many = (data: string): Value[] => Array.from({ length: 21 }, () => image(data))

export const imageTooLargeCases = casesFor(imageTooLarge, {
  valid: {
    'as large as may be': anthropic.body([anthropic.user(image(png(8000, 10)))]),
    'large, but few': anthropic.body([anthropic.user(image(png(2001, 2001)))]),
    'many, but small': anthropic.body([anthropic.user(...many(png(2000, 2000)))]),
    'no image we know': anthropic.body([anthropic.user(image('QUJD'), image(''), image('%%%'))]),
    'somewhere else': anthropic.body([
      anthropic.user({ type: 'image', source: { type: 'url', url: 'https://example.com/large.png' } }),
    ]),
    'another API scales it down': body([
      user([{ type: 'image_url', image_url: { url: `data:image/png;base64,${png(9000, 9000)}` } }]),
    ]),
  },
  invalid: {
    'too wide': {
      input: anthropic.body([anthropic.user(anthropic.text('This?'), image(png(8001, 10)))]),
      problems: [{ messageId: 'large', at: 'messages[0].content[1].source.data', severity: 'error' }],
      fixed: anthropic.body([anthropic.user(anthropic.text('This?'), leftOut('8001 × 10'))]),
    },
    'in a result': {
      input: anthropic.body([
        user(),
        anthropic.says(anthropic.toolUse('t1')),
        anthropic.user(anthropic.result('t1', [image(png(10, 9000))])),
      ]),
      problems: [{ messageId: 'large', at: 'messages[2].content[0].content[0].source.data' }],
    },
    'one of many': {
      input: anthropic.body([anthropic.user(...many(png(1, 1)), image(png(2001, 1)))]),
      problems: [{ messageId: 'large', at: 'messages[0].content[21].source.data' }],
    },
  },
})
