import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { evidence } from './shared/evidence.ts'
import { factsOf } from './shared/facts.ts'
import { geminiParts } from './shared/gemini-parts.ts'
import { firstRecords, recordsOf } from './shared/records-of.ts'
import { call, media, reasoning, result, text, unknown, type CallDraft, type PartDraft, type Transcript } from './transcript.ts'

/** Prompts of Google AI Studio, as Drive keeps them. */
export const aiStudio: TranscriptFormat = defineTranscript({
  id: 'ai-studio',
  title: 'Google AI Studio prompt',
  source: 'formats.md §6 G (checked 2026-09)',
  target: 'openai-chat',
  notes: {
    reads: ['`chunkedPrompt` with its chunks: texts, thoughts, calls with their responses, code and what it printed; the model'],
    loses: ['safety settings and grounding; pending inputs are counted'],
    example:
      '{"runSettings":{"model":"models/gemini-3-pro"},"chunkedPrompt":{"chunks":[{"role":"user","text":"Sum?"},{"role":"model","functionCall":{"name":"add","args":{"a":1}}},{"role":"user","functionResponse":{"name":"add","response":{"sum":2}}}]}}',
  },
  detect,
  read,
})

function detect(document: Document): Detection | undefined {
  return evidence(
    firstRecords(document),
    (record) =>
      record.get('chunkedPrompt').isObject || (record.get('runSettings').isObject && record.any('chunks', 'textPrompt').isThere),
    'have a `chunkedPrompt`',
  )
}

function read(document: Document, transcript: Transcript): void {
  for (const record of recordsOf(document)) {
    const prompt = record.get('chunkedPrompt').isObject ? record.get('chunkedPrompt') : record
    const conversation = transcript.conversation({ at: record })
    const system = record.any('systemInstruction', 'system_instruction')
    const told = geminiParts(system.get('parts').isThere ? system.get('parts') : system)
    if (told.length > 0) conversation.add(system, 'system', told)
    const model = record.at('runSettings', 'model')
    let code: CallDraft | undefined
    for (const chunk of prompt.get('chunks').items()) {
      const parts = partsOf(chunk, code)
      code = parts.find((part): part is CallDraft => part.type === 'call' && part.style === 'hosted') ?? code
      const isModel = chunk.get('role').text === 'model'
      const facts = factsOf({ time: chunk.get('createTime'), ...(isModel ? { model } : {}) })
      conversation.add(chunk, chunk.get('role').isThere ? chunk.get('role') : 'user', parts, facts)
    }
    const waiting = prompt
      .get('pendingInputs')
      .items()
      .filter((input) => input.get('text').string)
    if (waiting.length > 0) transcript.leaveOut('pending inputs', waiting.length)
  }
}

const MEDIA = /^(drive(Document|Image|Video|Audio)|inline(File|Image|Data|Audio)|youtubeVideo|fileData)$/

function partsOf(chunk: Cursor, code: CallDraft | undefined): PartDraft[] {
  if (chunk.get('functionCall').isObject) return readCall(chunk.get('functionCall'))
  const program = chunk.get('executableCode')
  if (program.isThere)
    return [
      call({
        at: program,
        name: program.get('language'),
        input: program.isObject ? program.get('code') : program,
        freeform: true,
        style: 'hosted',
      }),
    ]
  const outcome = chunk.get('codeExecutionResult')
  if (outcome.isThere) {
    const content = outcome.isObject ? outcome.any('output', 'outcome') : outcome
    const failed = /FAIL|DEADLINE/.test(outcome.get('outcome').text ?? '')
    return [result({ at: outcome, content, failed, style: 'hosted', answers: code })]
  }
  if (chunk.get('isThought').value === true) return [reasoning(chunk)]
  if (chunk.get('functionResponse').isObject) return geminiParts(chunk)
  if (chunk.get('text').string !== null) return chunk.get('text').string === '' ? [] : [text(chunk.get('text'))]
  if (chunk.get('parts').isList) return geminiParts(chunk.get('parts'))
  const [kind] = chunk.entries().find(([key]) => MEDIA.test(key)) ?? []
  return [kind === undefined ? unknown(chunk, 'chunk') : media(chunk, kind)]
}

/** A response that was typed in on the page stands beside the arguments. */
function readCall(at: Cursor): PartDraft[] {
  const asked = call({ at, id: at.get('id'), name: at.get('name'), input: at.any('args', 'parameters', 'arguments') })
  const content = at.get('response')
  return content.isThere ? [asked, result({ at: content, content, answers: asked })] : [asked]
}
