import type { RecordFormat } from '../format.ts'
import { readChatPlain, readChatTools, writeChatPlain, writeChatTools } from './plain.ts'
import { readChatMessage } from './read-message.ts'
import { writeChatCall, writeChatResult, writeChatUserText } from './write.ts'

/** What every format in the manner of chat messages has in common; each says by itself how it is recognised. */
export const chatFormat = {
  reads: 'records',
  target: 'openai-chat',
  listKeys: ['messages'],
  callIds: 'required',
  callInput: 'string',
  resultsIn: 'next-messages',
  readMessage: readChatMessage,
  writeResult: writeChatResult,
  writeCall: writeChatCall,
  writeUserText: writeChatUserText,
  partsKey: 'content',
  writeText: (text) => ({ type: 'text', text }),
  readPlain: readChatPlain,
  writePlain: writeChatPlain,
  readTools: readChatTools,
  writeTools: writeChatTools,
  request: {
    list: 'messages',
    settings: {
      model: [['model']],
      maxTokens: [['max_tokens'], ['max_completion_tokens']],
      temperature: [['temperature']],
      topP: [['top_p']],
      stream: [['stream']],
    },
    system: () => null,
    systemKeys: [],
    toolKeys: ['tools'],
  },
} satisfies Partial<RecordFormat>
