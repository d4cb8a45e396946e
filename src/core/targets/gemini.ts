import { remarks } from './remarks.ts'
import type { RuleId } from '../problem.ts'
import type { Target, Wording } from './target.ts'

const HISTORIC = { historic: true }
const NOT_CONFIRMED = 'same validator'
/** An object whose fields the API does not know, as its parser calls it. */
const STRUCT = 'type.googleapis.com/google.protobuf.Struct'

/**
 * Gemini API. Pairs are tied by number and order: no sentence about them names a place or an id. Schema errors write
 * `contents[1].parts[0]` from 0, in snake case also where the request has camel case; the position in the sentence about
 * thought signatures counts contents from 1.
 *
 * Source: provider-rules.md §5, where the reports are named. "same validator" marks a row that follows from a reported
 * sentence of the schema check and was not itself reported.
 */
export const gemini: Target = {
  id: 'gemini',
  title: 'Google Gemini',
  kind: 'service',
  format: 'gemini',
  source: 'https://ai.google.dev/api/generate-content, checked 2026-09',
  callInput: 'object',
  callIds: 'optional',
  callId: {},
  // The pattern is told of tool definitions; whether names in the history are held against it was not seen.
  functionName: { pattern: /^[a-zA-Z_][a-zA-Z0-9_.:-]{0,63}$/, maxLength: 64, inCalls: 'warning' },
  roles: ['user', 'model'],
  olderRoles: { roles: ['function', 'tool'], refusedBy: /gemini-(?:3\.[6-9]|3\.\d\d|[4-9]|\d\d)/ },
  uniqueCallIds: false,
  resultsIn: 'next-message',
  places: { list: 'contents', style: 'brackets' },
  messages: { noCallBesideResult: true, noTextBehindLastResults: true },
  rules: {
    ...remarks,
    'call-result-count-mismatch': 'error',
    'function-call-turn-order': 'error',
    'mixed-tool-and-other-parts': 'error',
    'orphaned-call': 'error',
    'pending-call': 'warning',
    'orphaned-result': 'error',
    'result-before-call': 'error',
    'result-not-adjacent': 'error',
    'results-split': 'error',
    'result-not-first': 'warning',
    'results-out-of-order': 'info',
    'first-message-role': 'warning', // refused by older models
    'duplicate-result': 'error',
    'mismatched-call-id': 'warning',
    'malformed-entry': 'error',
    'invalid-role': 'error',
    'call-in-wrong-role': 'warning',
    'call-id-not-string': 'error',
    'missing-function-name': 'error',
    'empty-function-name': 'error',
    'function-name-pattern': 'error',
    'arguments-not-object': 'error',
    'arguments-invalid-json': 'warning',
    'arguments-truncated': 'warning',
    'result-name-missing': 'error',
    'result-not-object': 'error',
    'thought-signature-missing': 'error',
    'thought-signature-invalid': 'error',
    'empty-messages': 'error',
    'empty-message-content': 'error',
    'part-without-data': 'error',
    'empty-text-block': 'info', // Vertex refuses it
    'unknown-field': 'error',
    'null-content': 'warning', // over the endpoint in OpenAI's style
    'trailing-assistant': 'warning', // refused by 3.6 and later
    'opaque-rejection': 'info', // told by an error only
  },
  models: [
    { rule: 'trailing-assistant', model: /gemini-(?:3\.[6-9]|3\.\d\d|[4-9]|\d\d)/, severity: 'error' },
    { rule: 'trailing-assistant', model: /gemini-[1-3]/, severity: 'info' },
  ],
  // JSON becomes messages of the schema first; then their fields are checked, then the turns.
  order: [
    'malformed-entry',
    'unknown-field',
    'call-id-not-string',
    'arguments-not-object',
    'result-not-object',
    'thought-signature-invalid',
    'empty-messages',
    'empty-message-content',
    'part-without-data',
    'function-name-pattern',
    'missing-function-name',
    'empty-function-name',
    'result-name-missing',
    'invalid-role',
    'mixed-tool-and-other-parts',
    'call-result-count-mismatch',
    'orphaned-call',
    'orphaned-result',
    'result-before-call',
    'result-not-adjacent',
    'results-split',
    'duplicate-result',
    'function-call-turn-order',
    'pending-call',
    'thought-signature-missing',
    'trailing-assistant',
  ],
  wordings: [
    // Turns: none of these names a place.
    {
      rule: 'call-result-count-mismatch',
      alsoFor: ['orphaned-call', 'pending-call', 'duplicate-result'],
      text: 'Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.',
      evidence: '8 reports',
    },
    {
      rule: 'call-result-count-mismatch',
      text: 'Please ensure that the number of function response parts should be equal to number of function call parts of the function call turn.',
      historic: true,
      evidence: 'Vertex, 2024-12',
    },
    {
      rule: 'function-call-turn-order',
      text: 'Please ensure that function call turn comes immediately after a user turn or after a function response turn.',
      evidence: '5 reports; also "function call turns come"',
    },
    {
      rule: 'function-call-turn-order',
      text: 'Please ensure that function call turns come immediately after a user turn or after a function response turn.',
      historic: true,
      evidence: '5 reports, the other form',
    },
    {
      rule: 'orphaned-result',
      alsoFor: ['result-before-call', 'result-not-adjacent', 'results-split'],
      text: 'Please ensure that function response turn comes immediately after a function call turn.',
      evidence: '4 reports',
    },
    {
      rule: 'orphaned-result',
      text: 'Please ensure that function response turns come immediately after a function call turn.',
      historic: true,
      evidence: 'the other form of the row before',
    },
    {
      rule: 'mixed-tool-and-other-parts',
      text: 'Please ensure that function call turn contains at least one function_call part which can not be mixed with function_response parts.',
      evidence: '1 report; the full text is not confirmed',
    },
    {
      rule: 'trailing-assistant',
      text: 'Requests ending with a model turn are not supported.',
      evidence: '4 reports, 3.6 and later; also said when text follows function responses in the last content',
    },
    {
      rule: 'trailing-assistant',
      text: 'Please ensure that multiturn requests ends with a user role or a function response.',
      historic: true,
      evidence: '2023-12',
    },

    // Thought signatures
    {
      rule: 'thought-signature-missing',
      text: 'Function call is missing a thought_signature in functionCall parts. This is required for tools to work correctly, and missing thought_signature may lead to degraded model performance. Additional data, function call `default_api:{name}` , position {i1}. Please refer to https://ai.google.dev/gemini-api/docs/thought-signatures for more details.',
      evidence: '5 reports, since 2025-11',
    },
    {
      rule: 'thought-signature-invalid',
      text: 'Invalid value at \'{path}\' (TYPE_BYTES), Base64 decoding failed for "{head}"',
      place: 'contents[{i}].parts[{j}].thought_signature',
      evidence: '12 reports',
    },
    { rule: 'thought-signature-invalid', text: 'Corrupted thought signature.', historic: true, evidence: '12 reports' },
    {
      rule: 'thought-signature-invalid',
      text: 'Thought signature is not valid.',
      historic: true,
      evidence: 'the row of Vertex without its frame',
    },

    // Roles
    {
      rule: 'invalid-role',
      text: 'Please use a valid role: user, model.',
      evidence: '4 reports; recording',
    },
    {
      rule: 'invalid-role',
      text: "Role '{role}' is not supported. Please use a valid role: SYSTEM, SYSTEM_1, USER, ASSISTANT, DEVELOPER, CONTEXT, USER_CONTEXT, MODEL, USER.",
      when: 'older',
      evidence: '4 reports, since 2026-07',
    },

    {
      rule: 'invalid-role',
      text: "Role '{role}' is not supported.",
      historic: true,
      evidence: 'the beginning of the row before',
    },

    // What must not be empty
    ...inRequest('empty-message-content', 'contents[{i}].parts', 'contents.parts must not be empty.', '8 reports'),
    {
      rule: 'empty-messages',
      text: '* GenerateContentRequest.{path}: contents is not specified',
      place: 'contents',
      evidence: '1 report',
    },
    ...inRequest(
      'part-without-data',
      'contents[{i}].parts[{j}].data',
      "required oneof field 'data' must have one initialized field",
      '1 report',
    ),
    ...inRequest('result-name-missing', 'contents[{i}].parts[{j}].function_response.name', 'Name cannot be empty.', '2 reports'),
    ...inRequest('empty-function-name', 'contents[{i}].parts[{j}].function_call.name', 'Name cannot be empty.', NOT_CONFIRMED, {
      alsoFor: ['missing-function-name'],
    }),
    ...inRequest(
      'function-name-pattern',
      'tools[{i}].function_declarations[{j}].name',
      '[FIELD_INVALID] Invalid function name. Must start with a letter or an underscore. Must be a-z, A-Z, 0-9, or contain underscores (_), dots (.), colons (:), or dashes (-), with a maximum length of 64.',
      '3 reports; begins "The GenerateContentRequest proto is invalid:" when there are several',
    ),
    ...inRequest(
      'function-name-pattern',
      'tools[{i}].function_declarations[{j}].name',
      'Invalid function name. Must start with a letter or an underscore. Must be alphameric (a-z, A-Z, 0-9), underscores (_), dots (.) or dashes (-), with a maximum length of 64.',
      'before colons were added late in 2025',
      HISTORIC,
    ),

    // The parser of requests
    {
      rule: 'unknown-field',
      text: 'Invalid JSON payload received. Unknown name "{field}" at \'{path}\': Cannot find field.',
      place: '{parent}',
      evidence: '3 reports',
    },
    ...notAList('result-not-object', 'function_response', 'response', '2 reports'),
    ...notAList('arguments-not-object', 'function_call', 'args', NOT_CONFIRMED),
    ...wrongValue('result-not-object', 'function_response.response', STRUCT, NOT_CONFIRMED),
    ...wrongValue('arguments-not-object', 'function_call.args', STRUCT, NOT_CONFIRMED),
    ...wrongValue('call-id-not-string', 'function_call.id', 'TYPE_STRING', NOT_CONFIRMED),
    ...wrongValue('call-id-not-string', 'function_response.id', 'TYPE_STRING', NOT_CONFIRMED),
    {
      rule: 'malformed-entry',
      text: "Invalid value at '{path}' (type.googleapis.com/google.ai.generativelanguage.v1beta.Content)",
      place: 'contents[{i}]',
      evidence: NOT_CONFIRMED,
    },
    {
      rule: 'result-not-object',
      text: 'Invalid function_response.response: field `{field}` has an empty value. All values must have a type (null, bool, number, string, list, or object).',
      historic: true,
      evidence: '2 reports; what it speaks of is lost when the request is written down',
    },

    // The endpoint in OpenAI's style, which takes other requests than this table judges
    { rule: 'null-content', text: 'Value is not a string: null', historic: true, evidence: '2 reports' },
    {
      rule: 'null-content',
      text: 'Expected string or list of content parts, got: null',
      historic: true,
      evidence: '2 reports',
    },
    {
      rule: 'opaque-rejection',
      text: 'Request contains an invalid argument.',
      historic: true,
      evidence: '3 reports; the most common text of all',
    },
  ],
  errorBody: (message) => ({ error: { code: 400, message, status: 'INVALID_ARGUMENT' } }),
}

function inRequest(rule: RuleId, place: string, text: string, evidence: string, more: Partial<Wording> = {}): Wording[] {
  return [{ rule, text: `* GenerateContentRequest.{path}: ${text}`, place, evidence, ...more }]
}

function wrongValue(rule: RuleId, field: string, type: string, evidence: string): Wording[] {
  const text = `Invalid value at '{path}' (${type})`
  return [{ rule, text, place: `contents[{i}].parts[{j}].${field}`, evidence }]
}

function notAList(rule: RuleId, part: string, field: string, evidence: string): Wording[] {
  const text = `Invalid JSON payload received. Unknown name "${field}" at '{path}': Proto field is not repeating, cannot start list.`
  return [{ rule, text, place: `contents[{i}].parts[{j}].${part}`, when: 'list', evidence }]
}
