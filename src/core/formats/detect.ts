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

/** Asks every format what it makes of a sample. The file's name plays no part. */
export function detect(sample: Sample, formats: readonly Format[]): Detected {
  const claims = formats
    .flatMap((format) => {
      const detection: Detection | undefined = format.detect(sample)
      return detection ? [{ format, ...detection }] : []
    })
    .sort((a, b) => WEIGHT[b.confidence] - WEIGHT[a.confidence] || rank(a.format.id) - rank(b.format.id))
  const [best, ...others] = claims
  if (!best) return { format: null, confidence: 'guess', because: [lookedFor(sample)], runnersUp: [] }
  return {
    format: best.format,
    confidence: best.confidence,
    because: [best.because, ...others.map(({ format, because }) => `could also be ${format.title}: ${because}`)],
    runnersUp: others.map(({ format, confidence, because }) => ({ id: format.id, confidence, because })),
  }
}

function rank(id: FormatId): number {
  const at = SPECIAL.indexOf(id)
  return at < 0 ? SPECIAL.length : at
}

function lookedFor({ records }: Sample): string {
  const first = records.find((record) => typeof record === 'object' && record !== null)
  const keys = first ? Object.keys(first).slice(0, 6).map((key) => `\`${key.slice(0, 40)}\``).join(', ') : ''
  const found = keys ? `the first object has ${keys}` : 'no object was found'
  return `Looked for entries with a \`role\`, for \`tool_calls\`, for parts of type \`tool_use\`, and for stored calls with a \`tool_name\`; ${found}.`
}
