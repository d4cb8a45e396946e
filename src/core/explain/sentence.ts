import type { TargetId } from '../problem.ts'
import type { Wording } from '../targets/target.ts'
import { comparable } from './comparable.ts'

/** A wording and who says it. */
export interface Row {
  readonly api: TargetId
  readonly wording: Wording
}

/** The wordings of one API. */
export interface Wordings {
  readonly api: TargetId
  readonly wordings: readonly Wording[]
}

/** A text that several wordings may share, ready to be found: what stands between its placeholders, and which they are. */
export interface Sentence {
  /** All fixed parts one after the other, as letters and digits. */
  readonly letters: string
  /** Where each fixed part begins in `letters`, and at last its length; placeholder `n` stands between part `n` and `n + 1`. */
  readonly parts: readonly number[]
  readonly placeholders: readonly string[]
  /** The wordings with this text; the place tells them apart. */
  readonly rows: readonly Row[]
}

export function sentencesOf(tables: readonly Wordings[]): readonly Sentence[] {
  const sentences = new Map<string, Sentence & { rows: Row[] }>()
  for (const { api, wordings } of tables) {
    for (const wording of wordings) {
      const known = sentences.get(wording.text)
      if (known) known.rows.push({ api, wording })
      else sentences.set(wording.text, { ...readText(wording.text), rows: [{ api, wording }] })
    }
  }
  return [...sentences.values()]
}

function readText(text: string): Pick<Sentence, 'letters' | 'parts' | 'placeholders'> {
  const pieces = text.split(/\{([a-z][a-zA-Z0-9]*)\}/)
  const parts = [0]
  const placeholders: string[] = []
  let letters = ''
  pieces.forEach((piece, index) => {
    if (index % 2 === 1) {
      placeholders.push(piece)
    } else {
      letters += comparable(piece).letters
      parts.push(letters.length)
    }
  })
  return { letters, parts, placeholders }
}
