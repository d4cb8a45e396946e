import { get } from '../../json/value.ts'
import type { RecordFormat } from '../format.ts'
import { textOfParts } from '../shared/text-of-parts.ts'
import { isResponsesItem } from './item-types.ts'
import {
  readResponsesPlain,
  readResponsesTools,
  writeResponsesPlain,
  writeResponsesResult,
  writeResponsesTools,
} from './plain.ts'
import { readResponsesItem } from './read-item.ts'

type Words = Pick<RecordFormat, 'id' | 'title' | 'source' | 'target' | 'notes'>

/** Requests of the Responses API as lists of items that are edited where they stand. */
export function responsesRequests(words: Words): RecordFormat {
  return {
    ...words,
    reads: 'records',
    listKeys: ['input'],
    callIds: 'required',
    callInput: 'string',
    resultsIn: 'next-messages',
    ofDocument: true,
    detect: () => undefined, // found by the reader of documents
    isRecord: isResponsesItem,
    readMessage: readResponsesItem,
    writeResult: writeResponsesResult,
    writeCall: ({ callId, name, input }) => ({ type: 'function_call', call_id: callId, name, arguments: input }),
    writeUserText: (text) => ({ role: 'user', content: text }),
    partsKey: 'content',
    writeText: (text) => ({ type: 'input_text', text }),
    readPlain: readResponsesPlain,
    writePlain: writeResponsesPlain,
    readTools: readResponsesTools,
    writeTools: writeResponsesTools,
    request: {
      list: 'input',
      settings: {
        model: [['model']],
        maxTokens: [['max_output_tokens']],
        temperature: [['temperature']],
        topP: [['top_p']],
        stream: [['stream']],
      },
      system: (body) => textOfParts(get(body, 'instructions')),
      systemKeys: ['instructions'],
      toolKeys: ['tools'],
      earlierKeys: ['previous_response_id', 'conversation'],
    },
  }
}
