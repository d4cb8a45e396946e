import type { Role } from './message.ts'

const ROLES: Readonly<Record<string, Role>> = {
  system: 'system',
  developer: 'system',
  user: 'user',
  human: 'user',
  assistant: 'assistant',
  ai: 'assistant',
  model: 'assistant',
  bot: 'assistant',
  gpt: 'assistant',
  tool: 'tool',
  function: 'tool',
  observation: 'tool',
}

/** What a role word means, however it is spelt. */
export function roleOf(word: string): Role {
  const known = word.trim().toLowerCase()
  return Object.hasOwn(ROLES, known) ? ROLES[known]! : 'unknown'
}
