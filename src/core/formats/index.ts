// Written by `npm run generate`.

import { agentFramework } from './agent-framework.ts'
import { agno } from './agno.ts'
import { anthropicMessages } from './anthropic-messages.ts'
import { autogen } from './autogen.ts'
import { braintrust } from './braintrust.ts'
import { claudeCode } from './claude-code.ts'
import { haystack } from './haystack.ts'
import { helicone } from './helicone.ts'
import { langchain } from './langchain.ts'
import { langfuse } from './langfuse.ts'
import { langsmith } from './langsmith.ts'
import { litellmLog } from './litellm-log.ts'
import { llamaindex } from './llamaindex.ts'
import { mastra } from './mastra.ts'
import { openaiAgentsSdk } from './openai-agents-sdk.ts'
import { openaiChat } from './openai-chat.ts'
import { openinference } from './openinference.ts'
import { opik } from './opik.ts'
import { otelGenai } from './otel-genai.ts'
import { pydanticAi } from './pydantic-ai.ts'
import { semanticKernel } from './semantic-kernel.ts'
import { smolagents } from './smolagents.ts'
import { storedRecords } from './stored-records.ts'
import { vercelAiSdk } from './vercel-ai-sdk.ts'
import { weave } from './weave.ts'
import type { Format } from './format.ts'

export const formats: readonly Format[] = [
  agentFramework,
  agno,
  anthropicMessages,
  autogen,
  braintrust,
  claudeCode,
  haystack,
  helicone,
  langchain,
  langfuse,
  langsmith,
  litellmLog,
  llamaindex,
  mastra,
  openaiAgentsSdk,
  openaiChat,
  openinference,
  opik,
  otelGenai,
  pydanticAi,
  semanticKernel,
  smolagents,
  storedRecords,
  vercelAiSdk,
  weave,
]
