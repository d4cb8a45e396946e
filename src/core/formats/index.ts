// Written by `npm run generate`.

import { aider } from './aider.ts'
import { anthropicMessages } from './anthropic-messages.ts'
import { claudeCode } from './claude-code.ts'
import { cline } from './cline.ts'
import { codexCli } from './codex-cli.ts'
import { geminiCli } from './gemini-cli.ts'
import { goose } from './goose.ts'
import { iflow } from './iflow.ts'
import { letta } from './letta.ts'
import { openaiChat } from './openai-chat.ts'
import { opencode } from './opencode.ts'
import { openhands } from './openhands.ts'
import { qwenCode } from './qwen-code.ts'
import { storedRecords } from './stored-records.ts'
import { sweAgent } from './swe-agent.ts'
import type { Format } from './format.ts'

export const formats: readonly Format[] = [
  aider,
  anthropicMessages,
  claudeCode,
  cline,
  codexCli,
  geminiCli,
  goose,
  iflow,
  letta,
  openaiChat,
  opencode,
  openhands,
  qwenCode,
  storedRecords,
  sweAgent,
]
