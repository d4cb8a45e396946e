// Written by `npm run generate`.

import { anthropicManagedAgents } from './anthropic-managed-agents.ts'
import { anthropicMessages } from './anthropic-messages.ts'
import { bedrockConverse } from './bedrock-converse.ts'
import { claudeCode } from './claude-code.ts'
import { geminiInteractions } from './gemini-interactions.ts'
import { gemini } from './gemini.ts'
import { googleAdk } from './google-adk.ts'
import { langchain } from './langchain.ts'
import { openaiAssistants } from './openai-assistants.ts'
import { openaiChat } from './openai-chat.ts'
import { openaiResponses } from './openai-responses.ts'
import { storedRecords } from './stored-records.ts'
import { vercelAiSdk } from './vercel-ai-sdk.ts'
import type { Format } from './format.ts'

export const formats: readonly Format[] = [
  anthropicManagedAgents,
  anthropicMessages,
  bedrockConverse,
  claudeCode,
  geminiInteractions,
  gemini,
  googleAdk,
  langchain,
  openaiAssistants,
  openaiChat,
  openaiResponses,
  storedRecords,
  vercelAiSdk,
]
