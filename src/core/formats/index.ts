// Written by `npm run generate`.

import { anthropicMessages } from './anthropic-messages.ts'
import { claudeCode } from './claude-code.ts'
import { cline } from './cline.ts'
import { codexCli } from './codex-cli.ts'
import { geminiCli } from './gemini-cli.ts'
import { goose } from './goose.ts'
import { iflow } from './iflow.ts'
import { openaiChat } from './openai-chat.ts'
import { opencode } from './opencode.ts'
import { qwenCode } from './qwen-code.ts'
import { storedRecords } from './stored-records.ts'
import type { Format } from './format.ts'

export const formats: readonly Format[] = [
  anthropicMessages,
  claudeCode,
  cline,
  codexCli,
  geminiCli,
  goose,
  iflow,
  openaiChat,
  opencode,
  qwenCode,
  storedRecords,
]
