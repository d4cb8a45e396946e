import type { Confidence, FormatId } from '../problem.ts'
import type { Document } from '../document/document.ts'
import type { Detection, Format, Sample } from './format.ts'

export interface RunnerUp {
  readonly id: FormatId
  readonly confidence: Confidence
  readonly because: string
}

export interface Detected {
  readonly format: Format | null
  readonly confidence: Confidence
  readonly because: readonly string[]
  /** The others that could read it, best first. */
  readonly runnersUp: readonly RunnerUp[]
}

/** What all formats are asked about: a sample of the records found, and the document, where it is small enough to be read. */
export interface Evidence {
  readonly sample: Sample
  readonly document: Document | null
}

const WEIGHT: Readonly<Record<Confidence, number>> = { certain: 3, likely: 2, guess: 1 }
/**
 * Of two that are equally sure, the more special one: an envelope before what it holds, a product before the API it uses,
 * and the common tongue last. Those that are not named stand between the two halves.
 */
const SPECIAL: readonly FormatId[] = [
  'iflow',
  'openhands',
  'openai-batch',
  'tool-calls-in-text',
  'litellm-log',
  'langfuse',
  'langsmith',
  'otel-genai',
  'openinference',
  'inspect-ai',
  'atif',
  'google-adk',
]
const COMMON_SHAPES: readonly FormatId[] = [
  'anthropic-stream',
  'openai-chat-stream',
  'openai-responses-stream',
  'openai-responses',
  'gemini-stream',
  'gemini',
  'bedrock-converse',
  'cohere',
  'stored-records',
  'finetune-jsonl',
  'openai-legacy-function-call',
  'mistral',
  'ollama',
  'anthropic-messages',
  'openai-chat',
]
/** Where all only guess, the common tongue. */
const COMMON: readonly FormatId[] = ['openai-chat']

/**
 * Asks every format what it makes of a sample. The file's name plays no part. Of formats that only guess, the one that
 * will be written (`preferred`) is read: `[{ role: 'user', content: 'hi' }]` is everybody's.
 */
export function detect({ sample, document }: Evidence, formats: readonly Format[], preferred?: FormatId): Detected {
  const claims = formats
    .flatMap(shapesOf)
    .flatMap(({ format, isOther }) => {
      const detection = ask(format, { sample, document })
      return detection ? [{ format, isOther, ...detection }] : []
    })
    .sort((a, b) => WEIGHT[b.confidence] - WEIGHT[a.confidence] || rank(a, preferred) - rank(b, preferred))
  const [best, ...rest] = claims
  const others = rest.filter(({ format }) => format.id !== best?.format.id)
  if (!best) return { format: null, confidence: 'guess', because: [lookedFor(sample, formats.length)], runnersUp: [] }
  return {
    format: best.format,
    confidence: best.confidence,
    because: [best.because, ...others.map(({ format, because }) => `could also be ${format.title}: ${because}`)],
    runnersUp: others.map(({ format, confidence, because }) => ({ id: format.id, confidence, because })),
  }
}

/** An API's records, and the other shapes it has; the latter first, for they are told by more. */
function shapesOf(format: Format): { format: Format; isOther: boolean }[] {
  const own = { format, isOther: false }
  return format.reads === 'records' && format.alsoAs ? [{ format: format.alsoAs, isOther: true }, own] : [own]
}

/** What one format makes of it. */
export function ask(format: Format, { sample, document }: Evidence): Detection | undefined {
  if (format.reads === 'records') return format.detect(sample, document)
  return document === null || document.sample.length === 0 ? undefined : format.detect(document)
}

interface Claim {
  readonly format: Format
  readonly confidence: Confidence
  readonly isOther: boolean
}

function rank({ format: { id }, confidence, isOther }: Claim, preferred?: FormatId): number {
  if (confidence === 'guess') return id === preferred ? -1 : COMMON.includes(id) ? 0 : 1
  const special = SPECIAL.indexOf(id)
  if (special >= 0) return special
  // What is no list of messages is not the common tongue, whoever writes it.
  return SPECIAL.length + (isOther ? 0 : 1 + COMMON_SHAPES.indexOf(id))
}

function lookedFor({ records, instead }: Sample, count: number): string {
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
  return `Looked for the messages, calls and events of ${count} formats, like entries with a \`role\` or a \`tool_name\`; ${found}.`
}
