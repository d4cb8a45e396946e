// Written by `npm run generate`.

import { anthropicMessages } from './anthropic-messages.ts'
import { claudeCode } from './claude-code.ts'
import { langchain } from './langchain.ts'
import { openaiAgentsSdk } from './openai-agents-sdk.ts'
import { openaiChat } from './openai-chat.ts'
import { pydanticAi } from './pydantic-ai.ts'
import { semanticKernel } from './semantic-kernel.ts'
import { storedRecords } from './stored-records.ts'
import { vercelAiSdk } from './vercel-ai-sdk.ts'
import type { Format } from './format.ts'

export const formats: readonly Format[] = [
  anthropicMessages,
  claudeCode,
  langchain,
  openaiAgentsSdk,
  openaiChat,
  pydanticAi,
  semanticKernel,
  storedRecords,
  vercelAiSdk,
]
