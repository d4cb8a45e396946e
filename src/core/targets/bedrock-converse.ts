import { remarks } from './remarks.ts'
import type { RuleId } from '../problem.ts'
import type { Target, Wording } from './target.ts'

/** Claude 4.6 and later take no words to go on from (`provider-rules.md` §4, 2026). */
const NO_PREFILL = /claude-(?:[a-z]+-)?(?:4[.-](?:[6-9]|\d\d)|[5-9])(?!\d{4})/i
/** Makers whose models were reported to want text and calls in messages of their own; Claude and Nova take both. */
const NO_MIXED = /(?:^|[./:])(?:mistral|meta|cohere|ai21)\./i

const CUT_FORMAT = 'The format of the value at {path} is invalid.'

/**
 * AWS Bedrock Converse. The service writes places as `messages.2.content.0`, from 0; its field validator writes
 * `messages.3.member.content.1.member.toolUse.name`, **from 1**; the AWS client `messages[2].content[0]`. What the model
 * behind it says (mostly Anthropic's texts) follows "The model returned the following errors: ".
 *
 * Source: provider-rules.md §6, where the reports are named. "same validator" marks a row that follows from a reported
 * sentence of that check and was not itself reported.
 */
export const bedrockConverse: Target = {
  id: 'bedrock-converse',
  title: 'AWS Bedrock Converse',
  kind: 'service',
  format: 'bedrock-converse',
  source: 'https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html, checked 2026-09',
  callInput: 'object',
  callIds: 'required',
  callId: { pattern: /^[a-zA-Z0-9_.:-]+$/, maxLength: 64, notEmpty: true },
  functionName: { pattern: /^[a-zA-Z0-9_-]{1,64}$/, maxLength: 64 },
  roles: ['user', 'assistant'],
  uniqueCallIds: false,
  resultsIn: 'next-message',
  places: { list: 'messages', style: 'dots' },
  messages: { contentRequired: true },
  rules: {
    ...remarks,
    'orphaned-call': 'error',
    'pending-call': 'warning',
    'call-result-count-mismatch': 'error',
    'orphaned-result': 'error',
    'result-before-call': 'error',
    'result-not-adjacent': 'error',
    'results-split': 'error',
    'duplicate-result': 'error',
    'duplicate-call-id': 'error',
    'reused-call-id': 'info',
    'mismatched-call-id': 'error',
    'missing-call-id': 'error',
    'call-id-empty': 'error',
    'call-id-pattern': 'error',
    'call-id-too-long': 'error',
    'call-id-whitespace': 'error',
    'call-id-not-string': 'error',
    'malformed-entry': 'error',
    'unknown-field': 'error',
    'invalid-role': 'error',
    'call-in-wrong-role': 'error',
    'missing-function-name': 'warning', // refused by clients of AWS
    'empty-function-name': 'error',
    'function-name-pattern': 'error',
    'missing-arguments': 'warning',
    'arguments-not-object': 'error',
    'arguments-invalid-json': 'warning',
    'arguments-truncated': 'warning',
    'result-not-object': 'error',
    'error-result-empty': 'error',
    'content-part-type': 'error',
    'empty-message-content': 'error',
    'empty-text-block': 'error',
    'mixed-tool-and-other-parts': 'warning', // refused by models that are not Anthropic's
    'empty-messages': 'error',
    'first-message-role': 'error',
    'roles-must-alternate': 'error',
    'trailing-assistant': 'warning', // depends on the model
    'tools-required': 'error',
    'thinking-block-missing': 'error',
  },
  fewModels: { parts: ['video', 'audio'], takenBy: /nova|pegasus|voxtral/ },
  models: [
    { rule: 'trailing-assistant', model: NO_PREFILL, severity: 'error' },
    { rule: 'mixed-tool-and-other-parts', model: NO_MIXED, severity: 'error' },
    { rule: 'mixed-tool-and-other-parts', model: /anthropic|claude/, severity: 'info' },
  ],
  // The AWS client looks first, then the field validator, then the service at the turns, and the model last.
  order: [
    'malformed-entry',
    'unknown-field',
    'content-part-type',
    'missing-call-id',
    'call-id-not-string',
    'invalid-role',
    'call-id-empty',
    'call-id-pattern',
    'call-id-whitespace',
    'call-id-too-long',
    'empty-function-name',
    'function-name-pattern',
    'empty-messages',
    'empty-message-content',
    'empty-text-block',
    'arguments-not-object',
    'result-not-object',
    'error-result-empty',
    'call-in-wrong-role',
    'first-message-role',
    'duplicate-call-id',
    'duplicate-result',
    'orphaned-call',
    'mismatched-call-id',
    'call-result-count-mismatch',
    'orphaned-result',
    'result-before-call',
    'result-not-adjacent',
    'results-split',
    'pending-call',
    'roles-must-alternate',
    'tools-required',
    'mixed-tool-and-other-parts',
    'trailing-assistant',
    'thinking-block-missing',
  ],
  wordings: [
    // Pairs
    {
      rule: 'orphaned-call',
      alsoFor: ['pending-call', 'mismatched-call-id'],
      text: 'Expected toolResult blocks at {path} for the following Ids: {ids}',
      place: 'messages.{i1}.content',
      evidence: '5 reports; names the message after the call',
    },
    {
      rule: 'call-result-count-mismatch',
      alsoFor: ['orphaned-result', 'result-before-call', 'result-not-adjacent', 'results-split'],
      text: 'The number of toolResult blocks at {path} exceeds the number of toolUse blocks of previous turn.',
      place: 'messages.{i}.content',
      evidence: '3 reports; also of results whose call is gone',
    },
    {
      rule: 'call-result-count-mismatch',
      text: 'The number of toolResult blocks exceeds the number of toolUse blocks of previous turn.',
      historic: true,
      evidence: 'up to mid 2025',
    },
    {
      rule: 'duplicate-result',
      text: 'The toolResult blocks at {path} contain duplicate Ids: {ids}',
      place: 'messages.{i}.content',
      evidence: '1 report',
    },
    {
      rule: 'duplicate-call-id',
      text: 'The toolUse blocks at {path} contain duplicate Ids: {ids}',
      place: 'messages.{i}.content',
      evidence: '1 report',
    },
    ...mixed('use'),
    ...mixed('result'),
    {
      rule: 'tools-required',
      text: 'The toolConfig field must be defined when using toolUse and toolResult content blocks.',
      place: 'toolConfig',
      evidence: '2 reports',
    },

    // Roles
    {
      rule: 'call-in-wrong-role',
      text: 'User messages cannot contain tool uses. Please remove the tool uses and try again.',
      evidence: '1 report',
    },
    {
      rule: 'first-message-role',
      alsoFor: ['empty-messages'],
      text: 'A conversation must start with a user message. Try again with a conversation that starts with a user message.',
      evidence: '5 reports; also said when there is no message at all',
    },
    {
      rule: 'roles-must-alternate',
      text: 'A conversation must alternate between user and assistant roles. Make sure the conversation alternates between user and assistant roles and try again.',
      evidence: '2 reports',
    },
    {
      rule: 'trailing-assistant',
      text: 'The model that you are using requires the last turn in the conversation to be a user message. Add a user message to the conversation and try again.',
      evidence: '1 report',
    },
    ...atMember('invalid-role', 'role', 'Member must satisfy enum value set: [user, assistant]', 'same validator'),

    // Contents
    {
      rule: 'empty-text-block',
      text: 'The text field in the ContentBlock object at {path} is blank. Add text to the text field, and try again.',
      place: 'messages.{i}.content.{j}',
      evidence: '2 reports',
    },
    {
      rule: 'empty-message-content',
      text: 'The content field in the Message object at {path} is empty. Add a ContentBlock object to the content field and try again.',
      place: 'messages.{i}',
      evidence: '1 report: earendil-works/pi#3443',
    },
    ...cut('empty-text-block', 'The text field in the ContentBlock object at {path} is blank.', 'messages.{i}.content.{j}'),
    ...cut('arguments-not-object', CUT_FORMAT, 'messages.{i}.content.{j}.toolUse.input'),
    ...cut('result-not-object', CUT_FORMAT, 'messages.{i}.content.{j}.toolResult.content.{k}.json'),
    ...format('arguments-not-object', 'toolUse.input', '2 reports'),
    ...format('result-not-object', 'toolResult.content.{k}.json', '2 reports'),
    {
      rule: 'error-result-empty',
      text: 'The content field at {path} cannot be empty when status value is error.',
      place: 'messages.{i}.content.{j}.toolResult',
      evidence: '1 report',
    },

    // The field validator, which counts from 1
    ...atPart('function-name-pattern', 'toolUse.name', '64', '4 reports', { when: 'long' }),
    ...atPart('function-name-pattern', 'toolUse.name', '[a-zA-Z0-9_-]+', '4 reports'),
    ...atTool('function-name-pattern', '64', '4 reports', { when: 'long' }),
    ...atTool('function-name-pattern', '[a-zA-Z0-9_-]+', '4 reports'),
    ...atTool('function-name-pattern', '[a-zA-Z][a-zA-Z0-9_]*', '2024', { historic: true }),
    ...atPart('function-name-pattern', 'toolUse.name', '[a-zA-Z][a-zA-Z0-9_]*', '2024', { historic: true }),
    ...atPart('empty-function-name', 'toolUse.name', '1', '1 report'),
    ...atPart('call-id-empty', 'toolUse.toolUseId', '1', '1 report'),
    ...atPart('call-id-empty', 'toolResult.toolUseId', '1', '1 report'),
    ...atPart('call-id-pattern', 'toolUse.toolUseId', '[a-zA-Z0-9_.:-]+', 'same validator', { alsoFor: ['call-id-whitespace'] }),
    ...atPart('call-id-pattern', 'toolResult.toolUseId', '[a-zA-Z0-9_.:-]+', 'same validator', {
      alsoFor: ['call-id-whitespace'],
    }),
    ...atPart('call-id-pattern', 'toolUse.toolUseId', '[a-zA-Z0-9_-]+', 'same validator, before 2026', { historic: true }),
    ...atPart('call-id-pattern', 'toolResult.toolUseId', '[a-zA-Z0-9_-]+', 'same validator, before 2026', { historic: true }),
    ...atPart('call-id-too-long', 'toolUse.toolUseId', '64', 'same validator'),
    ...atPart('call-id-too-long', 'toolResult.toolUseId', '64', 'same validator'),

    // The AWS client, before anything is sent
    {
      rule: 'content-part-type',
      text: 'Unknown parameter in {path}: "type", must be one of: {expected}',
      place: 'messages[{i}].content[{j}]',
      evidence: '3 reports',
    },
    {
      rule: 'unknown-field',
      text: 'Unknown parameter in {parent}: "{field}", must be one of: role, content',
      place: '{parent}',
      evidence: 'same validator',
    },
    ...missing('missing-call-id', 'toolUse', 'toolUseId'),
    ...missing('missing-call-id', 'toolResult', 'toolUseId'),
    {
      rule: 'call-id-not-string',
      text: "Invalid type for parameter {path}, value: {callId}, type: <class 'int'>, valid types: <class 'str'>",
      place: 'messages[{i}].content[{j}].toolUse.toolUseId',
      evidence: 'same validator',
    },
    {
      rule: 'malformed-entry',
      text: "Invalid type for parameter {path}, value: {got}, type: {type}, valid types: <class 'dict'>",
      place: 'messages[{i}]',
      evidence: 'same validator',
    },

    // What depends on the model
    {
      rule: 'content-part-type',
      text: "This model doesn't support the {kind} content block that you provided. Update the content block and try again.",
      when: 'media',
      evidence: '3 reports; recording',
    },
    {
      rule: 'content-part-type',
      text: 'Malformed input request: {where}: extraneous key [{key}] is not permitted, please reformat your input and try again.',
      historic: true,
      evidence: '3 reports: Nova',
    },
    {
      rule: 'thinking-block-missing',
      text: 'The model returned the following errors: {path}: Expected `thinking` or `redacted_thinking`, but found `{type}`. When `thinking` is enabled, a final `assistant` message must start with a thinking block',
      place: 'messages.{i}.content.{j}.type',
      evidence: "1 report: Anthropic's text, passed through",
    },
  ],
  errorBody: (message) => ({ message }),
}

