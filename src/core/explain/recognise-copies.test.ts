import { describe, expect, test } from 'vitest'
import { recogniseError } from './recognise-error.ts'

/** Errors of services, servers and libraries that copy an API, as people paste them; all written for this test. */
type Told = [text: string, api: string, rule: string, ids?: string[], indexes?: number[]]

const services: Record<string, Told> = {
  'Mistral, a user after a result': [
    `litellm.BadRequestError: MistralException - {"object":"error","message":"Unexpected role 'user' after role 'tool'","type":"invalid_request_message_order","param":null,"code":"3230"}`,
    'mistral',
    'role-order',
  ],
  'Mistral in 2024': ['API error occurred: Status 400 {"message":"Unexpected role RoleEnum.tool"}', 'mistral', 'role-order'],
  'Mistral, an id that is too long': [
    'Tool call id was call_Mi5tral77 but must be a-z, A-Z, 0-9, with a length of 9.',
    'mistral',
    'call-id-pattern',
    ['call_Mi5tral77'],
  ],
  'Mistral counts': ['400 "Not the same number of function\n calls and responses"', 'mistral', 'call-result-count-mismatch'],
  'Mistral, the assistant last, broken by a terminal': [
    '│ Expected last role User or Tool (or Assi │\n│ stant with prefix True) for serving but got assistant │',
    'mistral',
    'trailing-assistant',
  ],
  'Mistral, a field': [
    '{"object":"error","message":{"detail":[{"type":"extra_forbidden","loc":["body","messages",3,"assistant","refusal"],"msg":"Extra inputs are not permitted","input":null}]},"code":3001}',
    'mistral',
    'unknown-field',
    [],
    [3],
  ],
  'Mistral says nothing at all': ['HTTP error: 422 Unprocessable Entity', 'mistral', 'opaque-rejection'],
  'DeepSeek, results are missing': [
    `{"error":{"message":"An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. (insufficient tool messages following tool_calls message)","type":"invalid_request_error","param":null,"code":"invalid_request_error"}}`,
    'deepseek',
    'orphaned-call',
  ],
  'DeepSeek reads the body': [
    'Failed to deserialize the JSON body into the target type: messages[4]: missing field `content` at line 1 column 902',
    'deepseek',
    'missing-content',
    [],
    [4],
  ],
  'DeepSeek, a result without an id, no backticks': [
    'Failed to deserialize the JSON body into the target type: messages[6]: missing field tool_call_id at line 1 column 1400',
    'deepseek',
    'missing-call-id',
    [],
    [6],
  ],
  'DeepSeek wants its reasoning': [
    'API Error: 400 The reasoning_content in the thinking mode must be\npassed back to the API.',
    'deepseek',
    'reasoning-content-missing',
  ],
  'DeepSeek Responses': [
    '{"error":{"message":"No tool output found for tool call call-x7.","code":"invalid_request_error"}}',
    'deepseek',
    'result-not-adjacent',
    ['call-x7'],
  ],
  'DashScope, with escaped quotes': [
    '<400> InternalError.Algo.InvalidParameter: An assistant message with \\"tool_calls\\" must be followed by tool messages responding to each \\"tool_call_id\\". The following tool_call_ids did not have response messages: message[12].role',
    'dashscope',
    'orphaned-call',
    [],
    [12],
  ],
  'DashScope, arguments': [
    'Upstream error: <400> InternalError.Algo.InvalidParameter: The "function.arguments" parameter of the code model must be in JSON format.',
    'dashscope',
    'arguments-invalid-json',
  ],
  'DashScope, no tools': ["400 [] is too short - 'tools'", 'dashscope', 'empty-tools-array'],
  'Moonshot, by index': [
    "{'error': {'message': 'thinking is enabled but reasoning_content is missing in assistant tool call message at index 8 (request id: 2026x)'}}",
    'moonshot',
    'reasoning-content-missing',
    [],
    [8],
  ],
  'Moonshot, over a relay': [
    "the message at position 5 with role 'assistant' must not be empty",
    'moonshot',
    'empty-message-content',
    [],
    [5],
  ],
  'Zhipu, in Chinese': ['{"error":{"code":"1214","message":"messages 参数非法。请检查文档。"}}', 'zhipu-glm', 'opaque-rejection'],
  'Zhipu, in Chinese as escapes': [
    '{"code":"1214","message":"messages \\u53c2\\u6570\\u975e\\u6cd5\\u3002\\u8bf7\\u68c0\\u67e5\\u6587\\u6863\\u3002"}',
    'zhipu-glm',
    'opaque-rejection',
  ],
  'Zhipu, neither text nor calls': [
    'messages[7]:content和tool_calls 字段不能同时为空',
    'zhipu-glm',
    'empty-assistant-message',
    [],
    [7],
  ],
  'MiniMax, without its number': [
    "midstream error: invalid params, tool result's tool id(call_Mm42) not found",
    'minimax',
    'orphaned-result',
    ['call_Mm42'],
  ],
  'MiniMax, order': ['invalid params, tool call result does not follow tool call (2013)', 'minimax', 'result-not-adjacent'],
  'Volcengine Ark': [
    'The request failed because it is missing `messages.content` parameter. Request id: 0217x',
    'volcengine-ark',
    'missing-content',
  ],
  'Groq, a field': [
    "Error: 'messages.2' : for 'role:assistant' the following must be satisfied[('messages.2' : property 'reasoning_content' is unsupported)]",
    'groq',
    'unknown-field',
    [],
    [2],
  ],
  'Groq, parts': [
    "'messages.0' : for 'role:system' the following must be satisfied[('messages.0.content' : value must be a string)]",
    'groq',
    'content-must-be-string',
    [],
    [0],
  ],
  'Cerebras says it almost as Groq does': [
    "messages.5.assistant.reasoning_content: property 'messages.5.assistant.reasoning_content' is unsupported",
    'cerebras',
    'unknown-field',
    [],
    [5],
  ],
  'xAI, arguments': [
    `{"code":"Client specified an invalid argument","error":"The arguments to a tool_call with ID 'call_x1' are not a valid JSON string. Parsing error: EOF"}`,
    'xai',
    'arguments-invalid-json',
    ['call_x1'],
  ],
  'Cohere, version 1': [
    'BadRequestError: invalid request: cannot specify both message and tool_results in multistep mode',
    'cohere',
    'message-with-tool-results',
  ],
  Perplexity: [
    'After the (optional) system message(s), user and assistant roles should be alternating.',
    'perplexity',
    'roles-must-alternate',
  ],
}

