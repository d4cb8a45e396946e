import { remarks } from './remarks.ts'
import type { RuleId } from '../problem.ts'
import type { Target, Wording } from './target.ts'

const VALIDATOR = 'same validator'
const TEXT_LIMIT = 10_485_760

/**
 * OpenAI Responses. Items are tied by `call_id`, wherever they stand; reasoning items are tied to what followed them when
 * they were made. Places are written `input[1].call_id`, from 0; sentences about pairs name the id, with `param` "input".
 *
 * Source: provider-rules.md §3, where the reports are named. "same validator" marks a row that follows from a reported
 * sentence of the schema check, here or of Chat Completions (§2), and was not itself reported.
 */
export const openaiResponses: Target = {
  id: 'openai-responses',
  title: 'OpenAI Responses',
  kind: 'service',
  format: 'openai-responses',
  source: 'https://platform.openai.com/docs/api-reference/responses/create, checked 2026-09',
  callInput: 'string',
  callIds: 'required',
  callId: { maxLength: 64, notEmpty: true },
  functionName: { pattern: /^[a-zA-Z0-9_-]{1,128}$/, maxLength: 128 },
  roles: ['user', 'assistant', 'system', 'developer'],
  uniqueCallIds: true,
  resultsIn: 'next-messages',
  places: { list: 'input', style: 'brackets' },
  rules: {
    ...remarks,
    'orphaned-call': 'error',
    'pending-call': 'warning',
    'orphaned-result': 'error',
    'result-before-call': 'warning',
    'duplicate-result': 'warning',
    'duplicate-call-id': 'warning',
    'reused-call-id': 'info',
    'mismatched-call-id': 'error',
    'missing-call-id': 'error',
    'missing-result-id': 'error',
    'call-id-empty': 'error',
    'call-id-too-long': 'error',
    'call-id-whitespace': 'warning',
    'call-id-not-string': 'error',
    'malformed-entry': 'error',
    'missing-item-type': 'error',
    'invalid-role': 'error',
    'missing-function-name': 'error',
    'empty-function-name': 'error',
    'function-name-pattern': 'error',
    'missing-arguments': 'error',
    'arguments-not-string': 'error',
    'arguments-not-object': 'warning',
    'result-content-not-string': 'error',
    'arguments-invalid-json': 'warning',
    'arguments-truncated': 'warning',
    'content-part-type': 'error',
    'missing-content': 'warning',
    'null-content': 'warning',
    'content-too-long': 'error',
    'unknown-field': 'error',
    'duplicate-item': 'error',
    'item-id-prefix': 'error',
    'item-id-characters': 'error',
    'item-not-stored': 'error',
    'reasoning-summary-missing': 'error',
    'reasoning-without-following-item': 'error',
    'function-call-without-reasoning': 'warning',
    'encrypted-content-invalid': 'warning',
  },
  // Each item is held against the schema before ids are looked up and items are tied to one another.
  order: [
    'malformed-entry',
    'missing-item-type',
    'invalid-role',
    'content-part-type',
    'item-id-characters',
    'item-id-prefix',
    'missing-call-id',
    'missing-result-id',
    'call-id-not-string',
    'call-id-empty',
    'call-id-too-long',
    'missing-function-name',
    'empty-function-name',
    'function-name-pattern',
    'missing-arguments',
    'arguments-not-string',
    'result-content-not-string',
    'reasoning-summary-missing',
    'unknown-field',
    'content-too-long',
    'orphaned-result',
    'mismatched-call-id',
    'orphaned-call',
    'pending-call',
    'item-not-stored',
    'duplicate-item',
    'reasoning-without-following-item',
  ],
  wordings: [
    // Pairs
    {
      rule: 'orphaned-call',
      alsoFor: ['pending-call', 'mismatched-call-id'],
      text: 'No tool output found for function call {id}.',
      place: 'input',
      evidence: '4 reports',
    },
    {
      rule: 'orphaned-result',
      text: 'No tool call found for function call output with call_id {id}.',
      place: 'input',
      evidence: '9 reports',
    },

    // Items and their ids
    {
      rule: 'duplicate-item',
      text: 'Duplicate item found with id {id}. Remove duplicate items from your input and try again.',
      place: 'input',
      evidence: '8 reports; Azure the same',
    },
    {
      rule: 'duplicate-item',
      text: 'Duplicate item found with id {id}.',
      place: 'input',
      historic: true,
      evidence: 'the beginning of the row before',
    },
    {
      rule: 'item-not-stored',
      text: "Item with id '{id}' not found. Items are not persisted when `store` is set to false. Try again with `store` set to true, or remove this item from your input.",
      place: 'input',
      status: 404,
      evidence: '2 reports',
    },
    {
      rule: 'item-id-prefix',
      text: "Invalid '{path}': '{id}'. Expected an ID that begins with '{prefix}'.",
      place: 'input[{i}].id',
      code: 'invalid_value',
      evidence: '3 reports; also with the code invalid_id_prefix',
    },
    {
      rule: 'item-id-characters',
      text: "Invalid '{path}': '{id}'. Expected an ID that contains letters, numbers, underscores, or dashes, but this value contained additional characters.",
      place: 'input[{i}].id',
      code: 'invalid_value',
      evidence: '1 report',
    },

    // Reasoning
    {
      rule: 'reasoning-without-following-item',
      text: "Item '{id}' of type 'reasoning' was provided without its required following item.",
      place: 'input',
      evidence: '5 reports; recording',
    },
    {
      rule: 'function-call-without-reasoning',
      text: "Item '{id}' of type 'function_call' was provided without its required 'reasoning' item: '{reasoning}'.",
      place: 'input',
      evidence: '4 reports',
    },
    {
      rule: 'function-call-without-reasoning',
      text: "Item '{id}' of type 'message' was provided without its required 'reasoning' item: '{reasoning}'.",
      place: 'input',
      historic: true,
      evidence: '4 reports; said of a message',
    },
    {
      rule: 'encrypted-content-invalid',
      text: 'The encrypted content {head}...{tail} could not be verified.',
      code: 'invalid_encrypted_content',
      evidence: '6 reports',
    },
    {
      rule: 'encrypted-content-invalid',
      text: 'The encrypted content for item {id} could not be verified. Reason: Encrypted content could not be decrypted or parsed.',
      code: 'invalid_encrypted_content',
      historic: true,
      evidence: '6 reports, since 2026',
    },
    {
      rule: 'encrypted-content-invalid',
      text: 'The encrypted content {head}...{tail} could not be verified. Reason: Encrypted content could not be decrypted or parsed.',
      code: 'invalid_encrypted_content',
      historic: true,
      evidence: '6 reports: the first form with the reason of the second',
    },
    ...missing('reasoning-summary-missing', 'input[{i}].summary'),
    {
      rule: 'reasoning-summary-missing',
      text: 'Input[{i}] missing required field `summary`',
      historic: true,
      evidence: '1 report: a compatible server',
    },

    // Fields that are absent
    ...missing('missing-item-type', 'input[{i}].type'),
    ...missing('missing-call-id', 'input[{i}].call_id'),
    ...missing('missing-function-name', 'input[{i}].name'),
    ...missing('missing-arguments', 'input[{i}].arguments'),
    ...missing('missing-content', 'input[{i}].content'),
    {
      rule: 'missing-item-type',
      text: "Cannot determine type of 'item'",
      historic: true,
      evidence: '1 report: llama.cpp',
    },

    // Fields of the wrong type
    ...wrongType('malformed-entry', 'input[{i}]', 'an object'),
    ...wrongType('arguments-not-string', 'input[{i}].arguments', 'a string'),
    ...wrongType('result-content-not-string', 'input[{i}].output', 'one of a string or array of objects'),
    ...wrongType('call-id-not-string', 'input[{i}].call_id', 'a string', ['missing-result-id']),
    {
      rule: 'content-part-type',
      text: "Invalid value: '{type}'. Supported values are: 'input_text', 'input_image', 'input_audio', and 'input_file'.",
      place: 'input[{i}].content[{j}].type',
      when: 'asked',
      code: 'invalid_value',
      evidence: 'as the next row; the list grows',
    },
    {
      rule: 'content-part-type',
      text: "Invalid value: '{type}'. Supported values are: 'output_text' and 'refusal'.",
      place: 'input[{i}].content[{j}].type',
      code: 'invalid_value',
      evidence: '2 reports; the place is also written without `type`',
    },
    {
      rule: 'content-part-type',
      text: "Invalid value: '{type}'. Supported values are: 'input_text', 'input_image', 'output_text', 'refusal', 'input_file', 'computer_screenshot', and 'summary_text'.",
      place: 'input[{i}].content[{j}].type',
      code: 'invalid_value',
      historic: true,
      evidence: 'of a part written for Chat Completions',
    },
    {
      rule: 'invalid-role',
      text: "Invalid value: '{role}'. Supported values are: 'assistant', 'system', 'developer', and 'user'.",
      place: 'input[{i}].role',
      code: 'invalid_value',
      evidence: VALIDATOR,
    },

    // Lengths and patterns
    ...emptyString('call-id-empty', 'input[{i}].call_id', '1 report'),
    ...emptyString('empty-function-name', 'input[{i}].name', VALIDATOR),
    ...tooLong('call-id-too-long', 'input[{i}].call_id', '64', '1 report'),
    ...tooLong('function-name-pattern', 'input[{i}].name', '128', VALIDATOR, { when: 'long' }),
    ...tooLong('function-name-pattern', 'tools[{i}].name', '128', VALIDATOR, { when: 'long' }),
    ...tooLong('content-too-long', 'input[{i}].content', String(TEXT_LIMIT), '1 report'),
    ...tooLong('content-too-long', 'input[{i}].content[{j}].text', String(TEXT_LIMIT), VALIDATOR),
    ...tooLong('content-too-long', 'input[{i}].output', String(TEXT_LIMIT), VALIDATOR),
    ...pattern('function-name-pattern', 'input[{i}].name'),
    ...pattern('function-name-pattern', 'tools[{i}].name'),
    {
      rule: 'unknown-field',
      text: "Unknown parameter: '{path}'.",
      place: 'input.{path}',
      code: 'unknown_parameter',
      evidence: '5 reports',
    },

    // Servers that copy this API
    {
      rule: 'duplicate-call-id',
      text: "Duplicate 'call_id': {callId}",
      historic: true,
      evidence: '1 report: a compatible server',
    },
  ],
  errorBody: (message, param, code) => ({ error: { message, type: 'invalid_request_error', param, code } }),
}

