import type { Confidence, FormatId } from '../problem.ts'
import type { Detection, Format, Sample } from './format.ts'

export interface Detected {
  readonly format: Format | null
  readonly confidence: Confidence
  readonly because: readonly string[]
  /** The others that could read it, best first. */
  readonly runnersUp: readonly { readonly id: FormatId; readonly confidence: Confidence; readonly because: string }[]
}

const WEIGHT: Readonly<Record<Confidence, number>> = { certain: 3, likely: 2, guess: 1 }
/** Of two that are equally sure, the more special one: a stored record inside chat messages is the rarer tell. */
const SPECIAL: readonly FormatId[] = ['stored-records', 'anthropic-messages', 'openai-chat']
/** Where all only guess, the common tongue. */
const COMMON: readonly FormatId[] = ['openai-chat']

/**
 * Asks every format what it makes of a sample. The file's name plays no part. Of formats that only guess, the one that
 * will be written (`preferred`) is read: `[{ role: 'user', content: 'hi' }]` is everybody's.
 */
export function detect(sample: Sample, formats: readonly Format[], preferred?: FormatId): Detected {
  const claims = formats
    .flatMap((format) => {
      const detection: Detection | undefined = format.detect(sample)
      return detection ? [{ format, ...detection }] : []
    })
    .sort((a, b) => WEIGHT[b.confidence] - WEIGHT[a.confidence] || rank(a, preferred) - rank(b, preferred))
  const [best, ...others] = claims
  if (!best) return { format: null, confidence: 'guess', because: [lookedFor(sample)], runnersUp: [] }
  return {
    format: best.format,
    confidence: best.confidence,
    because: [best.because, ...others.map(({ format, because }) => `could also be ${format.title}: ${because}`)],
    runnersUp: others.map(({ format, confidence, because }) => ({ id: format.id, confidence, because })),
  }
}

function rank({ format: { id }, confidence }: { format: Format; confidence: Confidence }, preferred?: FormatId): number {
  if (confidence === 'guess') return id === preferred ? -1 : COMMON.includes(id) ? 0 : 1
  const at = SPECIAL.indexOf(id)
  return at < 0 ? SPECIAL.length : at
}

function lookedFor({ records, instead }: Sample): string {
  const first = [...records, ...(Array.isArray(instead) ? (instead as unknown[]) : [instead])].find(
    (record) => typeof record === 'object' && record !== null,
  )
  const keys = first
    ? Object.keys(first)
        .slice(0, 6)
        .map((key) => `\`${key.slice(0, 40)}\``)
        .join(', ')
    : ''
  const found = keys ? `the first object has ${keys}` : 'no object was found'
  return `Looked for entries with a \`role\`, for \`tool_calls\`, for parts of type \`tool_use\`, and for stored calls with a \`tool_name\`; ${found}.`
}
