// Written by `npm run generate`.

import { anthropic } from './anthropic.ts'
import { bedrockConverse } from './bedrock-converse.ts'
import { gemini } from './gemini.ts'
import { openaiChat } from './openai-chat.ts'
import { openaiResponses } from './openai-responses.ts'
import { vertexGemini } from './vertex-gemini.ts'
import type { Target } from './target.ts'

export const targets: readonly Target[] = [
  anthropic,
  bedrockConverse,
  gemini,
  openaiChat,
  openaiResponses,
  vertexGemini,
]
