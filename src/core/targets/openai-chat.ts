import { remarks } from './remarks.ts'
import type { RuleId } from '../problem.ts'
import type { Target, Wording } from './target.ts'

const HISTORIC = { historic: true }
/** Said of a name that is too long; of one with other characters the pattern is told. */
const LONG = { when: 'long' }
const STRING_OR_PARTS = 'one of a string or array of objects'

/**
 * OpenAI Chat Completions; Azure answers with the same texts.
 *
 * It writes a place in two ways: `messages.[3].role` (pairing checks, older) and `messages[3].tool_calls[0].id` (schema
 * checks, since 2024; there `error.param` and the path in the text are one). Indexes count from 0. The texts of 2023 come
 * from a JSON Schema validator.
 *
 * Source: provider-rules.md §2, where the reports are named. "same validator" marks a row that follows from a reported
 * sentence of the schema check and was not itself reported.
 */
export const openaiChat: Target = {
  id: 'openai-chat',
  title: 'OpenAI Chat Completions',
  kind: 'service',
  format: 'openai-chat',
  alsoTakes: ['mistral'],
  source: 'https://platform.openai.com/docs/api-reference/chat/create, checked 2026-09',
  callInput: 'string',
  callIds: 'required',
  callId: { maxLength: 64, recommendedLength: 40 },
  functionName: { pattern: /^[a-zA-Z0-9_-]{1,64}$/, maxLength: 64 },
  maxCalls: 128,
  maxTools: 128,
  roles: ['system', 'developer', 'user', 'assistant', 'tool', 'function'],
  messages: {
    unsupportedRoles: [{ model: /^o1-(?:preview|mini)/, roles: ['system', 'developer'] }],
  },
  fields: { call: ['id', 'type', 'function', 'custom', 'extra_content'], function: ['name', 'arguments'] },
  toolNeeds: ['type', 'function', 'name'],
  uniqueCallIds: false,
  resultsIn: 'next-messages',
  places: { list: 'messages', style: 'brackets' },
  fewModels: { parts: ['input_audio'], takenBy: /audio|realtime/ },
  rules: {
    ...remarks,
    'orphaned-call': 'error',
    'pending-call': 'warning',
    'orphaned-result': 'error',
    'result-before-call': 'error',
    'result-not-adjacent': 'error',
    'results-combined': 'error',
    'results-out-of-order': 'info',
    'duplicate-result': 'error',
    'placeholder-superseded': 'error',
    'duplicate-call-id': 'error',
    'reused-call-id': 'info',
    'mismatched-call-id': 'error',
    'missing-call-id': 'error',
    'missing-result-id': 'error',
    'call-id-whitespace': 'error',
    'call-id-empty': 'error',
    'call-id-not-string': 'error',
    'call-id-too-long': 'error',
    'missing-call-type': 'error',
    'missing-arguments': 'error',
    'arguments-not-string': 'error',
    'arguments-empty': 'warning',
    'arguments-invalid-json': 'warning',
    'arguments-truncated': 'warning',
    'arguments-not-object': 'warning',
    'missing-function-name': 'error',
    'empty-function-name': 'error',
    'function-not-object': 'error',
    'function-name-pattern': 'error',
    'message-name-pattern': 'error',
    'empty-tool-calls': 'error',
    'tool-calls-not-list': 'error',
    'too-many-tool-calls': 'error',
    'too-many-tools': 'error',
    'tool-definition-shape': 'error',
    'legacy-function-call': 'warning',
    'call-in-wrong-role': 'error',
    'invalid-role': 'error',
    'role-unsupported-by-model': 'error',
    'malformed-entry': 'error',
    'null-content': 'error',
    'missing-content': 'error',
    'content-must-be-string': 'error',
    'content-part-type': 'error',
    'missing-part-type': 'error',
    'result-content-not-string': 'error',
    'content-too-long': 'error',
    'image-not-allowed-for-role': 'error',
    'empty-text-block': 'warning',
    'empty-message-content': 'warning',
    'empty-messages': 'error',
    'unknown-field': 'error',
    'wrong-endpoint': 'error',
    'lone-surrogate': 'warning',
    'control-character': 'info',
    'first-message-role': 'info',
    'trailing-assistant': 'info',
    'no-user-message': 'info',
  },
  // The whole body is held against the schema before any message is compared with its neighbours.
  order: [
    'wrong-endpoint',
    'empty-messages',
    'malformed-entry',
    'invalid-role',
    'role-unsupported-by-model',
    'missing-content',
    'null-content',
    'content-must-be-string',
    'result-content-not-string',
    'missing-part-type',
    'content-part-type',
    'image-not-allowed-for-role',
    'content-too-long',
    'message-name-pattern',
    'tool-calls-not-list',
    'empty-tool-calls',
    'too-many-tool-calls',
    'missing-call-type',
    'missing-call-id',
    'call-id-empty',
    'call-id-not-string',
    'call-id-too-long',
    'function-not-object',
    'missing-function-name',
    'empty-function-name',
    'function-name-pattern',
    'missing-arguments',
    'arguments-not-string',
    'unknown-field',
    'too-many-tools',
    'tool-definition-shape',
    'call-in-wrong-role',
    'missing-result-id',
    'orphaned-result',
    'result-before-call',
    'duplicate-result',
    'placeholder-superseded',
    'orphaned-call',
    'duplicate-call-id',
    'mismatched-call-id',
    'call-id-whitespace',
    'result-not-adjacent',
    'results-combined',
    'pending-call',
  ],
  wordings: [
    // Pairing
    {
      rule: 'orphaned-call',
      alsoFor: [
        'duplicate-call-id',
        'pending-call',
        'result-not-adjacent',
        'results-combined',
        'mismatched-call-id',
        'call-id-whitespace',
      ],
      text: "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: {ids}",
      place: 'messages.[{i}].role',
      evidence: '11 reports; whether the place is the assistant message or the one after is not confirmed',
    },
    {
      rule: 'orphaned-result',
      text: "Invalid parameter: 'tool_call_id' of '{id}' not found in 'tool_calls' of previous message.",
      place: 'messages.[{i}].tool_call_id',
      when: 'callsBefore',
      evidence: '1 report',
    },
    {
      rule: 'orphaned-result',
      alsoFor: ['result-before-call'],
      text: "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
      place: 'messages.[{i}].role',
      evidence: '11 reports; "preceeding" is theirs, some reports write "preceding"',
    },
    {
      rule: 'orphaned-result',
      alsoFor: ['empty-message-content'],
      text: "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
      place: 'messages[{i}].content',
      when: 'besideCalls',
      evidence: '1 report: the calls of a message whose content is an empty list are not seen',
    },
    {
      rule: 'duplicate-result',
      alsoFor: ['placeholder-superseded'],
      text: "Invalid parameter: Duplicate value for 'tool_call_id' of '{id}', in messages[{first}] and messages[{i}].",
      place: 'messages.[{i}].tool_call_id',
      evidence: '3 reports',
    },
    {
      rule: 'missing-call-id',
      alsoFor: ['missing-result-id'],
      text: "Missing parameter 'tool_call_id': messages with role 'tool' must have a 'tool_call_id'.",
      place: 'messages.[{i}].tool_call_id',
      evidence: '4 reports',
    },
    {
      rule: 'call-in-wrong-role',
      text: "Invalid parameter: only messages with role 'assistant' can have a function call.",
      evidence: '2 reports (2023)',
    },

    // A required field that is absent
    ...missing('missing-call-type', 'messages[{i}].tool_calls[{j}].type', 'founding case'),
    ...missing('missing-call-id', 'messages[{i}].tool_calls[{j}].id', 'same validator'),
    ...missing('missing-arguments', 'messages[{i}].tool_calls[{j}].function.arguments', '1 report'),
    ...missing('missing-function-name', 'messages[{i}].tool_calls[{j}].function.name', 'same validator'),
    ...missing('function-not-object', 'messages[{i}].tool_calls[{j}].function', 'same validator'),
    ...missing('missing-part-type', 'messages[{i}].content[{j}].type', '4 reports', {
      alsoFor: ['result-content-not-string'],
    }),
    ...missing('missing-content', 'messages[{i}].content', 'same validator'),
    ...missing('invalid-role', 'messages[{i}].role', 'same validator'),
    ...missing('empty-messages', 'messages', 'same validator'),
    ...missing('tool-definition-shape', 'tools[{i}].type', 'same validator'),
    ...missing('tool-definition-shape', 'tools[{i}].function', 'same validator'),
    ...missing('tool-definition-shape', 'tools[{i}].function.name', 'same validator'),

    // A field of the wrong type
    ...wrongType('arguments-not-string', 'messages[{i}].tool_calls[{j}].function.arguments', 'a string', '{got}', '1 report'),
    ...wrongType('call-id-not-string', 'messages[{i}].tool_calls[{j}].id', 'a string', '{got}', 'same validator'),
    ...wrongType('call-id-not-string', 'messages[{i}].tool_call_id', 'a string', '{got}', 'same validator'),
    ...wrongType(
      'function-not-object',
      'messages[{i}].tool_calls[{j}].function',
      'an object',
      '{got}',
      '1 report, without indexes',
    ),
    ...wrongType('malformed-entry', 'messages[{i}].tool_calls[{j}]', 'an object', '{got}', 'same validator'),
    ...wrongType('malformed-entry', 'messages[{i}]', 'an object', '{got}', 'same validator'),
    ...wrongType('content-must-be-string', 'messages[{i}].content', 'a string', 'an array', '1 report'),
    ...wrongType('null-content', 'messages[{i}].content', 'a string', 'null', 'same validator', HISTORIC),
    ...wrongType('content-must-be-string', 'messages[{i}].content', STRING_OR_PARTS, '{got}', 'same validator', {
      alsoFor: ['result-content-not-string'],
    }),
    ...wrongType('null-content', 'messages[{i}].content', STRING_OR_PARTS, 'null', 'same validator', HISTORIC),
    ...wrongType('tool-calls-not-list', 'messages[{i}].tool_calls', 'an array of objects', '{got}', 'same validator'),
    ...wrongType('empty-tool-calls', 'messages[{i}].tool_calls', 'an array of objects', 'null', 'same validator', HISTORIC),
    {
      rule: 'null-content',
      text: "Invalid value for 'content': expected a string, got null.",
      place: 'messages.[{i}].content',
      evidence: '4 reports',
    },

    // Lengths and patterns
    ...tooLong('call-id-too-long', 'messages[{i}].tool_calls[{j}].id', '64', '1 report, for newer models'),
    ...tooLong('call-id-too-long', 'messages[{i}].tool_calls[{j}].id', '40', '4 reports', HISTORIC),
    ...tooLong('call-id-too-long', 'messages[{i}].tool_call_id', '40', 'same validator', HISTORIC),
    ...tooLong('function-name-pattern', 'messages[{i}].tool_calls[{j}].function.name', '64', 'same validator', LONG),
    ...tooLong('function-name-pattern', 'tools[{i}].function.name', '64', 'same validator', LONG),
    ...tooLong('message-name-pattern', 'messages[{i}].name', '64', 'same validator', LONG),
    ...tooLong('content-too-long', 'messages[{i}].content', '{max}', '2 reports; 1,048,576 in 2024, 10,485,760 in 2025'),
    ...emptyArray('empty-tool-calls', 'messages[{i}].tool_calls', '1 report; code not recorded'),
    ...emptyArray('empty-messages', 'messages', 'same validator'),
    ...emptyArray('empty-message-content', 'messages[{i}].content', 'same validator'),
    {
      rule: 'too-many-tool-calls',
      text: "Invalid '{path}': array too long. Expected an array with maximum length 128, but got an array with length {n} instead.",
      place: 'messages[{i}].tool_calls',
      code: 'array_above_max_length',
      evidence: '3 reports',
    },
    {
      rule: 'too-many-tools',
      text: "Invalid '{path}': array too long. Expected an array with maximum length 128, but got an array with length {n} instead.",
      place: 'tools',
      code: 'array_above_max_length',
      evidence: '4 reports',
    },
    ...emptyString('empty-function-name', 'messages[{i}].tool_calls[{j}].function.name', '1 report; code not recorded'),
    ...emptyString('empty-function-name', 'tools[{i}].function.name', 'same validator'),
    ...emptyString('call-id-empty', 'messages[{i}].tool_calls[{j}].id', 'same validator'),
    ...emptyString('call-id-empty', 'messages[{i}].tool_call_id', 'same validator'),
    ...pattern('function-name-pattern', 'messages[{i}].tool_calls[{j}].function.name', '5 reports'),
    ...pattern('function-name-pattern', 'tools[{i}].function.name', '5 reports'),
    ...pattern('message-name-pattern', 'messages[{i}].name', '3 reports, up to 2024; the newer pattern is not confirmed'),

    // Roles
    {
      rule: 'role-unsupported-by-model',
      text: "Unsupported value: '{path}' does not support '{role}' with this model.",
      place: 'messages[{i}].role',
      code: 'unsupported_value',
      evidence: '7 reports; recording',
    },
    {
      rule: 'invalid-role',
      text: "Invalid value: '{role}'. Supported values are: 'system', 'assistant', 'user', 'function', 'tool', and 'developer'.",
      place: 'messages[{i}].role',
      code: 'invalid_value',
      evidence: 'as the next row, with the role added in 2024',
    },
    {
      rule: 'invalid-role',
      text: "Invalid value: '{role}'. Supported values are: 'system', 'assistant', 'user', 'function', and 'tool'.",
      place: 'messages[{i}].role',
      code: 'invalid_value',
      historic: true,
      evidence: '4 reports, with older API versions and models',
    },
    {
      rule: 'invalid-role',
      text: "Invalid request: messages[{i}]: role '{role}' is not supported",
      historic: true,
      evidence: 'a gateway, as OpenAI API error',
    },

    // Content
    {
      rule: 'content-part-type',
      text: "Invalid '{path}'. Content blocks are expected to be either text or image_url type.",
      place: 'messages[{i}]',
      code: 'invalid_value',
      evidence: '1 report; recording',
    },
    {
      rule: 'image-not-allowed-for-role',
      text: "Invalid '{path}'. Image URLs are only allowed for messages with role 'user', but this message with role '{role}' contains an image URL.",
      place: 'messages[{i}]',
      code: 'invalid_value',
      evidence: '3 reports; GPT-5.2 takes images in tool messages (2026-02)',
    },
    {
      rule: 'content-part-type',
      text: "Invalid value: '{type}'. Supported values are: 'text', 'image_url', 'input_audio', 'refusal', 'audio', and 'file'.",
      place: 'messages[{i}].content[{j}].type',
      code: 'invalid_value',
      historic: true,
      evidence: 'same validator; the list grows',
    },

    // The validator of 2023
    ...of2023('missing-content', "'content' is a required property - 'messages.{i}'", '2 reports'),
    ...of2023('empty-messages', "[] is too short - 'messages'", '1 report'),
    ...of2023('empty-tool-calls', "[] is too short - 'messages.{i}.tool_calls'", 'not confirmed'),
    ...of2023(
      'unknown-field',
      "Additional properties are not allowed ('{name}' was unexpected) - 'messages.{i}'",
      'not confirmed',
    ),
    ...of2023('null-content', "None is not of type 'string' - 'messages.{i}.content'", 'same validator'),
    ...of2023(
      'invalid-role',
      "'{role}' is not one of ['system', 'assistant', 'user', 'function'] - 'messages.{i}.role'",
      'same validator',
    ),

    // The request as a whole
    {
      rule: 'unknown-field',
      text: "Unknown parameter: '{path}'.",
      place: '{path}',
      code: 'unknown_parameter',
      evidence: '1 report',
    },
    {
      rule: 'wrong-endpoint',
      text: "Unsupported parameter: 'messages'. In the Responses API, this parameter has moved to 'input'. Try again with the new parameter.",
      place: 'messages',
      code: 'unsupported_parameter',
      evidence: '1 report; the text goes on',
    },
  ],
  errorBody: (message, param, code) => ({ error: { message, type: 'invalid_request_error', param, code } }),
}

