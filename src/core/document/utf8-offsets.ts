const STEP = 1024

/** Where characters of a text stand in its bytes. Looked up thousands of times in one text, so the way there is short. */
export class Utf8Offsets {
  readonly #text: string
  /** Bytes before every `STEP`th UTF-16 unit. */
  readonly #marks: number[] = [0]

  constructor(text: string) {
    this.#text = text
    for (let at = 0; at + STEP <= text.length; at += STEP) this.#marks.push(this.#marks.at(-1)! + this.#bytes(at, at + STEP))
  }

  /** Bytes before a UTF-16 unit. */
  at(index: number): number {
    const end = Math.max(0, Math.min(index, this.#text.length))
    const mark = Math.floor(end / STEP)
    return this.#marks[mark]! + this.#bytes(mark * STEP, end)
  }

  #bytes(from: number, to: number): number {
    let bytes = 0
    for (let i = from; i < to; i++) bytes += this.#bytesOf(i)
    return bytes
  }

  /** The first half of a pair counts for both; a half by itself is written as three bytes. */
  #bytesOf(index: number): number {
    const unit = this.#text.charCodeAt(index)
    if (unit < 0x80) return 1
    if (unit < 0x800) return 2
    if (isHigh(unit)) return isLow(this.#text.charCodeAt(index + 1)) ? 4 : 3
    return isLow(unit) && index > 0 && isHigh(this.#text.charCodeAt(index - 1)) ? 0 : 3
  }
}

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000
