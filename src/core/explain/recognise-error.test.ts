import { describe, expect, test } from 'vitest'
import { recogniseError } from './recognise-error.ts'

type Told = [text: string, api: string, rule: string, ids?: string[], indexes?: number[]]

const openai: Record<string, Told> = {
  'the bare sentence': [
    "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: call_abc1, call_abc2",
    'openai-chat',
    'orphaned-call',
    ['call_abc1', 'call_abc2'],
  ],
  'a Python exception': [
    `openai.BadRequestError: Error code: 400 - {'error': {'message': "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.", 'type': 'invalid_request_error', 'param': 'messages.[3].role', 'code': None}}`,
    'openai-chat',
    'orphaned-result',
    [],
    [3],
  ],
  'the founding case of stored records': [
    `{"error":{"message":"Missing required parameter: 'messages[6].tool_calls[0].type'.","type":"invalid_request_error","param":"messages[6].tool_calls[0].type","code":"missing_required_parameter"}}`,
    'openai-chat',
    'missing-call-type',
    [],
    [6],
  ],
  'one sentence, another place: no arguments': [
    "Missing required parameter: 'messages[2].tool_calls[1].function.arguments'.",
    'openai-chat',
    'missing-arguments',
  ],
  'one sentence, another place: a part': [
    "Missing required parameter: 'messages[4].content[2].type'.",
    'openai-chat',
    'missing-part-type',
  ],
  'one sentence, another place: the name of a message': [
    "Invalid 'messages[1].name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.",
    'openai-chat',
    'message-name-pattern',
  ],
  'one sentence, another place: the name of a tool': [
    "Invalid 'tools[8].function.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.",
    'openai-chat',
    'function-name-pattern',
    [],
    [],
  ],
  'one sentence, another place: tools instead of calls': [
    "Invalid 'tools': array too long. Expected an array with maximum length 128, but got an array with length 140 instead.",
    'openai-chat',
    'too-many-tools',
  ],
  'a LiteLLM exception over two lines': [
    "litellm.BadRequestError: OpenAIException - An assistant message with 'tool_calls' must be\n    followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response\n    messages: call_Zk2pQ81mTn0aB3cD4eF5gH6i\"}. Received Model Group=gpt-4o",
    'openai-chat',
    'orphaned-call',
    ['call_Zk2pQ81mTn0aB3cD4eF5gH6i'],
  ],
  'an id that the terminal broke in two': [
    'The following tool_call_ids did not have response messages: call_Zk2pQ81mTn0\n    aB3cD4eF5gH6i',
    'openai-chat',
    'orphaned-call',
    ['call_Zk2pQ81mTn0aB3cD4eF5gH6i'],
  ],
  'a trace after the id': [
    'The following tool_call_ids did not have response messages: call_Zk2p\nTraceback (most recent call last):',
    'openai-chat',
    'orphaned-call',
    ['call_Zk2p'],
  ],
  'request ids of relays inside the sentence': [
    `{"error":{"message":"Missing parameter 'tool_call_id': messages with role 'tool' must (request id: 2024070404335997) have a 'tool_call_id'. (request id: B123) (request id: C9)","param":"messages.[3].tool_call_id"}}`,
    'openai-chat',
    'missing-call-id',
    [],
    [3],
  ],
  'JSON inside JSON inside JSON': [
    JSON.stringify({
      error: {
        metadata: {
          raw: JSON.stringify({
            error: JSON.stringify({
              message: "Invalid parameter: 'tool_call_id' of 'call_q1' not found in 'tool_calls' of previous message.",
            }),
          }),
        },
      },
    }),
    'openai-chat',
    'orphaned-result',
    ['call_q1'],
  ],
  'the end cut off by a logger': [
    'resulted in a `400 Bad Request` response:\n{"error": {"message": "Invalid parameter: messages with role \'tool\' must be a respo (truncated...)',
    'openai-chat',
    'orphaned-result',
  ],
  'the sentence cut off, param and code left': [
    "\\'type\\': \\'invalid_request_error\\', \\'param\\': \\'messages[7].tool_calls[2].type\\', \\'code\\': \\'missing_required_parameter\\'}}",
    'openai-chat',
    'missing-call-type',
    [],
    [7],
  ],
  'full-width brackets, and no end': [
    "Invalid parameter: Duplicate value for 'tool_call_id' of 'call_w9, in messages［7］ and messages［8］",
    'openai-chat',
    'duplicate-result',
    ['call_w9'],
    [7, 8],
  ],
  'underscores lost by a screenshot': [
    'An assistant message with toolcalls must be followed by tool messages responding to each toolcallid',
    'openai-chat',
    'orphaned-call',
  ],
  'an id with a colon': [
    "an assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: functions.read:0, Agent:1",
    'moonshot',
    'orphaned-call',
    ['functions.read:0', 'Agent:1'],
  ],
  'a limit of 40': [
    "Invalid 'messages[2].tool_calls[0].id': string too long. Expected a string with maximum length 40, but got a string with length 51 instead.",
    'openai-chat',
    'call-id-too-long',
    [],
    [2],
  ],
  'the same limit for the text of a message': [
    "Invalid 'messages[7].content': string too long. Expected a string with maximum length 10485760, but got a string with length 10624990 instead.",
    'openai-chat',
    'content-too-long',
  ],
  'a heading in front that says the same': [
    "unknown_parameter: Unknown parameter: 'messages[1].tool_calls[0].index'.",
    'openai-chat',
    'unknown-field',
  ],
  'an Azure role list': [
    "400 'function' is not allowed role. The allowed roles are ['system', 'user', 'assistant', 'tool']",
    'azure-openai',
    'invalid-role',
  ],
  'a placeholder for the index': [
    `'param': 'messages.[N].role', "Invalid parameter: messages with role 'tool' must be a response to a preceding message with 'tool_calls'."`,
    'openai-chat',
    'orphaned-result',
    [],
    [],
  ],
}