function of2023(rule: RuleId, text: string, evidence: string): Wording[] {
  return [{ rule, text, historic: true, evidence }]
}

function missing(rule: RuleId, place: string, evidence: string, more: Partial<Wording> = {}): Wording[] {
  return [{ rule, text: "Missing required parameter: '{path}'.", place, code: 'missing_required_parameter', evidence, ...more }]
}

function wrongType(
  rule: RuleId,
  place: string,
  expected: string,
  got: string,
  evidence: string,
  more: Partial<Wording> = {},
): Wording[] {
  const text = `Invalid type for '{path}': expected ${expected}, but got ${got} instead.`
  return [{ rule, text, place, code: 'invalid_type', evidence, ...more }]
}

function tooLong(rule: RuleId, place: string, max: string, evidence: string, more: Partial<Wording> = {}): Wording[] {
  const text = `Invalid '{path}': string too long. Expected a string with maximum length ${max}, but got a string with length {n} instead.`
  return [{ rule, text, place, code: 'string_above_max_length', evidence, ...more }]
}

function emptyString(rule: RuleId, place: string, evidence: string): Wording[] {
  const text = "Invalid '{path}': empty string. Expected a string with minimum length 1, but got an empty string instead."
  return [{ rule, text, place, code: 'empty_string', evidence }]
}

function emptyArray(rule: RuleId, place: string, evidence: string): Wording[] {
  const text = "Invalid '{path}': empty array. Expected an array with minimum length 1, but got an empty array instead."
  return [{ rule, text, place, code: 'empty_array', evidence }]
}

function pattern(rule: RuleId, place: string, evidence: string): Wording[] {
  const text = "Invalid '{path}': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'."
  return [{ rule, text, place, code: 'invalid_value', evidence }]
}
