import { finetuneJsonl } from './finetune-jsonl.ts'
import { markdown } from './markdown.ts'
import { openaiAgentsSdk } from './openai-agents-sdk.ts'
import { sharegpt } from './sharegpt.ts'
import { storedRecords } from './stored-records.ts'
import { vercelUi } from './vercel-ui.ts'
import type { Writer } from './writer.ts'

/** Formats that are written and that no target takes. */
export const writers: readonly Writer[] = [openaiAgentsSdk, vercelUi, storedRecords, finetuneJsonl, sharegpt, markdown]