/** People quote the first sentence only. */
function cut(rule: RuleId, text: string, place: string): Wording[] {
  return [{ rule, text, place, historic: true, evidence: 'the beginning of another row' }]
}

function mixed(kind: string): Wording[] {
  const text = `{path}: Conversation blocks and tool ${kind} blocks cannot be provided in the same turn.`
  return [{ rule: 'mixed-tool-and-other-parts', text, place: 'messages.{i}.content', when: kind, evidence: '3 reports' }]
}

function format(rule: RuleId, field: string, evidence: string): Wording[] {
  const text = 'The format of the value at {path} is invalid. Provide a json object for the field and try again.'
  return [{ rule, text, place: `messages.{i}.content.{j}.${field}`, evidence }]
}

function atMember(rule: RuleId, field: string, constraint: string, evidence: string, more: Partial<Wording> = {}): Wording[] {
  const text = `Value at '{path}' failed to satisfy constraint: ${constraint}`
  return [{ rule, text, place: `messages.{i1}.member.${field}`, evidence, ...more }]
}

function atPart(rule: RuleId, field: string, limit: string, evidence: string, more: Partial<Wording> = {}): Wording[] {
  return atMember(rule, `content.{j1}.member.${field}`, constraintOf(limit), evidence, more)
}

function atTool(rule: RuleId, limit: string, evidence: string, more: Partial<Wording> = {}): Wording[] {
  return atMember(rule, '', constraintOf(limit), evidence, { place: 'toolConfig.tools.{i1}.member.toolSpec.name', ...more })
}

function constraintOf(limit: string): string {
  if (limit === '1') return 'Member must have length greater than or equal to 1'
  return limit === '64'
    ? 'Member must have length less than or equal to 64'
    : `Member must satisfy regular expression pattern: ${limit}`
}

function missing(rule: RuleId, block: string, field: string): Wording[] {
  const text = `Missing required parameter in {path}: "${field}"`
  return [{ rule, text, place: `messages[{i}].content[{j}].${block}`, evidence: 'same validator' }]
}
