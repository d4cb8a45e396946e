import { contentText, textOfJson } from '../conversation/content-text.ts'
import type { Part } from '../conversation/message.ts'
import { valueAt } from '../conversation/value-at.ts'
import type { Judged } from '../judge-source.ts'
import { parseJson } from '../json/parse-json.ts'
import type { JsonStyle } from '../json/print.ts'
import { reformatJson } from '../json/reformat.ts'
import type { Records } from '../records/records.ts'
import type { RowRef } from './row-index.ts'

/** The texts behind rows, read from the bytes again when somebody looks. */
export class RowTexts {
  readonly #judged: Judged

  constructor(judged: Judged) {
    this.#judged = judged
  }

  message(ref: RowRef): string {
    const value = this.#records(ref).value(ref.message)
    const texts = this.#partsOf(ref).flatMap((part) => {
      const inner = part.type === 'text' ? valueAt(value, part.steps) : undefined
      return typeof inner === 'string' ? [inner] : []
    })
    return texts.join('\n')
  }

  input(ref: RowRef): string {
    const { call, message } = this.#judged.verdicts[ref.conversation]!.pairing.calls[ref.index]!
    return textOfJson(this.#records(ref).textAt(message, call.inputSteps))
  }

  content(ref: RowRef): string {
    const { result, message } = this.#judged.verdicts[ref.conversation]!.pairing.results[ref.index]!
    const records = this.#records(ref)
    return contentText({ value: records.value(message), textAt: (steps) => records.textAt(message, steps) }, result.contentSteps)
  }

  full(ref: RowRef): string {
    if (ref.kind === 'call') return pretty(this.input(ref))
    if (ref.kind === 'result') return this.content(ref)
    if (ref.kind === 'message') return this.message(ref)
    return ref.kind === 'unparsed' ? this.#records(ref).text(ref.message) : ''
  }

  raw(ref: RowRef): string {
    const { pairing } = this.#judged.verdicts[ref.conversation]!
    const steps =
      ref.kind === 'call'
        ? pairing.calls[ref.index]!.call.steps
        : ref.kind === 'result'
          ? pairing.results[ref.index]!.result.steps
          : []
    if (ref.kind === 'lane' || ref.kind.startsWith('slot')) return ''
    return this.#records(ref).source(ref.message, steps)
  }

  #records({ conversation }: RowRef): Records {
    return this.#judged.reading.conversations[conversation]!.records
  }

  #partsOf({ conversation, message }: RowRef): readonly Part[] {
    return this.#judged.verdicts[conversation]!.scope.conversation.messages[message]!.parts
  }
}

const PRETTY: JsonStyle = { indent: '  ', base: '', colon: ': ', comma: ',', newline: '\n' }

/** Laid out for reading, digits and all: what is shown must be what is there. */
function pretty(text: string): string {
  const value = parseJson(text)
  return typeof value === 'object' && value !== null ? reformatJson(text, PRETTY) : text
}
