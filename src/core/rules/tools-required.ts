import { get, isObject } from '../conversation/facts.ts'
import { printJson } from '../json/print.ts'
import { ALWAYS, defineRule, isSentAsIs } from './rule.ts'

export const toolsRequired = defineRule({
  meta: {
    id: 'tools-required',
    phase: 'request',
    severity: 'error',
    what: 'The history holds calls or results, and the request defines no tools.',
    why: 'Summaries and title makers send the same history without its tools; Bedrock refuses that, Anthropic did until 2025.',
    messages: {
      none: 'The history holds calls or results ({n} in all), and `{key}` is not there.',
      define: 'Define the tools that were called, with any input',
    },
  },
  checkConversation(scope, report) {
    const { conversation, pairing, format } = scope
    const { body, kind } = conversation
    if (!isSentAsIs(scope) || kind !== 'request' || !isObject(body)) return
    const calls = pairing.calls.filter(({ call }) => call.style === 'plain')
    const n = calls.length + pairing.results.filter(({ result }) => result.style === 'plain').length
    const key = format.request?.toolKeys[0] ?? 'tools'
    if (n === 0 || (get(body, key) ?? null) !== null) return
    // Anthropic itself takes it since 2025; clouds that serve its models, where a body names a version, kept the check longer.
    if (scope.target.rules['tools-required'] === 'info' && get(body, 'anthropic_version') === undefined) return
    // Messages alone are rather the part of a request that somebody kept.
    const isWhole = Object.keys(body).some((name) => name !== 'messages')
    const severity =
      scope.target.rules['tools-required'] === 'error' && !isWhole ? { severity: 'warning' as const, unsaid: true } : {}
    // Bedrock names the field; elsewhere the first call shows what the tools are missed for.
    const [first] = key === 'tools' ? calls : []
    const at = first ? { message: first.message, steps: first.call.steps } : { message: null, steps: [key] }
    report({ messageId: 'none', at, data: { n, key }, ...severity })
  },
  fix({ severity }, { scope: { format, pairing, target } }) {
    if (!format.writeTools || target.rules['tools-required'] !== 'error' || severity === 'warning') return []
    const names = new Set(pairing.calls.flatMap(({ call }) => (call.style === 'plain' && call.name ? [call.name] : [])))
    if (names.size === 0) return []
    const tools = [...names].map((name) => ({ name, description: undefined, schema: '{"type":"object"}' }))
    const edits = Object.entries(format.writeTools(tools)).map(([key, value]) => ({
      type: 'set' as const,
      at: { message: null, steps: [key] },
      json: printJson(value),
    }))
    return [{ titleId: 'define', safety: 'review', when: ALWAYS, edits }]
  },
})
