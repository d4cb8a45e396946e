import { remarks } from './remarks.ts'
import type { RuleId } from '../problem.ts'
import type { Target, Wording } from './target.ts'

/** Claude 4.6 and later take no prefill (since 2026). */
const NO_PREFILL = /claude-(?:[a-z]+-)?(?:4[.-](?:[6-9]|\d\d)|[5-9])(?!\d{4})/i

/**
 * Anthropic Messages; the same texts come over Vertex (as a JSON string), Bedrock and GitHub Copilot.
 *
 * Places are written `messages.1.content.0`, from 0; schema errors put the type of the part in between
 * (`messages.1.content.0.tool_use.id`). A message of role `system` is not counted: it moves to the top level.
 *
 * Source: provider-rules.md §4, where the reports are named. "same validator" marks a row that follows from a reported
 * sentence of the schema check and was not itself reported.
 */
export const anthropic: Target = {
  id: 'anthropic',
  title: 'Anthropic Messages',
  kind: 'service',
  format: 'anthropic-messages',
  source: 'https://docs.claude.com/en/api/messages, checked 2026-09',
  callInput: 'object',
  callIds: 'required',
  callId: { pattern: /^[a-zA-Z0-9_-]+$/ },
  functionName: { pattern: /^[a-zA-Z0-9_-]{1,128}$/, maxLength: 128 },
  roles: ['user', 'assistant'],
  uniqueCallIds: true,
  resultsIn: 'next-message',
  places: { list: 'messages', style: 'typed-dots' },
  rules: {
    ...remarks,
    'orphaned-call': 'error',
    'pending-call': 'warning',
    'orphaned-result': 'error',
    'orphaned-hosted-result': 'error',
    'result-before-call': 'error',
    'result-not-adjacent': 'error',
    'result-not-first': 'error',
    'text-after-tool-use': 'error',
    'results-split': 'warning', // messages of one role in a row are merged since 2024
    'results-combined': 'error',
    'results-out-of-order': 'info',
    'duplicate-result': 'error',
    'placeholder-superseded': 'error',
    'duplicate-call-id': 'error',
    'mismatched-call-id': 'error',
    'missing-call-id': 'error',
    'missing-result-id': 'error',
    'call-id-empty': 'error',
    'call-id-pattern': 'error',
    'call-id-whitespace': 'error',
    'call-id-not-string': 'error',
    'missing-function-name': 'error',
    'empty-function-name': 'error',
    'function-name-pattern': 'error',
    'missing-arguments': 'error',
    'arguments-not-object': 'error',
    'arguments-invalid-json': 'error',
    'arguments-truncated': 'error',
    'arguments-empty': 'warning',
    'call-in-wrong-role': 'error',
    'invalid-role': 'error',
    'malformed-entry': 'error',
    'null-content': 'error',
    'missing-content': 'error',
    'content-must-be-string': 'error',
    'content-part-type': 'error',
    'missing-part-type': 'error',
    'result-content-not-string': 'error',
    'error-result-not-text': 'error',
    'image-too-large': 'error',
    'empty-messages': 'error',
    'empty-message-content': 'error',
    'empty-text-block': 'error',
    'whitespace-text-block': 'error',
    'trailing-whitespace': 'error',
    'cache-control-on-empty-text': 'error',
    'too-many-cache-marks': 'error',
    'unknown-field': 'error',
    'tool-definition-shape': 'error',
    'thinking-block-missing': 'error',
    'thinking-block-modified': 'error',
    'thinking-signature-invalid': 'error',
    'thinking-when-disabled': 'error',
    'trailing-assistant': 'info', // refused by models 4.6 and later only
    'first-message-role': 'info', // refused up to 2024
    'roles-must-alternate': 'info', // refused up to 2024
    'tools-required': 'info', // refused up to 2025-02
    'no-user-message': 'info',
    'lone-surrogate': 'warning',
    'control-character': 'info',
  },
  models: [{ rule: 'trailing-assistant', model: NO_PREFILL, severity: 'error' }],
  order: [
    'empty-messages',
    'malformed-entry',
    'invalid-role',
    'missing-content',
    'null-content',
    'content-must-be-string',
    'missing-part-type',
    'content-part-type',
    'missing-call-id',
    'call-id-not-string',
    'call-id-empty',
    'call-id-pattern',
    'call-id-whitespace',
    'missing-function-name',
    'empty-function-name',
    'function-name-pattern',
    'missing-arguments',
    'arguments-not-object',
    'arguments-invalid-json',
    'arguments-truncated',
    'missing-result-id',
    'result-content-not-string',
    'unknown-field',
    'tool-definition-shape',
    'cache-control-on-empty-text',
    'too-many-cache-marks',
    'empty-text-block',
    'whitespace-text-block',
    'empty-message-content',
    'trailing-whitespace',
    'call-in-wrong-role',
    'duplicate-call-id',
    'orphaned-result',
    'orphaned-hosted-result',
    'result-before-call',
    'duplicate-result',
    'placeholder-superseded',
    'orphaned-call',
    'mismatched-call-id',
    'text-after-tool-use',
    'result-not-adjacent',
    'result-not-first',
    'results-combined',
    'results-split',
    'pending-call',
    'error-result-not-text',
    'image-too-large',
    'thinking-when-disabled',
    'thinking-block-missing',
    'thinking-block-modified',
    'thinking-signature-invalid',
    'trailing-assistant',
  ],
  wordings: [
    // Pairing
    {
      rule: 'orphaned-call',
      alsoFor: [
        'pending-call',
        'mismatched-call-id',
        'result-not-adjacent',
        'result-not-first',
        'results-combined',
        'results-split',
        'text-after-tool-use',
      ],
      text: '{path}: `tool_use` ids were found without `tool_result` blocks immediately after: {ids}. Each `tool_use` block must have a corresponding `tool_result` block in the next message.',
      place: 'messages.{i}',
      evidence: '22 reports; recording: with an assistant message first it says messages.1',
    },
    {
      rule: 'orphaned-call',
      text: '{path}: the following `tool_use` ids were not found in `tool_result` blocks: {ids}',
      place: 'messages.{i}',
      historic: true,
      evidence: '2025-01',
    },
    {
      rule: 'orphaned-call',
      text: '{path}: Did not find {n} `tool_result` block(s) at the beginning of this message. Messages following `tool_use` blocks must begin with a matching number of `tool_result` blocks.',
      place: 'messages.{i}',
      historic: true,
      evidence: 'up to 2025-05, over Bedrock longer; names the message after the call',
    },
    {
      rule: 'orphaned-result',
      alsoFor: ['result-before-call'],
      text: '{path}: unexpected `tool_use_id` found in `tool_result` blocks: {id}. Each `tool_result` block must have a corresponding `tool_use` block in the previous message.',
      place: 'messages.{i}.content.{j}',
      evidence: '9 reports',
    },
    {
      rule: 'orphaned-hosted-result',
      text: '{path}: unexpected `tool_use_id` found in `{type}` blocks: {id}. Each `{type}` block must have a corresponding `server_tool_use` block before it.',
      place: 'messages.{i}.content.{j}',
      evidence: '2 reports (2026)',
    },
    {
      rule: 'duplicate-call-id',
      text: '{path}: `tool_use` ids must be unique',
      place: 'messages.{i}.content.{j}',
      evidence: '4 reports',
    },
    {
      rule: 'duplicate-result',
      alsoFor: ['placeholder-superseded'],
      text: '{path}: each tool_use must have a single result. Found multiple `tool_result` blocks with id: {id}',
      place: 'messages.{i}.content.{j}',
      evidence: 'code (OpenHands and others); no report read',
    },
    {
      rule: 'call-in-wrong-role',
      text: '{path}: `{type}` blocks can only be in `{role}` messages',
      place: 'messages.{i}.content.{j}',
      evidence: 'wording not confirmed',
    },

    // Schema
    ...shouldMatch('call-id-pattern', 'tool_use.id', '^[a-zA-Z0-9_-]+$', '5 reports', ['call-id-whitespace']),
    ...shouldMatch('call-id-pattern', 'tool_result.tool_use_id', '^[a-zA-Z0-9_-]+$', 'same validator'),
    ...shouldMatch('call-id-pattern', 'server_tool_use.id', '^srvtoolu_[a-zA-Z0-9_]+$', '5 reports'),
    ...shouldMatch('function-name-pattern', 'tool_use.name', '^[a-zA-Z0-9_-]{1,128}$', 'same validator'),
    {
      rule: 'function-name-pattern',
      text: "{path}: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'",
      place: 'tools.{i}.custom.name',
      evidence: '6 reports, since 2025-06; the desktop app writes FrontendRemoteMcpToolDefinition for custom',
    },
    {
      rule: 'function-name-pattern',
      text: "{path}: String should match pattern '^[a-zA-Z0-9_-]{1,64}$'",
      place: 'tools.{i}.custom.name',
      historic: true,
      evidence: '6 reports, up to 2025-04',
    },
    ...whenLong(atTool('function-name-pattern', 'name', 'String should have at most {max} characters')),
    ...whenLong(
      atPart('function-name-pattern', 'tool_use.name', 'String should have at most {max} characters', 'same validator'),
    ),
    ...atTool('empty-function-name', 'name', 'String should have at least 1 character'),
    ...atPart('call-id-empty', 'tool_use.id', 'String should have at least 1 character', 'same validator'),
    ...atPart('empty-function-name', 'tool_use.name', 'String should have at least 1 character', 'same validator'),
    ...atPart('arguments-not-object', 'tool_use.input', 'Input should be an object', '3 reports, since 2026-07', [
      'arguments-invalid-json',
      'arguments-truncated',
    ]),
    ...historicRow(atPart('arguments-not-object', 'tool_use.input', 'Input should be a valid dictionary', '3 reports')),
    ...atPart('call-id-not-string', 'tool_use.id', 'Input should be a valid string', 'same validator'),
    ...atPart('call-id-not-string', 'tool_result.tool_use_id', 'Input should be a valid string', 'same validator'),
    ...atPart('result-content-not-string', 'tool_result.content', 'Input should be a valid list', 'same validator'),
    ...atPart('missing-call-id', 'tool_use.id', 'Field required', 'same validator'),
    ...atPart('missing-function-name', 'tool_use.name', 'Field required', 'same validator'),
    ...atPart('missing-arguments', 'tool_use.input', 'Field required', 'same validator'),
    ...atPart('missing-call-id', 'tool_result.tool_use_id', 'Field required', 'same validator', ['missing-result-id']),
    ...atTool('tool-definition-shape', 'name', 'Field required'),
    ...atTool('tool-definition-shape', 'input_schema', 'Field required'),
    ...atTool('tool-definition-shape', 'input_schema.type', 'Field required'),
    ...atPart('missing-part-type', 'type', 'Field required', 'recording, for document.source.type'),
    ...atMessage('missing-content', '.content', 'Field required', 'same validator'),
    ...atMessage('invalid-role', '.role', 'Field required', 'same validator'),
    ...atMessage('null-content', '.content', 'Input should be a valid list', 'same validator', ['content-must-be-string']),
    ...atMessage('malformed-entry', '', 'Input should be an object', 'same validator'),
    {
      rule: 'content-part-type',
      text: "{path}: Input tag '{type}' found using 'type' does not match any of the expected tags: {expected}",
      place: 'messages.{i}.content.{j}',
      evidence: 'same validator; the list of tags grows',
    },
    {
      rule: 'unknown-field',
      text: '{path}: Extra inputs are not permitted',
      place: '{path}',
      evidence: '4 reports',
    },

    // Empty content
    { rule: 'empty-text-block', text: '{path}: text content blocks must be non-empty', place: 'messages', evidence: '3 reports' },
    {
      rule: 'whitespace-text-block',
      text: '{path}: text content blocks must contain non-whitespace text',
      place: 'messages',
      evidence: '2 reports',
    },
    {
      rule: 'cache-control-on-empty-text',
      text: '{path}: cache_control cannot be set for empty text blocks',
      place: 'messages.{i}.content.{j}.text',
      evidence: '4 reports',
    },
    {
      rule: 'too-many-cache-marks',
      text: 'A maximum of 4 blocks with cache_control may be provided. Found {n}.',
      evidence: '5 reports',
    },
    {
      rule: 'empty-message-content',
      text: '{path}: all messages must have non-empty content except for the optional final assistant message',
      place: 'messages.{i}',
      evidence: '5 reports',
    },
    { rule: 'empty-messages', text: '{path}: at least one message is required', place: 'messages', evidence: '1 report' },
    {
      rule: 'trailing-whitespace',
      text: '{path}: final assistant content cannot end with trailing whitespace',
      place: 'messages',
      evidence: '2 reports',
    },

    // Roles and their order
    {
      rule: 'first-message-role',
      text: '{path}: first message must use the "user" role',
      place: 'messages',
      historic: true,
      evidence: '7 reports; dropped in 2024, Bedrock InvokeModel kept it longer',
    },
    {
      rule: 'roles-must-alternate',
      text: '{path}: roles must alternate between "user" and "assistant", but found multiple "{role}" roles in a row',
      place: 'messages',
      historic: true,
      evidence: '4 reports; merged without error since 2024',
    },
    {
      rule: 'invalid-role',
      text: '{path}: Unexpected role "{role}". The Messages API accepts a top-level `system` parameter, not "system" as an input message role.',
      place: 'messages',
      evidence: '4 reports',
    },
    {
      rule: 'invalid-role',
      text: "role '{role}' is not supported on this model",
      historic: true,
      evidence: '2026: some models take it',
    },
    {
      rule: 'invalid-role',
      text: "{path}: Input should be 'user' or 'assistant'",
      place: 'messages.{i}.role',
      historic: true,
      evidence: '1 report: ogx, which speaks the same format',
    },
    {
      rule: 'trailing-assistant',
      text: 'This model does not support assistant message prefill. The conversation must end with a user message.',
      evidence: '3 reports, since 2026',
    },

    // Thinking
    {
      rule: 'thinking-block-missing',
      text: '{path}: Expected `thinking` or `redacted_thinking`, but found `{type}`. When `thinking` is enabled, a final `assistant` message must start with a thinking block (preceeding the lastmost set of `tool_use` and `tool_result` blocks).',
      place: 'messages.{i}.content.{j}.type',
      evidence: '5 reports; goes on with advice and a link',
    },
    {
      rule: 'thinking-block-modified',
      text: '{path}: `thinking` or `redacted_thinking` blocks in the latest assistant message cannot be modified. These blocks must remain as they were in the original response.',
      place: 'messages.{i}.content.{j}',
      evidence: '3 reports',
    },
    {
      rule: 'thinking-signature-invalid',
      text: '{path}: Invalid `signature` in `thinking` block',
      place: 'messages.{i}.content.{j}',
      evidence: '4 reports, checked since 2025-10',
    },
    {
      rule: 'thinking-signature-invalid',
      text: '{path}: Invalid `signature` in `thinking` block. The block is bound to a different conversation. Remove the block, or set `thinking.block_binding.prefix_mismatch_behavior` to "drop_block".',
      place: 'messages.{i}.content.{j}',
      evidence: '2026-09; the text goes on',
    },
    {
      rule: 'thinking-when-disabled',
      text: 'When thinking is disabled, an `assistant` message in the final position cannot contain `thinking`. To use thinking blocks, enable `thinking` in your request.',
      evidence: '1 report',
    },

    // Tools and images
    {
      rule: 'tools-required',
      text: 'Requests which include `tool_use` or `tool_result` blocks must define tools.',
      historic: true,
      evidence: '2 reports; lifted on 2025-02-27',
    },
    {
      rule: 'error-result-not-text',
      text: "all content must be type 'text' if 'is_error' is true",
      evidence: '1 report; backticks may stand for the quotes',
    },
    {
      rule: 'image-too-large',
      text: '{path}: At least one of the image dimensions exceed max allowed size for many-image requests: 2000 pixels',
      place: 'messages.{i}.content.{j}.image.source.base64.data',
      when: 'many',
      evidence: '4 reports; 2024: exceeds … many-images requests',
    },
    {
      rule: 'image-too-large',
      text: '{path}: At least one of the image dimensions exceed max allowed size: 8000 pixels',
      place: 'messages.{i}.content.{j}.image.source.base64.data',
      evidence: '4 reports',
    },
  ],
  errorBody: (message) => ({ type: 'error', error: { type: 'invalid_request_error', message } }),
}

