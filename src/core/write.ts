import { recordsOf, type Format, type RecordFormat } from './formats/format.ts'
import { formats } from './formats/index.ts'
import { judgeSource, type Judged } from './judge-source.ts'
import { compactStyle, printJson } from './json/print.ts'
import { reformatJson } from './json/reformat.ts'
import type { FormatId, Loss } from './problem.ts'
import { openConversation } from './repair/mended.ts'
import { carrySettings } from './repair/carry-settings.ts'
import { lostBesides } from './repair/lost-besides.ts'
import { retell } from './repair/retell.ts'
import { styleOfSource } from './repair/style-of-source.ts'
import { plainOf, writeConversation } from './repair/write-format.ts'
import { decode } from './source/source.ts'
import { targets } from './targets/index.ts'
import type { Draft } from './repair/draft.ts'
import { writers } from './writers/index.ts'
import type { PlainConversation, Writer } from './writers/writer.ts'

export interface WriteOptions {
  /** What to write: an id of `writtenFormats`. */
  readonly format: string
  /** What to read, where the content should not decide. */
  readonly from?: FormatId
}

export interface Written {
  /** Empty where nothing could be read, or nobody writes the format. */
  readonly output: string
  /** What the format cannot say. */
  readonly losses: readonly Loss[]
  readonly conversations: number
}

/** What can be written: the formats of the targets, and those that no API takes. */
export const writtenFormats: readonly { readonly id: string; readonly title: string }[] = [
  ...formats.filter((format) => recordsOf(format) && targets.some((target) => target.format === format.id)),
  ...writers,
].map(({ id, title }) => ({ id, title }))

/**
 * Writes a source in another format, as it was read: nothing is repaired. Pure, and never throws. The source's own format
 * comes back byte for byte. Several conversations of an API's format are lines, one each. What the format has no place for
 * is listed in `losses`, with its text.
 */
export function write(content: string | Uint8Array, options: WriteOptions): Written {
  const { format: id, from } = typeof options === 'object' && options !== null ? options : { format: '' }
  const judged = judgeSource(content, from === undefined ? {} : { format: from })
  const { reading } = judged
  const conversations = reading.conversations.length
  const { format } = reading
  const writer = writers.find((own) => own.id === id)
  const to = writer ? null : recordsOf(formats.find((own) => own.id === id && isWritten(own.id)))
  if (!format || conversations === 0 || (!writer && !to)) return { output: '', losses: [], conversations: 0 }
  if (format.id === id) return { output: decode(reading.source.bytes), losses: [], conversations }
  return { ...(writer ? writeWith(writer, judged, format) : writeRecords(to!, judged, format)), conversations }
}

const isWritten = (id: string): boolean => writtenFormats.some((own) => own.id === id)

interface Opened {
  readonly draft: Draft
  readonly told: Format
}

/** A document is told anew; records are as they stand. */
function open(judged: Judged, at: number, format: Format): Opened {
  if (format.reads === 'records') return { draft: openConversation(judged, at, false), told: format }
  const told: Format = { ...format, id: 'told-anew' }
  return { draft: retell(judged, at, told, judged.target).draft, told }
}

function writeRecords(to: RecordFormat, judged: Judged, format: Format): { output: string; losses: Loss[] } {
  const { conversations } = judged.reading
  const inLines = conversations.length > 1
  const style = inLines ? compactStyle : styleOfSource(judged)
  const losses: Loss[] = [...lostBesides(judged)]
  const texts = conversations.map((_, at) => {
    const { draft, told } = open(judged, at, format)
    const written = writeConversation(draft, told, to)
    losses.push(...written.losses)
    return reformatJson(written.text, style)
  })
  return { output: inLines ? texts.map((line) => `${line}\n`).join('') : texts[0]!, losses }
}

function writeWith(writer: Writer, judged: Judged, format: Format): { output: string; losses: Loss[] } {
  const losses: Loss[] = [...lostBesides(judged)]
  const told = judged.reading.conversations.map(({ conversation: { id } }, at): PlainConversation => {
    const opened = open(judged, at, format)
    const plain = plainOf(opened.draft, opened.told)
    losses.push(...plain.losses, ...lostSettings(opened))
    return { id, messages: plain.messages, tools: plain.tools }
  })
  const { output, losses: own } = writer.write(told)
  return {
    output: typeof output === 'string' ? output : `${printJson(output, { ...compactStyle, indent: '  ', colon: ': ' })}\n`,
    losses: [...losses, ...own],
  }
}

/** What is not asked of an API does not need its settings. */
function lostSettings({ draft, told }: Opened): readonly Loss[] {
  const { request } = told
  return draft.body === null || !request
    ? []
    : carrySettings(draft.body, request, { ...request, settings: {}, required: {} }).losses
}
