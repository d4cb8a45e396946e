// Written by `npm run generate`.

import { agentscope } from './agentscope.ts'
import { aiStudio } from './ai-studio.ts'
import { aider } from './aider.ts'
import { anthropicMessages } from './anthropic-messages.ts'
import { antigravity } from './antigravity.ts'
import { chatgptExport } from './chatgpt-export.ts'
import { claudeAiExport } from './claude-ai-export.ts'
import { claudeCode } from './claude-code.ts'
import { cline } from './cline.ts'
import { codexCli } from './codex-cli.ts'
import { continueSession } from './continue.ts'
import { copilotCli } from './copilot-cli.ts'
import { cursor } from './cursor.ts'
import { factoryDroid } from './factory-droid.ts'
import { geminiCli } from './gemini-cli.ts'
import { goose } from './goose.ts'
import { gptme } from './gptme.ts'
import { grokCli } from './grok-cli.ts'
import { grokExport } from './grok-export.ts'
import { iflow } from './iflow.ts'
import { kimiCode } from './kimi-code.ts'
import { kiro } from './kiro.ts'
import { letta } from './letta.ts'
import { librechat } from './librechat.ts'
import { mcpJsonrpc } from './mcp-jsonrpc.ts'
import { mistralVibe } from './mistral-vibe.ts'
import { openWebui } from './open-webui.ts'
import { openaiChat } from './openai-chat.ts'
import { opencode } from './opencode.ts'
import { openhands } from './openhands.ts'
import { pi } from './pi.ts'
import { qwenCode } from './qwen-code.ts'
import { storedRecords } from './stored-records.ts'
import { sweAgent } from './swe-agent.ts'
import { vscodeCopilotChat } from './vscode-copilot-chat.ts'
import type { Format } from './format.ts'

export const formats: readonly Format[] = [
  agentscope,
  aiStudio,
  aider,
  anthropicMessages,
  antigravity,
  chatgptExport,
  claudeAiExport,
  claudeCode,
  cline,
  codexCli,
  continueSession,
  copilotCli,
  cursor,
  factoryDroid,
  geminiCli,
  goose,
  gptme,
  grokCli,
  grokExport,
  iflow,
  kimiCode,
  kiro,
  letta,
  librechat,
  mcpJsonrpc,
  mistralVibe,
  openWebui,
  openaiChat,
  opencode,
  openhands,
  pi,
  qwenCode,
  storedRecords,
  sweAgent,
  vscodeCopilotChat,
]
