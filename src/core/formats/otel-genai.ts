import type { Document } from '../document/document.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { assemble } from './trace/assemble.ts'
import { attributesOf } from './trace/attributes.ts'
import { CONVENTIONS, otelSpansIn, readOtelSpans } from './trace/otel-spans.ts'
import type { Transcript } from './transcript.ts'

/** Spans that follow OpenTelemetry's conventions for generative AI, in their versions; also those of OpenLLMetry. */
export const otelGenai: TranscriptFormat = defineTranscript({
  id: 'otel-genai',
  title: 'OpenTelemetry GenAI spans',
  source: 'https://github.com/open-telemetry/semantic-conventions-genai (checked 2026-09)',
  target: 'openai-chat',
  notes: {
    reads: [
      'OTLP JSON, one export or one a line, and attributes by themselves, flat or nested',
      '`gen_ai.input.messages` and `gen_ai.output.messages`, the older events, and the numbered attributes of OpenLLMetry',
      'spans of tools, by the id of the call, else by name and arguments',
    ],
    loses: ['spans without messages', 'what the exporter cut off'],
    example:
      '{"gen_ai.operation.name":"chat","gen_ai.input.messages":"[{\\"role\\":\\"assistant\\",\\"parts\\":[{\\"type\\":\\"tool_call\\",\\"id\\":\\"c1\\",\\"name\\":\\"add\\",\\"arguments\\":{}}]},{\\"role\\":\\"tool\\",\\"parts\\":[{\\"type\\":\\"tool_call_response\\",\\"id\\":\\"c1\\",\\"response\\":2}]}]"}',
  },
  detect,
  read,
})

function detect(document: Document): Detection | undefined {
  const { sample } = document
  if (!document.mentions(/^(attributes\.)?(gen_ai|traceloop|ai)\b/, 'attributes')) return undefined
  const spans = otelSpansIn(sample.slice(0, 20)).slice(0, 200)
  const own = spans.filter((span) => attributesOf(span).has(CONVENTIONS.genAi) || /^gen_ai\./.test(span.get('name').string ?? ''))
  if (own.length === 0) return undefined
  return { confidence: 'certain', because: `${own.length} of ${spans.length} spans have attributes like \`gen_ai.…\`` }
}

function read({ roots }: Document, transcript: Transcript): void {
  const [first] = roots
  if (first) assemble(readOtelSpans(roots), transcript, first)
}
