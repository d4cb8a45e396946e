import type { Place } from '../conversation/edit.ts'
import { requestTools } from '../conversation/request-tools.ts'
import { defineRule, type Finding } from './rule.ts'

/** Names that stand for others: a model puts several calls into one, and clients of its API take them apart. */
const WRAPPERS: ReadonlySet<string> = new Set(['multi_tool_use.parallel', 'multi_tool_use'])

export const unknownTool = defineRule({
  meta: {
    id: 'unknown-tool',
    phase: 'request',
    severity: 'info',
    what: 'A call names a tool that the request does not define.',
    why: 'History may rightly mention tools no longer offered; a slip of the model looks the same.',
    messages: {
      unknown: 'The request defines no tool `{tool}`.',
      near: 'The request defines no tool `{tool}`; it has `{other}`.',
    },
  },
  checkConversation({ conversation: { body }, pairing }, report) {
    const { schemas, open } = requestTools(body)
    if (schemas.size === 0 || open) return
    const told = new Map<string, Finding<'unknown' | 'near'> & { related: Place[] }>()
    for (const { message, call } of pairing.calls) {
      const { name } = call
      if (name === null || name === '' || call.style === 'hosted' || schemas.has(name) || WRAPPERS.has(name)) continue
      const at = { message, steps: call.nameSteps }
      const before = told.get(name)
      if (before) {
        if (before.related.length < 20) before.related.push(at)
        continue
      }
      const other = [...schemas.keys()].find((known) => bare(known) === bare(name))
      const data = other === undefined ? { tool: name } : { tool: name, other }
      const finding = { at, callId: call.callId, data, related: [] }
      // History may mention tools that are gone; a name that is only written otherwise is a slip.
      told.set(
        name,
        other === undefined ? { ...finding, messageId: 'unknown' } : { ...finding, messageId: 'near', severity: 'warning' },
      )
    }
    for (const finding of told.values()) report(finding)
  },
})

/** What is left of a name when only its writing differs: `functions.Get-Weather` and `get_weather`. */
function bare(name: string): string {
  return name
    .replace(/^.*[.:/]/, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
}
