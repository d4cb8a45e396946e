import type { Role } from '../../conversation/message.ts'
import type { Cursor } from '../../document/cursor.ts'
import type { LangChainMessage } from './envelope.ts'

/** How notebooks print the type of a message before its content. */
const LABEL = /^(human|user|ai|assistant|tool|system)(?: ?message)?:?$/i
const ROLES: Readonly<Record<string, Role>> = {
  human: 'user',
  user: 'user',
  ai: 'assistant',
  assistant: 'assistant',
  tool: 'tool',
  system: 'system',
}

/** `HUMAN: "…"`, `AI: [{ type: 'tool_use', … }]`: a content with the role before it. */
export function openLabelled(at: Cursor): LangChainMessage | null {
  const word = LABEL.exec(at.label ?? '')?.[1]
  if (word === undefined || at.steps.length > 1) return null
  const blocks = at.items()
  const isBlocks = blocks.length > 0 && blocks.every((block) => block.get('type').string !== null)
  if (at.string === null && !isBlocks) return null
  const nothing = at.as({})
  return { at, fields: nothing, content: at, word, role: ROLES[word.toLowerCase()]!, isChunk: false, isRemoval: false }
}

/** Whether a text is a dialogue of labelled contents: a question and more than that. */
export function areLabelled(roots: readonly Cursor[]): boolean {
  const roles = new Set(roots.slice(0, 60).flatMap((root) => openLabelled(root)?.role ?? []))
  return roles.has('assistant') && (roles.has('user') || roles.has('tool'))
}
