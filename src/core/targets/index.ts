// Written by `npm run generate`.

import { anthropic } from './anthropic.ts'
import { openaiChat } from './openai-chat.ts'
import type { Target } from './target.ts'

export const targets: readonly Target[] = [
  anthropic,
  openaiChat,
]
