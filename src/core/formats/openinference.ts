import type { Document } from '../document/document.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { assemble } from './trace/assemble.ts'
import { attributesOf } from './trace/attributes.ts'
import { CONVENTIONS, otelSpansIn, readOtelSpans } from './trace/otel-spans.ts'
import type { Transcript } from './transcript.ts'

/** Spans of Phoenix and others that follow OpenInference. */
export const openinference: TranscriptFormat = defineTranscript({
  id: 'openinference',
  title: 'OpenInference spans',
  source: 'https://github.com/Arize-ai/openinference, spec/tool_calling.md (checked 2026-09)',
  target: 'openai-chat',
  notes: {
    reads: [
      '`llm.input_messages.N…` and `llm.output_messages.N…`, flat or nested',
      '`input.value` and `output.value` where there is nothing better',
      'spans of tools',
    ],
    loses: ['spans without messages', 'documents of retrievers'],
    example:
      '{"openinference.span.kind":"LLM","llm.output_messages.0.message.role":"assistant","llm.output_messages.0.message.tool_calls.0.tool_call.id":"c1","llm.output_messages.0.message.tool_calls.0.tool_call.function.name":"add","llm.output_messages.0.message.tool_calls.0.tool_call.function.arguments":"{}"}',
  },
  detect,
  read,
})

function detect(document: Document): Detection | undefined {
  const { sample } = document
  if (!document.mentions(/^(attributes\.)?(openinference|llm)\b/, 'attributes')) return undefined
  const spans = otelSpansIn(sample.slice(0, 20)).slice(0, 200)
  const own = spans.filter((span) => attributesOf(span).has(CONVENTIONS.openInference))
  if (own.length === 0) return undefined
  return { confidence: 'certain', because: `${own.length} of ${spans.length} spans have attributes of OpenInference` }
}

function read({ roots }: Document, transcript: Transcript): void {
  const [first] = roots
  if (first) assemble(readOtelSpans(roots), transcript, first)
}
