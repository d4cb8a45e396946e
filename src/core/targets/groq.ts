import { compatible } from './compatible.ts'
import type { Target, Wording } from './target.ts'

/** Groq: a closed schema, whose validator names message, role and field. Source: provider-rules.md §9. */
export const groq: Target = compatible({
  id: 'groq',
  title: 'Groq',
  kind: 'service',
  source: 'https://console.groq.com/docs/api-reference#chat-create, checked 2026-09',
  messages: { textOnly: { roles: ['system', 'developer', 'assistant', 'tool'] } },
  fields: {
    // What OpenAI's own messages have is let through: nobody reported that it is refused.
    message: [
      'role',
      'content',
      'name',
      'tool_calls',
      'tool_call_id',
      'function_call',
      'reasoning',
      'executed_tools',
      'refusal',
      'annotations',
      'audio',
    ],
  },
  rules: {
    'unknown-field': 'error',
    'content-must-be-string': 'error',
  },
  order: ['unknown-field', 'content-must-be-string', 'missing-call-id', 'missing-result-id'],
  wordings: [
    ...unmet('unknown-field', "('messages.{i}' : property '{field}' is unsupported)", '{role}', '4 reports'),
    ...unmet('content-must-be-string', "('messages.{i}.content' : value must be a string)", '{role}', '2 reports'),
    ...unmet('missing-call-id', "('messages.{i}.tool_call_id' : property 'tool_call_id' is missing)", 'tool', '1 report'),
    {
      rule: 'unknown-field',
      text: "property '{field}' is unsupported, did you mean '{other}'?",
      historic: true,
      evidence: '4 reports of this rule; of fields beside the messages',
    },
  ],
})

function unmet(rule: string, what: string, role: string, evidence: string): Wording[] {
  const text = `'messages.{i}' : for 'role:${role}' the following must be satisfied[${what}]`
  return [{ rule, text, evidence, ...(rule === 'missing-call-id' && { alsoFor: ['missing-result-id'] }) }]
}
