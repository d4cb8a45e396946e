import { get } from '../../json/value.ts'
import { RawJson } from '../../json/print.ts'
import type { RecordFormat } from '../format.ts'
import { textOfParts } from '../shared/text-of-parts.ts'
import { isContent } from './bodies.ts'
import { readGeminiPlain, readGeminiTools, writeGeminiPlain, writeGeminiResult, writeGeminiTools } from './plain.ts'
import { readGeminiContent } from './read-content.ts'

type Words = Pick<RecordFormat, 'id' | 'title' | 'source' | 'target' | 'notes'>

const NO_SIGNATURE = 'skip_thought_signature_validator'

/** Requests of Gemini as lists of contents that are edited where they stand. */
export function geminiRequests(words: Words): RecordFormat {
  return {
    ...words,
    reads: 'records',
    listKeys: ['contents'],
    callIds: 'optional',
    callInput: 'object',
    resultsIn: 'next-message',
    ofDocument: true,
    detect: () => undefined, // found by the reader of documents
    isRecord: isContent,
    readMessage: readGeminiContent,
    writeResult: writeGeminiResult,
    writeCall: ({ callId, name, input }) => ({
      role: 'model',
      // A call the model did not make has no signature; this is what Google gives for such ones.
      parts: [{ functionCall: { id: callId || undefined, name, args: new RawJson(input) }, thoughtSignature: NO_SIGNATURE }],
    }),
    writeUserText: (text) => ({ role: 'user', parts: [{ text }] }),
    assistantWord: 'model',
    partsKey: 'parts',
    writeText: (text) => ({ text }),
    readPlain: readGeminiPlain,
    writePlain: writeGeminiPlain,
    readTools: readGeminiTools,
    writeTools: writeGeminiTools,
    request: {
      list: 'contents',
      settings: {
        model: [['model']],
        maxTokens: [['generationConfig', 'maxOutputTokens']],
        temperature: [['generationConfig', 'temperature']],
        topP: [['generationConfig', 'topP']],
      },
      system: (body) => textOfParts(get(get(body, 'systemInstruction') ?? get(body, 'system_instruction'), 'parts')),
      systemKeys: ['systemInstruction', 'system_instruction'],
      writeSystem: (parts) => (parts.startsWith('[') ? `{"parts":${parts}}` : null),
      toolKeys: ['tools'],
    },
  }
}
