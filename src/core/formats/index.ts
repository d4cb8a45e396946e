// Written by `npm run generate`.

import { anthropicMessages } from './anthropic-messages.ts'
import { bedrockConverse } from './bedrock-converse.ts'
import { claudeCode } from './claude-code.ts'
import { gemini } from './gemini.ts'
import { openaiChat } from './openai-chat.ts'
import { openaiResponses } from './openai-responses.ts'
import { storedRecords } from './stored-records.ts'
import type { Format } from './format.ts'

export const formats: readonly Format[] = [
  anthropicMessages,
  bedrockConverse,
  claudeCode,
  gemini,
  openaiChat,
  openaiResponses,
  storedRecords,
]