const anthropic: Record<string, Told> = {
  'the body as it comes': [
    '{"type":"error","error":{"type":"invalid_request_error","message":"messages.8: `tool_use` ids were found without `tool_result` blocks immediately after: toolu_01Aa, toolu_02Bb. Each `tool_use` block must have a corresponding `tool_result` block in the next message."},"request_id":"req_011"}',
    'anthropic',
    'orphaned-call',
    ['toolu_01Aa', 'toolu_02Bb'],
    [8],
  ],
  'over Vertex, as a JSON string, without backticks': [
    '{"error":{"code":400,"message":"{\\"type\\":\\"error\\",\\"error\\":{\\"message\\":\\"messages.6.content.1: unexpected tool_use_id found in tool_result blocks: toolu_vrtx_01Sj. Each tool_result block must have a corresponding tool_use block in the previous message.\\"}}","status":"INVALID_ARGUMENT"}}',
    'anthropic',
    'orphaned-result',
    ['toolu_vrtx_01Sj'],
    [6],
  ],
  'a terminal with a frame, broken inside words': [
    '  ⎿ API Error: 400 {"type":"error","error":{"type":"invalid_request_err\n    or","message":"messages.11: all messages must have non-empty \n    content except for the optional fin │\n│ al assistant message"}}',
    'anthropic',
    'empty-message-content',
    [],
    [11],
  ],
  'a Python set of ids': [
    "messages.2: the following `tool_use` ids were not found in `tool_result` blocks: {'toolu_01Mt', 'toolu_01Sz'}\"}}",
    'anthropic',
    'orphaned-call',
    ['toolu_01Mt', 'toolu_01Sz'],
    [2],
  ],
  'words quoted from memory': ['400 “tool_use ids were found without tool_result”', 'anthropic', 'orphaned-call'],
  'the type of the part in the path': [
    'messages.3.content.0.tool_use.input: Input should be a valid dictionary',
    'anthropic',
    'arguments-not-object',
    [],
    [3],
  ],
  'one sentence, another place': [
    "tools.12.FrontendRemoteMcpToolDefinition.name: String should match pattern '^[a-zA-Z0-9_-]{1,64}$'",
    'anthropic',
    'function-name-pattern',
    [],
    [],
  ],
  'a path that was blacked out': [
    "***.***.content.2.tool_use.id: String should match pattern '^[a-zA-Z0-9_-]+$'",
    'anthropic',
    'call-id-pattern',
  ],
  'a result of a hosted tool': [
    'messages.25.content.0: unexpected `tool_use_id` found in `web_search_tool_result` blocks: srvtoolu_01Vv. Each `web_search_tool_result` block must have a corresponding `server_tool_use` block before it.',
    'anthropic',
    'orphaned-hosted-result',
    ['srvtoolu_01Vv'],
    [25],
  ],
  'the shorter of two sentences that begin alike': [
    'messages.1.content.0: Invalid `signature` in `thinking` block',
    'anthropic',
    'thinking-signature-invalid',
    [],
    [1],
  ],
  'a Python list of locations': [
    `{'errors': [{'loc': ['body', 'messages', 1, 'role'], 'msg': "Input should be 'user' or 'assistant'"}]}`,
    'anthropic',
    'invalid-role',
    [],
    [1],
  ],
  'behind Bedrock': [
    'An error occurred (ValidationException) when calling the InvokeModel operation: messages: first message must use the "user" role',
    'anthropic',
    'first-message-role',
  ],
}