const serversAndLibraries: Record<string, Told> = {
  'llama.cpp, arguments': [
    '500 {"error":{"message":"Failed to parse tool call arguments as JSON: [json.exception.parse_error.101] parse error at line 1, column 9: syntax error"}}',
    'llama-cpp',
    'arguments-invalid-json',
  ],
  'llama.cpp, a template': ['Jinja Exception: System message must be at the beginning.', 'llama-cpp', 'system-message-position'],
  'llama.cpp, Responses': ["400: Cannot determine type of 'item'", 'llama-cpp', 'missing-item-type'],
  'Ollama, its own endpoint': [
    'json: cannot unmarshal string into Go struct field ChatRequest.messages.tool_calls.function.arguments of type api.ToolCallFunctionArguments',
    'ollama',
    'arguments-not-object',
  ],
  'Ollama, nobody asked': ['ollama returned 500: no user query found in messages', 'ollama', 'no-user-message'],
  'vLLM, an old template': [
    'jinja2.exceptions.TemplateError: Conversation roles must alternate user/assistant/user/assistant/...',
    'vllm',
    'roles-must-alternate',
  ],
  'vLLM, a field': [
    "[{'type': 'extra_forbidden', 'loc': ('body', 'messages', 1, 'refusal'), 'msg': 'Extra inputs are not permitted', 'input': None}]",
    'vllm',
    'unknown-field',
    [],
    [1],
  ],
  'vLLM, null': [
    "[{'type': 'string_type', 'loc': ('body', 'messages', 4, 'typed-dict', 'content', 'str'), 'msg': 'Input should be a valid string', 'input': None}]",
    'vllm',
    'null-content',
    [],
    [4],
  ],
  'the AI SDK, several calls': [
    'AI_MissingToolResultsError: Tool results are missing for tool calls call_S1, call_S2.',
    'vercel-ai-sdk',
    'orphaned-call',
    ['call_S1', 'call_S2'],
  ],
  'the AI SDK, version 4': ['throws "ToolInvocation must have a result"', 'vercel-ai-sdk', 'orphaned-call'],
  'Google ADK': [
    "ValueError: No function call event found for function responses ids: {'adk-77'}",
    'google-adk',
    'orphaned-result',
    ['adk-77'],
  ],
  'Pydantic AI': [
    'UserError: Cannot provide a new user prompt when the message history contains unprocessed tool calls.',
    'pydantic-ai',
    'orphaned-call',
  ],
  'FastAPI, null': [
    "Error code: 422 - {'detail': [{'loc': ['body', 'messages', 2, 'content'], 'msg': 'none is not an allowed value', 'type': 'type_error.none.not_allowed'}]}",
    'openai-chat',
    'null-content',
    [],
    [2],
  ],
}

describe.each([
  ['services', services],
  ['servers and libraries', serversAndLibraries],
])('%s', (_, table) => {
  test.each(Object.entries(table))('%s', (_name, [text, api, rule, ids, indexes]) => {
    const told = recogniseError(text)
    expect(told).toMatchObject({ recognised: true, api, rule, ...(ids && { ids }), ...(indexes && { indexes }) })
  })
})

test.each([
  "{'detail': [{'loc': ['body', 'temperature'], 'msg': 'Input should be a valid number', 'type': 'float_parsing'}]}",
  'Failed to deserialize the JSON body into the target type: model: missing field at line 1 column 2',
  'The parameter `temperature` specified in the request is not valid',
  'invalid params, insufficient balance (1008)',
  '429 Too Many Requests: rate limit exceeded, please try again later',
])('no refusal of a conversation: %s', (text) => {
  expect(recogniseError(text)).toMatchObject({ recognised: false })
})
