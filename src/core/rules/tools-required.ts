import { get, isObject } from '../conversation/facts.ts'
import { defineRule } from './rule.ts'

export const toolsRequired = defineRule({
  meta: {
    id: 'tools-required',
    phase: 'request',
    severity: 'error',
    what: 'The history holds calls or results, and the request defines no tools.',
    why: 'A last request without tools, to have a text written, is refused where history with calls asks for their definitions.',
    messages: { none: 'This request defines no tools, but its history holds {n} calls and results.' },
  },
  checkConversation({ conversation: { body, kind }, pairing, target }, report) {
    if (kind !== 'request' || !isObject(body)) return
    // Anthropic itself takes it since 2025; clouds that serve its models, where a body names a version, kept the check longer.
    if (target.rules['tools-required'] === 'info' && get(body, 'anthropic_version') === undefined) return
    if (['tools', 'functions', 'toolConfig'].some((key) => get(body, key) !== undefined)) return
    const held = [...pairing.calls.map(({ call }) => call), ...pairing.results.map(({ result }) => result)]
    const n = held.filter(({ style }) => style === 'plain').length
    if (n > 0) report({ messageId: 'none', at: { message: null, steps: ['messages'] }, data: { n } })
  },
})
