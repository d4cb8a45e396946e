import type { Document } from '../document/document.ts'
import { get, isObject } from '../json/value.ts'
import { chatFormat } from './chat/chat-format.ts'
import { defineTranscript } from './define-transcript.ts'
import { isExample, readExample } from './finetune-jsonl/examples.ts'
import type { Detection, RecordFormat, Sample, TranscriptFormat } from './format.ts'

const NOTES = {
  reads: [
    'lines `{ messages, tools? }` without a model; a line may end with the call that is to be learnt',
    'preferences: `preferred_output`, or `chosen`, goes on from the input; what is not preferred stands by itself',
    'parts `{ type: "tool_call", value }` of LLaMA-Factory, whose results stand together in one message',
  ],
  loses: ['weights'],
  example:
    '{"messages":[{"role":"user","content":"Stock?"},{"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function","function":{"name":"stock","arguments":"{}"}}]}],"tools":[{"type":"function","function":{"name":"stock"}}]}\n{"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"}],"tools":[]}',
}
const HEAD = {
  id: 'finetune-jsonl',
  title: 'Fine-tuning file',
  source: 'https://platform.openai.com/docs/guides/fine-tuning, LLaMA-Factory data/README.md (checked 2026-09)',
  target: 'openai-chat',
  notes: NOTES,
}

const examples: TranscriptFormat = defineTranscript({
  ...HEAD,
  detect: detectExamples,
  read: ({ roots }, transcript) => {
    for (const root of roots) {
      if (root.isList) for (const item of root.items()) readExample(item, transcript)
      else if (root.value !== undefined) readExample(root, transcript)
    }
  },
})

/** Examples to learn from, one conversation a line. */
export const finetuneJsonl: RecordFormat = {
  ...chatFormat,
  ...HEAD,
  detect,
  isRecord: (value) => isObject(value) && Object.hasOwn(value, 'role'),
  alsoAs: examples,
}

const OWN_KEYS = new Set(['messages', 'tools', 'functions', 'parallel_tool_calls', 'weight', 'metadata', 'id', 'source'])
const TELLING_KEYS = ['tools', 'functions', 'parallel_tool_calls', 'weight']

function detect({ records, body, inLines }: Sample): Detection | undefined {
  if (!inLines || !isObject(body) || !Array.isArray(get(body, 'messages'))) return undefined
  if (!Object.keys(body).every((key) => OWN_KEYS.has(key))) return undefined
  if (!records.every((record) => typeof get(record, 'role') === 'string' && isChatContent(get(record, 'content'))))
    return undefined
  const weighed = records.some((record) => get(record, 'weight') !== undefined)
  const telling = weighed ? 'weight' : TELLING_KEYS.find((key) => get(body, key) !== undefined)
  if (telling !== undefined)
    return { confidence: 'certain', because: `each line has \`messages\` and no model, and there is \`${telling}\`` }
  return { confidence: 'likely', because: 'each line has `messages` and nothing else' }
}

/** Texts, and parts that chat messages have. */
function isChatContent(content: unknown): boolean {
  if (!Array.isArray(content)) return true
  return content.every((part) => ['text', 'image_url', 'input_audio', 'file', 'refusal'].includes(String(get(part, 'type'))))
}

function detectExamples({ sample }: Document): Detection | undefined {
  const values = sample.flatMap(({ value }) => (Array.isArray(value) ? (value.slice(0, 20) as unknown[]) : [value]))
  return values.some(isExample)
    ? { confidence: 'certain', because: 'examples have preferred answers, or parts with a `value`' }
    : undefined
}