const others: Record<string, Told> = {
  'LangGraph, with an id among the arguments': [
    "ValueError: Found AIMessages with tool_calls that do not have a corresponding ToolMessage. Here are the first few of those tool calls: [{'name': 'f', 'args': {'id': 'order-7'}, 'id': 'call_Lg1', 'type': 'tool_call'}].\n\nEvery tool call (LLM requesting to call a tool) in the message history MUST have a corresponding ToolMessage",
    'langgraph',
    'orphaned-call',
    ['call_Lg1'],
  ],
  'LiteLLM before it sends': [
    "Missing corresponding tool call for tool response message.\nReceived - message={'role': 'tool', 'content': 'r', 'tool_call_id': 'call_late'}, \nlast_message_with_tool_calls={'role': 'assistant'}",
    'litellm',
    'orphaned-result',
    ['call_late'],
  ],
  'OpenAI Responses': ['No tool output found for function call call_Rs9.', 'openai-responses', 'orphaned-call', ['call_Rs9']],
}

const gemini: Record<string, Told> = {
  'the count, in a list as streams give it': [
    '[{\n  "error": {\n    "code": 400,\n    "message": "Please ensure that the number of function response parts is equal to the number of\n function call parts of the function call turn.",\n    "status": "INVALID_ARGUMENT"\n  }\n}\n]',
    'gemini',
    'call-result-count-mismatch',
  ],
  'a position counts from 1': [
    'Function call is missing a thought_signature in functionCall parts. This is required for tools to work correctly, and missing thought_signature may lead to degraded model performance. Additional data, function call `default_api:look_up` , position 6. Please refer to https://ai.google.dev/gemini-api/docs/thought-signatures for more details.',
    'gemini',
    'thought-signature-missing',
    [],
    [5],
  ],
  'a request inside a request': [
    'Invalid value at \'request.contents[4].parts[1].thought_signature\' (TYPE_BYTES), Base64 decoding failed for "q#"',
    'gemini',
    'thought-signature-invalid',
    [],
    [4],
  ],
  'a name and a place in one sentence': [
    'Invalid JSON payload received. Unknown name "reasoning" at \'contents[2].parts[0]\': Cannot find field.',
    'gemini',
    'unknown-field',
    [],
    [2],
  ],
  'several, as the proto tells them': [
    '* GenerateContentRequest.contents[3].parts[1].function_response.name: Name cannot be empty.\n* GenerateContentRequest.contents[5].parts[0].function_response.name: Name cannot be empty.',
    'gemini',
    'result-name-missing',
    [],
    [3, 5],
  ],
  'Vertex has words of its own': [
    '{"error":{"code":400,"message":"Unable to submit request because it must include at least one parts field, which describes the prompt input. Learn more: https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/gemini","status":"INVALID_ARGUMENT"}}',
    'vertex-gemini',
    'empty-message-content',
  ],
  'no cause at all': ['[API Error: Request contains an invalid argument.]', 'gemini', 'opaque-rejection'],
}

const bedrock: Record<string, Told> = {
  'the field validator counts from 1': [
    "1 validation error detected: Value at 'messages.4.member.content.2.member.toolUse.name' failed to satisfy constraint: Member must have length less than or equal to 64",
    'bedrock-converse',
    'function-name-pattern',
    [],
    [3],
  ],
  'an empty id, of the result': [
    "Value at 'messages.3.member.content.1.member.toolResult.toolUseId' failed to satisfy constraint: Member must have length greater than or equal to 1",
    'bedrock-converse',
    'call-id-empty',
    [],
    [2],
  ],
  'ids over several lines of a terminal': [
    'ValidationException: Expected toolResult blocks at messages.6.content for the following Ids:\n   tooluse_b1, tooluse_b2',
    'bedrock-converse',
    'orphaned-call',
    ['tooluse_b1', 'tooluse_b2'],
    [6],
  ],
  'what the model behind it says': [
    '{"message":"The model returned the following errors: messages.5: `tool_use` ids were found without `tool_result` blocks immediately after: toolu_b3. Each `tool_use` block must have a corresponding `tool_result` block in the next message."}',
    'anthropic',
    'orphaned-call',
    ['toolu_b3'],
    [5],
  ],
}

