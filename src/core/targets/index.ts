// Written by `npm run generate`.

import { anthropic } from './anthropic.ts'
import { azureOpenai } from './azure-openai.ts'
import { bedrockConverse } from './bedrock-converse.ts'
import { cohere } from './cohere.ts'
import { dashscope } from './dashscope.ts'
import { deepseek } from './deepseek.ts'
import { gemini } from './gemini.ts'
import { googleAdk } from './google-adk.ts'
import { groq } from './groq.ts'
import { langgraph } from './langgraph.ts'
import { litellm } from './litellm.ts'
import { llamaCpp } from './llama-cpp.ts'
import { minimax } from './minimax.ts'
import { mistral } from './mistral.ts'
import { moonshot } from './moonshot.ts'
import { ollama } from './ollama.ts'
import { openaiChat } from './openai-chat.ts'
import { openaiResponses } from './openai-responses.ts'
import { vercelAiSdk } from './vercel-ai-sdk.ts'
import { vertexGemini } from './vertex-gemini.ts'
import { vllm } from './vllm.ts'
import { volcengineArk } from './volcengine-ark.ts'
import { xai } from './xai.ts'
import { zhipuGlm } from './zhipu-glm.ts'
import type { Target } from './target.ts'

export const targets: readonly Target[] = [
  anthropic,
  azureOpenai,
  bedrockConverse,
  cohere,
  dashscope,
  deepseek,
  gemini,
  googleAdk,
  groq,
  langgraph,
  litellm,
  llamaCpp,
  minimax,
  mistral,
  moonshot,
  ollama,
  openaiChat,
  openaiResponses,
  vercelAiSdk,
  vertexGemini,
  vllm,
  volcengineArk,
  xai,
  zhipuGlm,
]
