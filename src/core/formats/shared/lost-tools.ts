import type { ToolDefinition } from '../../conversation/request-words.ts'
import type { Loss } from '../../problem.ts'

/** Tools a format has no place for. */
export function lostTools(tools: readonly ToolDefinition[]): Loss[] {
  return tools.map(({ name, description, schema }) => {
    const before = [description, schema].filter((text) => typeof text === 'string').join('\n')
    return { path: 'tools', what: `the definition of ${name}`, before }
  })
}