const responses: Record<string, Told> = {
  'an id and a place beside each other': [
    "Invalid 'input[7].id': 'item_q1'. Expected an ID that begins with 'fc'.",
    'openai-responses',
    'item-id-prefix',
    ['item_q1'],
    [7],
  ],
  'its own items, not those of Chat': ["Unknown parameter: 'input[3].tool_calls'.", 'openai-responses', 'unknown-field', [], [3]],
  'reasoning that stands alone': [
    "{'message': \"Item 'rs_q2' of type 'reasoning' was provided without its required following item.\", 'param': 'input'}",
    'openai-responses',
    'reasoning-without-following-item',
    ['rs_q2'],
  ],
  'only code and param are left': [
    '{"param": "input[2].timestamp", "code": "unknown_parameter"}',
    'openai-responses',
    'unknown-field',
    [],
    [2],
  ],
}

describe.each([
  ['Gemini', gemini],
  ['Bedrock', bedrock],
  ['Responses', responses],
  ['OpenAI Chat', openai],
  ['Anthropic', anthropic],
  ['others', others],
])('%s', (_, table) => {
  test.each(Object.entries(table))('%s', (_name, [text, api, rule, ids, indexes]) => {
    const told = recogniseError(text)
    expect(told).toMatchObject({ recognised: true, api, rule, ...(ids && { ids }), ...(indexes && { indexes }) })
  })
})

describe('what is no refusal of a conversation', () => {
  test.each([
    '',
    ' \n ',
    'Hello, how are you?',
    "TypeError: Cannot read properties of undefined (reading 'tool_calls')",
    "KeyError: 'tool_call_id'",
    'Rate limit reached for gpt-4o in organization org-1 on tokens per min (TPM): Limit 30000, Used 29000, Requested 4000.',
    'Error code: 401 - Incorrect API key provided: sk-***.',
    "This model's maximum context length is 8192 tokens. However, your messages resulted in 9001 tokens. Please reduce the length of the messages.",
    "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
    "Unsupported value: 'temperature' does not support 0.2 with this model. Only the default (1) value is supported.",
    "Missing required parameter: 'model'.",
    "Missing required parameter: 'response_format.json_schema.name'.",
    "Invalid type for 'temperature': expected a decimal, but got a string instead.",
    "Invalid value: 'huge'. Supported values are: 'low', 'medium', and 'high'.",
    "Invalid 'metadata.note': string too long. Expected a string with maximum length 512, but got a string with length 600 instead.",
    "Invalid schema for function 'f': In context=(), object schema missing properties.",
    'max_tokens: Extra inputs are not permitted',
    'thinking.budget_tokens: Input should be greater than or equal to 1024',
    'The parameter temperature is not supported on this model',
    '{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}',
    'Unexpected token } in JSON at position 11512',
    "Invalid parameter: 'messages'",
  ])('%s', (text) => {
    expect(recogniseError(text)).toMatchObject({ recognised: false, rule: null, api: null })
  })

  test('still gives its ids and places', () => {
    const told = recogniseError('Something about call_Zz9 at messages[4].tool_calls[1] went wrong (HTTP 502)')
    expect(told).toMatchObject({ recognised: false, ids: ['call_Zz9'], indexes: [4], status: 502 })
    expect(told.places[0]?.path).toEqual(['messages', 4, 'tool_calls', 1])
  })

  test('an id may hold the first word of its sentence', () => {
    const id = 'toolu_itEmaaaaaaaaaaaaaaaaaaaa'
    const text = `Item '${id}' of type 'function_call' was provided without its required 'reasoning' item: 'rs_1'.`
    expect(recogniseError(text).ids).toContain(id)
    expect(recogniseError(text).ids[0]).toBe(id)
  })

  test('takes no word for an id', () => {
    expect(recogniseError('tool_call_ids, call_id and call_limit are words').ids).toEqual([])
  })
})

test.each([
  ["Error code: 400 - {'error': 1}", 400],
  ['litellm [429]: slow down', 429],
  ['status_code: 500, model_name: x', 500],
  ['{"status": 422}', 422],
  ['400 Bad Request', 400],
  ['it took 400 ms', null],
  ['no number', null],
])('status of %s', (text, status) => {
  expect(recogniseError(text).status).toBe(status)
})
