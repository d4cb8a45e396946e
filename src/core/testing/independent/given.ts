/** What is handed to other people's code: every fixture, and conversations made at random. */
import fc from 'fast-check'
import { sources, type Dialect } from '../conversations.ts'
import { fixture, fixturesIn } from '../fixtures.ts'

export interface Given {
  readonly name: string
  readonly source: string
}

/** All fixtures of all formats, damaged and whole. */
export const fixtureSources: readonly Given[] = [...fixturesIn('formats').map((id) => `formats/${id}`), 'founding'].flatMap(
  (folder) =>
    fixturesIn(folder)
      .filter((name) => !/^expected\.json$|\.error\.txt$/.test(name))
      .map((name) => ({ name: `${folder}/${name}`, source: fixture(`${folder}/${name}`) })),
)

const DIALECTS: readonly Dialect[] = ['openai-chat', 'anthropic-messages', 'gemini', 'bedrock-converse', 'openai-responses']

/** Some of each dialect; the same each time. */
export const generatedSources = (damages: number, runs = 6): readonly Given[] =>
  DIALECTS.flatMap((dialect) =>
    fc
      .sample(sources(dialect, ['body'], { damages }), { seed: 20_260_920, numRuns: runs })
      .map(({ source }, i) => ({ name: `${dialect} ${i}`, source })),
  )

/** The lists of messages in an output: one, that of a body, or one a line. */
export function listsOf(output: string, key = 'messages'): unknown[][] {
  return documentsOf(output).flatMap((value) => {
    if (Array.isArray(value)) return [value]
    const list: unknown = value !== null && typeof value === 'object' ? (value as Record<string, unknown>)[key] : null
    return Array.isArray(list) ? [list] : []
  })
}

export function documentsOf(output: string): unknown[] {
  const text = output.replace('\ufeff', '').trim()
  if (text === '') return []
  try {
    return [JSON.parse(text)]
  } catch {
    return text.split('\n').flatMap((line) => {
      try {
        return [JSON.parse(line) as unknown]
      } catch {
        return []
      }
    })
  }
}
