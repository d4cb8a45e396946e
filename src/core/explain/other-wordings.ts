import type { RuleId, TargetId } from '../problem.ts'
import type { Wordings } from './sentence.ts'

/**
 * Sentences of services, servers and libraries that are no targets: nobody writes a conversation for them here, but their
 * errors can be explained. What only "compatible servers" say stands under the API whose words they copy.
 *
 * Source: provider-rules.md §3, §5, §8, §9, §10 and §11.
 */
export const otherWordings: readonly Wordings[] = [
  said('perplexity', [
    [
      'roles-must-alternate',
      'After the (optional) system message(s), user and assistant roles should be alternating.',
      '4 reports',
    ],
  ]),
  said('databricks', [
    [
      'roles-must-alternate',
      'Chat message input roles must alternate (user -> assistant -> u -> a -> ...) with an optional system at the start. Tool messages are optional and must follow a preceding assistant message containing tool calls.',
      '1 report',
    ],
    [
      'tool-definition-shape',
      'Bad request: "parameters" is a required property for "function" object in parameter "tools"',
      '1 report',
    ],
  ]),
  said('cerebras', [['unknown-field', "{path}: property '{path}' is unsupported", '1 report', '{path}']]),
  said('together', [
    [
      'invalid-role',
      "Input should be 'assistant', 'system' or 'user' [type=enum, input_value='{role}', input_type=str]",
      '1 report, 2024; raised by the client',
    ],
  ]),
  said('qianfan', [
    ['message-count-parity', 'the length of messages must be an odd number', '1 report; code 336006', 'messages'],
  ]),
  said('watsonx', [
    [
      'content-must-be-string',
      "Invalid input argument for Model '{model}': {n} validation error for Message content.{j} Input should be a valid dictionary or instance of Content",
      '1 report',
    ],
  ]),
  said('lmstudio', [
    ['null-content', "Invalid 'content': 'content' field must be a string or an array of objects.", '1 report'],
    ['trailing-assistant', 'Error parsing chat history: no user/tool message found', '1 report'],
    [
      'image-not-allowed-for-role',
      "Invalid 'messages' in payload. Please check the structure of your 'messages' and try again.",
      '1 report',
    ],
  ]),
  said('pydantic-ai', [
    [
      'orphaned-call',
      'Cannot provide a new user prompt when the message history contains unprocessed tool calls.',
      '2 reports; a UserError',
    ],
    ['orphaned-result', 'Tool call results were provided, but the message history is empty.', '1 report'],
    [
      'orphaned-result',
      'Tool call results were provided, but the message history does not contain a `ModelResponse`.',
      '1 report',
    ],
    [
      'orphaned-result',
      'Tool call results were provided, but the message history does not contain any unprocessed tool calls.',
      '1 report',
    ],
  ]),
  said('mcp', [
    ['mixed-tool-and-other-parts', 'The last message must contain only tool_result content if any is present', 'code'],
    ['orphaned-result', 'tool_result requires a previous message containing tool_use', 'code'],
    ['orphaned-result', 'tool_result blocks do not match any tool_use in the previous message', 'code'],
    ['call-result-count-mismatch', 'ids of tool_result blocks and tool_use blocks from previous message do not match', 'code'],
  ]),
  said('ds4', [['opaque-rejection', 'invalid JSON request', '1 report']]),
  // Gateways and servers that copy the API; the pieces in brackets are how Python prints the entries of its validators.
  said('openai-chat', [
    [
      'invalid-role',
      "Invalid enum value. Expected 'system' | 'user' | 'assistant' | 'tool', received '{role}'",
      '2 reports; a gateway',
    ],
    [
      'invalid-role',
      "invalid parameter '{path}': invalid role '{role}', must be one of: system, user, assistant, tool",
      '2 reports; a gateway',
      'messages[{i}].role',
    ],
    ['null-content', "'content'], 'msg': 'none is not an allowed value'", '2 reports; FastAPI, 422'],
    ['null-content', 'expected string, received null at "{path}"', '2 reports; a gateway', 'messages[{i}].content'],
    ['unknown-field', 'request param validation error, Value error, {path} has invalid field(s): {field}', '1 report', '{path}'],
    ['content-must-be-string', '{n} validation error for ValidatorIterator', '1 report; a list of parts was expected'],
    ['arguments-not-string', 'tool_calls.{j}.function.arguments Input should be a valid string', "an agent's own class"],
  ]),
  said('openai-responses', [
    ['duplicate-call-id', "Duplicate 'call_id': {id}", '1 report; a compatible server'],
    ['reasoning-summary-missing', '{path} missing required field `summary`', '1 report; a compatible server', 'input[{i}]'],
  ]),
]

/** Targets that check the same things, for looking into a source. */
export const NEAREST: Readonly<Record<TargetId, TargetId>> = {
  perplexity: 'vllm',
  databricks: 'vllm',
  cerebras: 'groq',
  together: 'deepseek',
  lmstudio: 'llama-cpp',
  watsonx: 'groq',
}

type Line = readonly [rule: RuleId, text: string, evidence: string, place?: string]

function said(api: string, lines: readonly Line[]): Wordings {
  return {
    api,
    wordings: lines.map(([rule, text, evidence, place]) => ({
      rule,
      text,
      evidence,
      historic: true, // said by few: whether a source breaks it, no target of ours can tell
      ...(place !== undefined && { place }),
    })),
  }
}