function missing(rule: RuleId, place: string): Wording[] {
  const text = "Missing required parameter: '{path}'."
  return [{ rule, text, place, code: 'missing_required_parameter', evidence: VALIDATOR }]
}

function wrongType(rule: RuleId, place: string, expected: string, alsoFor: readonly RuleId[] = []): Wording[] {
  const text = `Invalid type for '{path}': expected ${expected}, but got {got} instead.`
  return [{ rule, text, place, code: 'invalid_type', evidence: VALIDATOR, ...(alsoFor.length > 0 && { alsoFor }) }]
}

function emptyString(rule: RuleId, place: string, evidence: string): Wording[] {
  const text = "Invalid '{path}': empty string. Expected a string with minimum length 1, but got an empty string instead."
  return [{ rule, text, place, code: 'empty_string', evidence }]
}

function tooLong(rule: RuleId, place: string, max: string, evidence: string, more: Partial<Wording> = {}): Wording[] {
  const text = `Invalid '{path}': string too long. Expected a string with maximum length ${max}, but got a string with length {n} instead.`
  return [{ rule, text, place, code: 'string_above_max_length', evidence, ...more }]
}

function pattern(rule: RuleId, place: string): Wording[] {
  const text = "Invalid '{path}': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'."
  return [{ rule, text, place, code: 'invalid_value', evidence: VALIDATOR }]
}