function atPart(rule: RuleId, field: string, text: string, evidence: string, alsoFor: readonly RuleId[] = []): Wording[] {
  return [{ rule, alsoFor, text: `{path}: ${text}`, place: `messages.{i}.content.{j}.${field}`, evidence }]
}

function atMessage(rule: RuleId, field: string, text: string, evidence: string, alsoFor: readonly RuleId[] = []): Wording[] {
  return [{ rule, alsoFor, text: `{path}: ${text}`, place: `messages.{i}${field}`, evidence }]
}

function atTool(rule: RuleId, field: string, text: string): Wording[] {
  return [{ rule, text: `{path}: ${text}`, place: `tools.{i}.custom.${field}`, evidence: 'same validator' }]
}

function shouldMatch(rule: RuleId, field: string, regexp: string, evidence: string, alsoFor?: readonly RuleId[]): Wording[] {
  return atPart(rule, field, `String should match pattern '${regexp}'`, evidence, alsoFor)
}

/** Said of a name that is too long; of one with other characters the pattern is told. */
function whenLong(rows: readonly Wording[]): Wording[] {
  return rows.map((row) => ({ ...row, when: 'long' }))
}

function historicRow(rows: readonly Wording[]): Wording[] {
  return rows.map((row) => ({ ...row, historic: true }))
}
