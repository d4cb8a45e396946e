// Written by `npm run generate`.

import { agUi } from './ag-ui.ts'
import { agentFramework } from './agent-framework.ts'
import { agentscope } from './agentscope.ts'
import { agno } from './agno.ts'
import { aiStudio } from './ai-studio.ts'
import { aider } from './aider.ts'
import { anthropicManagedAgents } from './anthropic-managed-agents.ts'
import { anthropicMessages } from './anthropic-messages.ts'
import { anthropicStream } from './anthropic-stream.ts'
import { antigravity } from './antigravity.ts'
import { atif } from './atif.ts'
import { autogen } from './autogen.ts'
import { bedrockConverse } from './bedrock-converse.ts'
import { braintrust } from './braintrust.ts'
import { chatgptExport } from './chatgpt-export.ts'
import { claudeAiExport } from './claude-ai-export.ts'
import { claudeCode } from './claude-code.ts'
import { cline } from './cline.ts'
import { codexCli } from './codex-cli.ts'
import { cohere } from './cohere.ts'
import { continueSession } from './continue.ts'
import { copilotCli } from './copilot-cli.ts'
import { cursor } from './cursor.ts'
import { factoryDroid } from './factory-droid.ts'
import { finetuneJsonl } from './finetune-jsonl.ts'
import { geminiCli } from './gemini-cli.ts'
import { geminiInteractions } from './gemini-interactions.ts'
import { geminiStream } from './gemini-stream.ts'
import { gemini } from './gemini.ts'
import { googleAdk } from './google-adk.ts'
import { goose } from './goose.ts'
import { gptme } from './gptme.ts'
import { grokCli } from './grok-cli.ts'
import { grokExport } from './grok-export.ts'
import { haystack } from './haystack.ts'
import { helicone } from './helicone.ts'
import { iflow } from './iflow.ts'
import { inspectAi } from './inspect-ai.ts'
import { kimiCode } from './kimi-code.ts'
import { kiro } from './kiro.ts'
import { langchain } from './langchain.ts'
import { langfuse } from './langfuse.ts'
import { langsmith } from './langsmith.ts'
import { letta } from './letta.ts'
import { librechat } from './librechat.ts'
import { litellmLog } from './litellm-log.ts'
import { llamaindex } from './llamaindex.ts'
import { mastra } from './mastra.ts'
import { mcpJsonrpc } from './mcp-jsonrpc.ts'
import { mistralVibe } from './mistral-vibe.ts'
import { mistral } from './mistral.ts'
import { ollama } from './ollama.ts'
import { openWebui } from './open-webui.ts'
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
import { pi } from './pi.ts'
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
import { vscodeCopilotChat } from './vscode-copilot-chat.ts'
import { weave } from './weave.ts'
import type { Format } from './format.ts'

export const formats: readonly Format[] = [
  agUi,
  agentFramework,
  agentscope,
  agno,
  aiStudio,
  aider,
  anthropicManagedAgents,
  anthropicMessages,
  anthropicStream,
  antigravity,
  atif,
  autogen,
  bedrockConverse,
  braintrust,
  chatgptExport,
  claudeAiExport,
  claudeCode,
  cline,
  codexCli,
  cohere,
  continueSession,
  copilotCli,
  cursor,
  factoryDroid,
  finetuneJsonl,
  geminiCli,
  geminiInteractions,
  geminiStream,
  gemini,
  googleAdk,
  goose,
  gptme,
  grokCli,
  grokExport,
  haystack,
  helicone,
  iflow,
  inspectAi,
  kimiCode,
  kiro,
  langchain,
  langfuse,
  langsmith,
  letta,
  librechat,
  litellmLog,
  llamaindex,
  mastra,
  mcpJsonrpc,
  mistralVibe,
  mistral,
  ollama,
  openWebui,
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
  pi,
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
  vscodeCopilotChat,
  weave,
]
