import { get } from '../../json/value.ts'
import { RawJson } from '../../json/print.ts'
import type { RecordFormat } from '../format.ts'
import { textOfParts } from '../shared/text-of-parts.ts'
import { isMessage } from './bodies.ts'
import { readBedrockPlain, readBedrockTools, writeBedrockPlain, writeBedrockResult, writeBedrockTools } from './plain.ts'
import { readBedrockMessage } from './read-message.ts'

type Words = Pick<RecordFormat, 'id' | 'title' | 'source' | 'target' | 'notes'>

/** Requests of the Converse API as lists of messages that are edited where they stand. */
export function bedrockRequests(words: Words): RecordFormat {
  return {
    ...words,
    reads: 'records',
    listKeys: ['messages'],
    callIds: 'required',
    callInput: 'object',
    resultsIn: 'next-message',
    ofDocument: true,
    detect: () => undefined, // found by the reader of documents
    isRecord: isMessage,
    readMessage: readBedrockMessage,
    writeResult: writeBedrockResult,
    writeCall: ({ callId, name, input }) => ({
      role: 'assistant',
      content: [{ toolUse: { toolUseId: callId, name, input: new RawJson(input) } }],
    }),
    writeUserText: (text) => ({ role: 'user', content: [{ text }] }),
    partsKey: 'content',
    writeText: (text) => ({ text }),
    readPlain: readBedrockPlain,
    writePlain: writeBedrockPlain,
    readTools: readBedrockTools,
    writeTools: writeBedrockTools,
    request: {
      list: 'messages',
      settings: {
        model: [['modelId'], ['model']],
        maxTokens: [['inferenceConfig', 'maxTokens']],
        temperature: [['inferenceConfig', 'temperature']],
        topP: [['inferenceConfig', 'topP']],
      },
      system: (body) => textOfParts(get(body, 'system')),
      systemKeys: ['system'],
      writeSystem: (content) => (content.startsWith('[') ? content : null),
      toolKeys: ['toolConfig'],
    },
  }
}
