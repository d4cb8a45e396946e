// Written by `npm run generate`.

import { agUi } from './ag-ui.ts'
import { agentFramework } from './agent-framework.ts'
import { agno } from './agno.ts'
import { aider } from './aider.ts'
import { anthropicManagedAgents } from './anthropic-managed-agents.ts'
import { anthropicMessages } from './anthropic-messages.ts'
import { anthropicStream } from './anthropic-stream.ts'
import { atif } from './atif.ts'
import { autogen } from './autogen.ts'
import { bedrockConverse } from './bedrock-converse.ts'
import { braintrust } from './braintrust.ts'
import { claudeCode } from './claude-code.ts'
import { cline } from './cline.ts'
import { codexCli } from './codex-cli.ts'
import { cohere } from './cohere.ts'
import { finetuneJsonl } from './finetune-jsonl.ts'
import { geminiCli } from './gemini-cli.ts'
import { geminiInteractions } from './gemini-interactions.ts'
import { geminiStream } from './gemini-stream.ts'
import { gemini } from './gemini.ts'
import { googleAdk } from './google-adk.ts'
import { goose } from './goose.ts'
import { haystack } from './haystack.ts'
import { helicone } from './helicone.ts'
import { iflow } from './iflow.ts'
import { inspectAi } from './inspect-ai.ts'
import { langchain } from './langchain.ts'
import { langfuse } from './langfuse.ts'
import { langsmith } from './langsmith.ts'
import { letta } from './letta.ts'
import { litellmLog } from './litellm-log.ts'
import { llamaindex } from './llamaindex.ts'
import { mastra } from './mastra.ts'
import { mistral } from './mistral.ts'
import { ollama } from './ollama.ts'
import { openaiAgentsSdk } from './openai-agents-sdk.ts'
import { openaiAssistants } from './openai-assistants.ts'
import { openaiBatch } from './openai-batch.ts'
import { openaiChatStream } from './openai-chat-stream.ts'
import { openaiChat } from './openai-chat.ts'
import { openaiLegacyFunctionCall } from './openai-legacy-function-call.ts'
import { openaiResponsesStream } from './openai-responses-stream.ts'
import { openaiResponses } from './openai-responses.ts'
import { opencode } from './opencode.ts'
import { openhands } from './openhands.ts'
import { openinference } from './openinference.ts'
import { opik } from './opik.ts'
import { otelGenai } from './otel-genai.ts'
import { pydanticAi } from './pydantic-ai.ts'
import { qwenCode } from './qwen-code.ts'
import { semanticKernel } from './semantic-kernel.ts'
import { sharegpt } from './sharegpt.ts'
import { smolagents } from './smolagents.ts'
import { storedRecords } from './stored-records.ts'
import { sweAgent } from './swe-agent.ts'
import { tauBench } from './tau-bench.ts'
import { toolCallsInText } from './tool-calls-in-text.ts'
import { vercelAiSdk } from './vercel-ai-sdk.ts'
import { weave } from './weave.ts'
import type { Format } from './format.ts'

export const formats: readonly Format[] = [
  agUi,
  agentFramework,
  agno,
  aider,
  anthropicManagedAgents,
  anthropicMessages,
  anthropicStream,
  atif,
  autogen,
  bedrockConverse,
  braintrust,
  claudeCode,
  cline,
  codexCli,
  cohere,
  finetuneJsonl,
  geminiCli,
  geminiInteractions,
  geminiStream,
  gemini,
  googleAdk,
  goose,
  haystack,
  helicone,
  iflow,
  inspectAi,
  langchain,
  langfuse,
  langsmith,
  letta,
  litellmLog,
  llamaindex,
  mastra,
  mistral,
  ollama,
  openaiAgentsSdk,
  openaiAssistants,
  openaiBatch,
  openaiChatStream,
  openaiChat,
  openaiLegacyFunctionCall,
  openaiResponsesStream,
  openaiResponses,
  opencode,
  openhands,
  openinference,
  opik,
  otelGenai,
  pydanticAi,
  qwenCode,
  semanticKernel,
  sharegpt,
  smolagents,
  storedRecords,
  sweAgent,
  tauBench,
  toolCallsInText,
  vercelAiSdk,
  weave,
]
