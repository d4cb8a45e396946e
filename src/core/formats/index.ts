// Written by `npm run generate`.

import { agUi } from './ag-ui.ts'
import { anthropicManagedAgents } from './anthropic-managed-agents.ts'
import { anthropicMessages } from './anthropic-messages.ts'
import { anthropicStream } from './anthropic-stream.ts'
import { atif } from './atif.ts'
import { bedrockConverse } from './bedrock-converse.ts'
import { claudeCode } from './claude-code.ts'
import { cohere } from './cohere.ts'
import { finetuneJsonl } from './finetune-jsonl.ts'
import { geminiInteractions } from './gemini-interactions.ts'
import { geminiStream } from './gemini-stream.ts'
import { gemini } from './gemini.ts'
import { googleAdk } from './google-adk.ts'
import { inspectAi } from './inspect-ai.ts'
import { langchain } from './langchain.ts'
import { mistral } from './mistral.ts'
import { ollama } from './ollama.ts'
import { openaiAssistants } from './openai-assistants.ts'
import { openaiBatch } from './openai-batch.ts'
import { openaiChatStream } from './openai-chat-stream.ts'
import { openaiChat } from './openai-chat.ts'
import { openaiLegacyFunctionCall } from './openai-legacy-function-call.ts'
import { openaiResponsesStream } from './openai-responses-stream.ts'
import { openaiResponses } from './openai-responses.ts'
import { sharegpt } from './sharegpt.ts'
import { storedRecords } from './stored-records.ts'
import { tauBench } from './tau-bench.ts'
import { toolCallsInText } from './tool-calls-in-text.ts'
import { vercelAiSdk } from './vercel-ai-sdk.ts'
import type { Format } from './format.ts'

export const formats: readonly Format[] = [
  agUi,
  anthropicManagedAgents,
  anthropicMessages,
  anthropicStream,
  atif,
  bedrockConverse,
  claudeCode,
  cohere,
  finetuneJsonl,
  geminiInteractions,
  geminiStream,
  gemini,
  googleAdk,
  inspectAi,
  langchain,
  mistral,
  ollama,
  openaiAssistants,
  openaiBatch,
  openaiChatStream,
  openaiChat,
  openaiLegacyFunctionCall,
  openaiResponsesStream,
  openaiResponses,
  sharegpt,
  storedRecords,
  tauBench,
  toolCallsInText,
  vercelAiSdk,
]
