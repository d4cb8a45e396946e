import { onlyReported } from './compatible.ts'
import type { Target, Wording } from './target.ts'

const MESSAGE_ORDER = 'invalid_request_message_order'
const BAD_CALL = 'invalid_function_call'

/**
 * Mistral. It never names a place, and holds one rule after the other against the whole list: the schema, the order of
 * roles, the numbers of calls and results, and then each message.
 *
 * Source: provider-rules.md §7 and mistralai/mistral-common, 2026-07. Since late 2025 the type says what it is.
 */
export const mistral: Target = onlyReported({
  id: 'mistral',
  title: 'Mistral',
  kind: 'service',
  format: 'mistral',
  alsoTakes: ['openai-chat'],
  source: 'https://docs.mistral.ai/api/, checked 2026-09',
  roles: ['system', 'user', 'assistant', 'tool'],
  callId: { pattern: /^[a-zA-Z0-9]{9}$/, exactLength: 9 },
  messages: {
    refusedAfter: { tool: ['system', 'user'], user: ['tool'], system: ['tool'] },
    onceRefusedAfter: { tool: ['user'] },
  }, // since 2026-04
  fields: {
    message: ['role', 'content', 'name', 'tool_calls', 'tool_call_id', 'prefix'],
    // Calls in a wrong role are another rule's matter.
    byRole: {
      system: ['role', 'content', 'tool_calls'],
      user: ['role', 'content', 'tool_calls'],
      assistant: ['role', 'content', 'tool_calls', 'prefix'],
    },
    call: ['id', 'type', 'function', 'index'],
    function: ['name', 'arguments'],
    tool: ['type', 'function'],
    toolFunction: ['name', 'description', 'parameters', 'strict'],
  },
  checksBy: 'rule',
  rules: {
    'unknown-field': 'error',
    'missing-part-type': 'error',
    'empty-messages': 'error',
    'first-message-role': 'error',
    'trailing-assistant': 'info', // a whole conversation ends so, and is refused only when it is sent as it stands
    'role-order': 'error',
    'call-result-count-mismatch': 'error',
    'empty-assistant-message': 'error',
    'content-and-tool-calls': 'info', // refused up to 2024
    'missing-call-id': 'error',
    'missing-result-id': 'error',
    'call-id-pattern': 'error',
    'function-name-pattern': 'error',
    'duplicate-call-id': 'error',
    'duplicate-result': 'error',
    'orphaned-call': 'error',
    'orphaned-result': 'error',
    'result-not-adjacent': 'error',
    'opaque-rejection': 'info',
    'arguments-not-string': 'info', // taken as an object too
  },
  drops: ['empty-message-content'],
  order: [
    'unknown-field',
    'missing-part-type',
    'empty-messages',
    'first-message-role',
    'trailing-assistant',
    'role-order',
    'call-result-count-mismatch',
    'orphaned-call',
    'pending-call',
    'result-not-adjacent',
    'empty-assistant-message',
    'missing-call-id',
    'missing-result-id',
    'call-id-pattern',
    'function-name-pattern',
    'duplicate-call-id',
    'duplicate-result',
    'orphaned-result',
  ],
  wordings: [
    {
      rule: 'call-result-count-mismatch',
      alsoFor: ['orphaned-call', 'result-not-adjacent', 'mismatched-call-id'],
      text: 'Not the same number of function calls and responses',
      code: '3230',
      evidence: '4 reports',
    },
    {
      rule: 'role-order',
      alsoFor: ['result-not-adjacent', 'result-before-call'],
      text: "Unexpected role '{role}' after role '{previous}'",
      code: '3230',
      evidence: '8 reports; a user after a tool is taken since 2026-04, not on every host',
    },
    { rule: 'role-order', text: 'Unexpected role RoleEnum.{role}', historic: true, evidence: '8 reports of this rule; 2024' },
    {
      rule: 'trailing-assistant',
      alsoFor: ['pending-call'],
      text: 'Expected last role User or Tool (or Assistant with prefix True) for serving but got assistant',
      code: '3230',
      evidence: '2 reports',
    },
    {
      rule: 'trailing-assistant',
      text: 'Expected last role User or Tool (or Assistant with prefix or continue_final_message set to True) for serving but got assistant',
      historic: true,
      evidence: 'code, 2026; said by servers that people run',
    },
    ...code('empty-messages', 'Conversation must have at least one message'),
    ...code('empty-messages', 'Conversation must start with a user message or system message', {
      alsoFor: ['first-message-role'],
    }),
    {
      rule: 'call-id-pattern',
      alsoFor: ['call-id-empty', 'call-id-whitespace', 'call-id-not-string'],
      text: 'Tool call id was {id} but must be a-z, A-Z, 0-9, with a length of 9.',
      code: '3280',
      evidence: '8 reports',
    },
    ...code('missing-call-id', 'Tool call id has to be defined.', { alsoFor: ['missing-result-id'] }),
    ...code('missing-call-id', 'Tool call id has to be defined in serving mode.', { historic: true }),
    {
      rule: 'empty-assistant-message',
      text: 'Assistant message must have either content or tool_calls, but not none.',
      evidence: '2 reports, 2025',
    },
    {
      rule: 'content-and-tool-calls',
      text: 'Assistant message must have either content or tool_calls, but not both.',
      historic: true,
      evidence: '1 report, 2024; old tokenizers',
    },
    ...code(
      'function-name-pattern',
      'Function name was {name} but must be a-z, A-Z, 0-9, or contain underscores and dashes, with a maximum length of 64.',
    ),
    ...code('duplicate-result', 'Duplicate tool call id {id} in tool results'),
    ...code('duplicate-call-id', 'Duplicate tool call id {id} in assistant message'),
    ...code('orphaned-result', 'Unexpected tool call id {id} in tool results'),
    ...code('orphaned-result', 'More tool responses than tool calls', { historic: true }),
    {
      rule: 'unknown-field',
      text: "{'detail': [{'type': 'extra_forbidden', 'loc': {loc}, 'msg': 'Extra inputs are not permitted'",
      status: 422,
      code: '3001',
      evidence: '4 reports; 422 or 400',
    },
    {
      rule: 'missing-part-type',
      text: "Unable to extract tag using discriminator 'type'",
      status: 422,
      evidence: '1 report',
    },
    {
      rule: 'opaque-rejection',
      text: '422 Unprocessable Entity',
      status: 422,
      historic: true,
      evidence: 'seen in 2026 without a body, for what the schema does not take',
    },
  ],
  errorBody: (message, _param, code) => ({
    object: 'error',
    message,
    type: code === '3280' ? BAD_CALL : code === '3230' ? MESSAGE_ORDER : 'invalid_request_error',
    param: null,
    code,
  }),
})

function code(rule: string, text: string, more: Partial<Wording> = {}): Wording[] {
  return [{ rule, text, evidence: 'code (mistral-common)', ...more }]
}
