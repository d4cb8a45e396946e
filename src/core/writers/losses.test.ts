import { expect, test } from 'vitest'
import { repair } from '../repair.ts'
import { targets } from '../targets/index.ts'
import { write, writtenFormats } from '../write.ts'

/**
 * Whatever a source says is in what was written, or listed as a loss. Each kind of thing carries a text of its own, which
 * begins with `mark`; those texts are looked for, wherever they are.
 */
const schema = { type: 'object', properties: { markSchema: { type: 'string' } } }
const DATA = 'bWFya0ltYWdl'
const url = (name: string): string => `https://example.com/${name}.png`
const settings = {
  response_format: { type: 'json_schema', json_schema: { name: 'markResponseFormat' } },
  stop: ['markStop'],
  seed: 'markSeed',
  metadata: { user: 'markMetadata' },
  top_k: 'markTopK',
}

const SOURCES: Readonly<Record<string, unknown>> = {
  'openai-chat': {
    model: 'markModel',
    ...settings,
    max_tokens: 'markTokens',
    max_completion_tokens: 'markOtherTokens',
    tool_choice: { type: 'function', function: { name: 'markChoice' } },
    tools: [
      { type: 'function', function: { name: 'look', description: 'markDescription', parameters: schema, strict: 'markStrict' } },
      { type: 'custom', custom: { name: 'markCustomTool' } },
    ],
    messages: [
      { role: 'system', content: 'markSystem', name: 'markSystemName' },
      {
        role: 'user',
        name: 'markName',
        id: 'markMessageId',
        timestamp: 'markTime',
        content: [
          { type: 'text', text: 'markText', cache_control: { type: 'markCache' } },
          { type: 'image_url', image_url: { url: url('markUrl'), detail: 'markDetail' } },
          { type: 'image_url', image_url: { url: `data:image/png;base64,${DATA}` } },
          { type: 'input_audio', input_audio: { data: 'markAudio', format: 'wav' } },
          { type: 'file', file: { file_data: 'markFile' } },
          { type: 'odd', odd: 'markOdd' },
        ],
      },
      { role: 'developer', content: 'markOtherSystem' },
      {
        role: 'assistant',
        content: 'markSaid',
        reasoning_content: 'markReasoning',
        refusal: 'markRefusal',
        audio: { id: 'markAudioId' },
        annotations: [{ type: 'url_citation', url_citation: { url: 'markCitation' } }],
        tool_calls: [
          {
            id: 'markCall',
            type: 'function',
            function: { name: 'look', arguments: '{"a":"markInput"}' },
            extra_content: 'markSignature',
          },
        ],
      },
      {
        role: 'tool',
        tool_call_id: 'markCall',
        name: 'look',
        content: [{ type: 'text', text: 'markResult', odd: 'markInResult' }],
      },
      { role: 'user', content: 'markEnd' },
    ],
  },
  'anthropic-messages': {
    model: 'markModel',
    max_tokens: 10,
    ...settings,
    stop_sequences: ['markStopSequence'],
    thinking: { type: 'enabled', budget_tokens: 'markBudget' },
    tool_choice: { type: 'tool', name: 'markChoice' },
    system: [
      { type: 'text', text: 'markSystem' },
      { type: 'text', text: 'markOtherSystem', cache_control: { type: 'markSystemCache' } },
    ],
    tools: [
      { name: 'look', description: 'markDescription', input_schema: schema, cache_control: { type: 'markToolCache' } },
      { type: 'web_search_20250305', name: 'web_search', max_uses: 'markUses' },
    ],
    messages: [
      {
        role: 'user',
        id: 'markMessageId',
        timestamp: 'markTime',
        content: [
          { type: 'text', text: 'markText', cache_control: { type: 'markCache' } },
          {
            type: 'image',
            source: { type: 'base64', media_type: 'image/png', data: DATA },
            cache_control: { type: 'markImageCache' },
          },
          { type: 'image', source: { type: 'url', url: url('markUrl') } },
          { type: 'document', source: { type: 'text', data: 'markDocument' }, title: 'markTitle' },
          { type: 'odd', odd: 'markOdd' },
        ],
      },
      {
        role: 'assistant',
        content: [
          { type: 'thinking', thinking: 'markReasoning', signature: 'markSignature' },
          { type: 'redacted_thinking', data: 'markRedacted' },
          { type: 'text', text: 'markSaid', citations: [{ cited_text: 'markCitation' }] },
          { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: { query: 'markHosted' } },
          {
            type: 'web_search_tool_result',
            tool_use_id: 'srvtoolu_1',
            content: [{ type: 'web_search_result', url: 'markHostedResult' }],
          },
          { type: 'tool_use', id: 'markCall', name: 'look', input: { a: 'markInput' }, cache_control: { type: 'markCallCache' } },
        ],
      },
      {
        role: 'user',
        content: [
          {
            type: 'tool_result',
            tool_use_id: 'markCall',
            is_error: true,
            cache_control: { type: 'markResultCache' },
            content: [
              { type: 'text', text: 'markResult', cache_control: { type: 'markInResult' } },
              { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'markImageInResult' } },
            ],
          },
          { type: 'text', text: 'markEnd' },
        ],
      },
    ],
  },
  gemini: {
    model: 'markModel',
    systemInstruction: { parts: [{ text: 'markSystem' }] },
    system_instruction: { parts: [{ text: 'markOtherSystem' }] },
    tools: [
      { functionDeclarations: [{ name: 'look', description: 'markDescription', parameters: schema }] },
      { googleSearch: { odd: 'markSearch' } },
    ],
    toolConfig: { functionCallingConfig: { allowedFunctionNames: ['markChoice'] } },
    safetySettings: [{ category: 'markSafety' }],
    cachedContent: 'markCache',
    generationConfig: {
      topK: 'markTopK',
      seed: 'markSeed',
      stopSequences: ['markStop'],
      responseSchema: { title: 'markResponseFormat' },
    },
    contents: [
      {
        role: 'user',
        parts: [
          { text: 'markText' },
          { inlineData: { mimeType: 'image/png', data: DATA }, mediaResolution: 'markDetail' },
          { fileData: { mimeType: 'image/png', fileUri: url('markUrl') } },
          { inlineData: { mimeType: 'audio/wav', data: 'markAudio' } },
          { fileData: { mimeType: 'application/pdf', fileUri: 'markFile' } },
          { odd: 'markOdd' },
        ],
      },
      {
        role: 'model',
        parts: [
          { text: 'markReasoning', thought: true, thoughtSignature: 'markSignature' },
          { text: 'markSaid', thoughtSignature: 'markTextSignature' },
          { executableCode: { language: 'PYTHON', code: 'markHosted' } },
          { codeExecutionResult: { outcome: 'OUTCOME_OK', output: 'markHostedResult' } },
          { functionCall: { id: 'markCall', name: 'look', args: { a: 'markInput' } }, thoughtSignature: 'markCallSignature' },
        ],
      },
      {
        role: 'user',
        parts: [
          {
            functionResponse: { id: 'markCall', name: 'look', response: { result: 'markResult' }, scheduling: 'markScheduling' },
          },
        ],
      },
      { role: 'user', parts: [{ text: 'markEnd' }] },
    ],
  },
  'bedrock-converse': {
    modelId: 'markModel',
    system: [{ text: 'markSystem' }, { text: 'markOtherSystem' }, { cachePoint: { type: 'markSystemCache' } }],
    inferenceConfig: { maxTokens: 10, stopSequences: ['markStop'] },
    additionalModelRequestFields: { top_k: 'markTopK' },
    requestMetadata: { user: 'markMetadata' },
    toolConfig: {
      tools: [
        { toolSpec: { name: 'look', description: 'markDescription', inputSchema: { json: schema } } },
        { cachePoint: { type: 'markToolCache' } },
      ],
      toolChoice: { tool: { name: 'markChoice' } },
    },
    messages: [
      {
        role: 'user',
        content: [
          { text: 'markText' },
          { image: { format: 'png', source: { bytes: DATA } } },
          { document: { format: 'pdf', name: 'markTitle', source: { bytes: 'markDocument' } } },
          { cachePoint: { type: 'markCache' } },
          { odd: 'markOdd' },
        ],
      },
      {
        role: 'assistant',
        content: [
          { reasoningContent: { reasoningText: { text: 'markReasoning', signature: 'markSignature' } } },
          { text: 'markSaid' },
          { toolUse: { toolUseId: 'markCall', name: 'look', input: { a: 'markInput' } } },
        ],
      },
      {
        role: 'user',
        content: [
          {
            toolResult: {
              toolUseId: 'markCall',
              status: 'error',
              content: [{ text: 'markResult' }, { image: { format: 'png', source: { bytes: 'markImageInResult' } } }],
            },
          },
          { text: 'markEnd' },
        ],
      },
    ],
  },
  'openai-responses': {
    model: 'markModel',
    instructions: 'markSystem',
    ...settings,
    text: { format: { type: 'json_schema', name: 'markFormat' } },
    reasoning: { effort: 'markEffort' },
    previous_response_id: 'markPrevious',
    tool_choice: { type: 'function', name: 'markChoice' },
    tools: [
      { type: 'function', name: 'look', description: 'markDescription', parameters: schema },
      { type: 'web_search', filters: { allowed_domains: ['markSearch'] } },
    ],
    input: [
      { role: 'developer', content: 'markOtherSystem' },
      {
        type: 'message',
        role: 'user',
        id: 'markMessageId',
        content: [
          { type: 'input_text', text: 'markText' },
          { type: 'input_image', image_url: `data:image/png;base64,${DATA}`, detail: 'markDetail' },
          { type: 'input_image', image_url: url('markUrl') },
          { type: 'input_image', file_id: 'markFileId' },
          { type: 'input_file', file_data: 'markFile' },
          { type: 'odd', odd: 'markOdd' },
        ],
      },
      {
        type: 'reasoning',
        id: 'rs_1',
        summary: [{ type: 'summary_text', text: 'markReasoning' }],
        encrypted_content: 'markSignature',
      },
      { type: 'web_search_call', id: 'ws_1', status: 'completed', action: { type: 'search', query: 'markHosted' } },
      {
        type: 'message',
        role: 'assistant',
        id: 'msg_1',
        content: [{ type: 'output_text', text: 'markSaid', annotations: [{ type: 'url_citation', url: 'markCitation' }] }],
      },
      { type: 'function_call', id: 'fc_markItem', call_id: 'markCall', name: 'look', arguments: '{"a":"markInput"}' },
      { type: 'function_call_output', call_id: 'markCall', output: 'markResult' },
      { role: 'user', content: 'markEnd' },
    ],
  },
  'vercel-ai-sdk': {
    model: 'markModel',
    system: 'markSystem',
    instructions: 'markInstructions',
    providerOptions: { odd: 'markMetadata' },
    toolChoice: { type: 'tool', toolName: 'markChoice' },
    tools: { look: { description: 'markDescription', inputSchema: schema } },
    messages: [
      {
        role: 'system',
        content: 'markOtherSystem',
        providerOptions: { anthropic: { cacheControl: { type: 'markSystemCache' } } },
      },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'markText', providerOptions: { anthropic: { cacheControl: { type: 'markCache' } } } },
          { type: 'image', image: url('markUrl') },
          { type: 'file', mediaType: 'image/png', data: DATA, filename: 'markTitle' },
          { type: 'file', mediaType: 'audio/wav', data: 'markAudio' },
          { type: 'file', mediaType: 'application/pdf', data: 'markFile' },
          { type: 'odd', odd: 'markOdd' },
        ],
      },
      {
        role: 'assistant',
        content: [
          { type: 'reasoning', text: 'markReasoning', providerOptions: { anthropic: { signature: 'markSignature' } } },
          { type: 'text', text: 'markSaid' },
          {
            type: 'tool-call',
            toolCallId: 'hosted_1',
            toolName: 'web_search',
            input: { q: 'markHosted' },
            providerExecuted: true,
          },
          {
            type: 'tool-result',
            toolCallId: 'hosted_1',
            toolName: 'web_search',
            output: { type: 'text', value: 'markHostedResult' },
          },
          { type: 'tool-call', toolCallId: 'markCall', toolName: 'look', input: { a: 'markInput' } },
        ],
      },
      {
        role: 'tool',
        content: [
          { type: 'tool-result', toolCallId: 'markCall', toolName: 'look', output: { type: 'error-text', value: 'markResult' } },
        ],
      },
      { role: 'user', content: [{ type: 'text', text: 'markEnd' }] },
    ],
  },
  'vercel-ai-sdk, messages of the UI': [
    {
      id: 'markMessageId',
      role: 'user',
      metadata: { createdAt: 'markTime' },
      parts: [
        { type: 'text', text: 'markText' },
        { type: 'file', mediaType: 'image/png', url: url('markUrl'), filename: 'markTitle' },
        { type: 'file', mediaType: 'application/pdf', url: 'markFile' },
        { type: 'data-odd', data: 'markOdd' },
      ],
    },
    {
      id: 'm2',
      role: 'assistant',
      parts: [
        { type: 'step-start' },
        { type: 'reasoning', text: 'markReasoning', providerMetadata: { anthropic: { signature: 'markSignature' } } },
        { type: 'source-url', sourceId: 's', url: 'markCitation' },
        {
          type: 'tool-look',
          toolCallId: 'markCall',
          state: 'output-error',
          input: { a: 'markInput' },
          errorText: 'markResult',
          callProviderMetadata: { odd: 'markCallSignature' },
        },
        {
          type: 'tool-web_search',
          toolCallId: 'h1',
          state: 'output-available',
          input: { q: 'markHosted' },
          output: 'markHostedResult',
          providerExecuted: true,
        },
        { type: 'text', text: 'markSaid' },
      ],
    },
    { id: 'm3', role: 'user', parts: [{ type: 'text', text: 'markEnd' }] },
  ],
  langchain: {
    messages: [
      { type: 'system', content: 'markSystem', id: 'markSystemId' },
      {
        type: 'human',
        id: 'markMessageId',
        name: 'markName',
        content: [
          { type: 'text', text: 'markText', cache_control: { type: 'markCache' } },
          { type: 'image_url', image_url: { url: url('markUrl') } },
          { type: 'file', data: 'markFile' },
          { type: 'odd', odd: 'markOdd' },
        ],
      },
      {
        type: 'ai',
        content: [
          { type: 'thinking', thinking: 'markReasoning', signature: 'markSignature' },
          { type: 'text', text: 'markSaid' },
        ],
        tool_calls: [{ name: 'look', args: { a: 'markInput' }, id: 'markCall', type: 'tool_call' }],
        response_metadata: { model: 'markModel' },
        usage_metadata: { input_tokens: 'markTokens' },
        additional_kwargs: { reasoning_content: 'markOtherReasoning' },
      },
      {
        type: 'tool',
        content: 'markResult',
        tool_call_id: 'markCall',
        name: 'look',
        status: 'error',
        artifact: { odd: 'markArtifact' },
      },
      { type: 'human', content: 'markEnd' },
    ],
  },
  'google-adk': {
    id: 'markSession',
    appName: 'markApp',
    userId: 'markUser',
    state: { odd: 'markState' },
    events: [
      {
        id: 'markMessageId',
        author: 'user',
        timestamp: 'markTime',
        invocationId: 'markInvocation',
        content: {
          role: 'user',
          parts: [
            { text: 'markText' },
            { inlineData: { mimeType: 'image/png', data: DATA } },
            { inlineData: { mimeType: 'audio/wav', data: 'markAudio' } },
          ],
        },
      },
      {
        id: 'e2',
        author: 'markAgent',
        invocationId: 'i',
        actions: { stateDelta: { odd: 'markDelta' } },
        content: {
          role: 'model',
          parts: [
            { text: 'markReasoning', thought: true },
            { text: 'markSaid' },
            { functionCall: { id: 'markCall', name: 'look', args: { a: 'markInput' } }, thoughtSignature: 'markSignature' },
          ],
        },
      },
      {
        id: 'e3',
        author: 'markAgent',
        invocationId: 'i',
        content: {
          role: 'user',
          parts: [{ functionResponse: { id: 'markCall', name: 'look', response: { result: 'markResult' } } }],
        },
      },
      { id: 'e4', author: 'user', invocationId: 'j', content: { role: 'user', parts: [{ text: 'markEnd' }] } },
    ],
  },
  'claude-code': [
    { type: 'summary', summary: 'markSummary', leafUuid: 'markLeaf' },
    {
      type: 'user',
      uuid: 'markUuid',
      sessionId: 'markSession',
      timestamp: '2026-01-01T00:00:00Z',
      cwd: 'markFolder',
      message: { role: 'user', content: 'markText' },
    },
    {
      type: 'assistant',
      uuid: 'u2',
      parentUuid: 'markUuid',
      sessionId: 'markSession',
      timestamp: '2026-01-01T00:00:01Z',
      message: {
        id: 'markMessageId',
        role: 'assistant',
        model: 'markModel',
        content: [
          { type: 'thinking', thinking: 'markReasoning', signature: 'markSignature' },
          { type: 'text', text: 'markSaid' },
          { type: 'tool_use', id: 'markCall', name: 'look', input: { a: 'markInput' } },
        ],
        usage: { service_tier: 'markTokens' },
      },
    },
    {
      type: 'user',
      uuid: 'u3',
      parentUuid: 'u2',
      sessionId: 'markSession',
      timestamp: '2026-01-01T00:00:02Z',
      toolUseResult: { stdout: 'markDuplicate' },
      message: { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'markCall', content: 'markResult' }] },
    },
  ]
    .map((line) => JSON.stringify(line))
    .join('\n'),
  'tool-calls-in-text': {
    model: 'markModel',
    ...settings,
    messages: [
      { role: 'user', content: 'markText', name: 'markName' },
      { role: 'assistant', content: 'markSaid\n<tool_call>\n{"name": "look", "arguments": {"a": "markInput"}}\n</tool_call>' },
      { role: 'tool', content: '<tool_response>markResult</tool_response>' },
      { role: 'user', content: 'markEnd' },
    ],
  },
}

const ask = (more: object): object => ({ model: 'm', messages: [{ role: 'user', content: 'markText' }, ...[more]] })
const AROUND: Readonly<Record<string, readonly unknown[]>> = {
  'openai-batch': [
    { custom_id: 'markFirst', method: 'POST', url: 'markUrl', body: ask({ role: 'assistant', content: 'markSaid' }) },
    { custom_id: 'markSecond', method: 'POST', url: 'markUrl', body: ask({ role: 'user', content: 'markOther' }) },
  ],
  'anthropic-messages': [
    {
      at: 'markTime',
      request: {
        ...ask({ role: 'assistant', content: [{ type: 'tool_use', id: 'markCall', name: 'look', input: {} }] }),
        max_tokens: 1,
      },
      response: {
        id: 'markId',
        type: 'message',
        role: 'assistant',
        content: [{ type: 'text', text: 'markAnswer' }],
        stop_reason: 'markReason',
      },
    },
    { at: 'markLater', request: { ...ask({ role: 'user', content: 'markOther' }), max_tokens: 1 } },
  ],
  'openai-chat': [
    {
      id: 'markId',
      usage: { odd: 'markTokens' },
      choices: [{ index: 0, finish_reason: 'markReason', message: { role: 'assistant', content: 'markSaid' } }],
    },
  ],
}

const textOf = (source: unknown): string => (typeof source === 'string' ? source : JSON.stringify(source))
const marksIn = (text: string): string[] => [...new Set([...(text.match(/mark[A-Z]\w*/g) ?? []), ...(text.match(DATA) ?? [])])]

interface Said {
  readonly path: string
  readonly what: string
  readonly before: string
}

function untold(text: string, output: string, listed: readonly Said[]): string[] {
  const said = [output, ...listed.flatMap(({ path, what, before }) => [path, what, before])].join('\n')
  const own = new Set(marksIn(said))
  return marksIn(text).filter((mark) => !own.has(mark))
}

const pairs = Object.keys(SOURCES).flatMap((from) => writtenFormats.map(({ id }) => [from, id] as const))

test.each(pairs)('what %s says and %s cannot say is listed', (from, format) => {
  const text = textOf(SOURCES[from])
  const { output, losses, conversations } = write(text, { format, from: from.split(',')[0]! })
  expect(conversations).toBe(1)
  expect(untold(text, output, losses)).toEqual([])
})

test.each(Object.keys(SOURCES))('a repair of %s for any API lists what is not in its output', (from) => {
  const text = textOf(SOURCES[from])
  for (const { id: target } of targets.filter(({ kind }) => kind === 'service')) {
    const { output, losses, changes } = repair(text, { target, format: from.split(',')[0]! })
    const listed = changes.map(({ path, title, before }) => ({ path, what: title, before: before ?? '' }))
    expect([target, ...untold(text, output, [...losses, ...listed])]).toEqual([target])
  }
})

test.each(Object.keys(AROUND))('what stands around a conversation in %s is listed where it is left behind', (from) => {
  const text = AROUND[from]!.map((line) => JSON.stringify(line)).join('\n')
  for (const { id: format } of writtenFormats) {
    const { output, losses } = write(text, { format, from })
    expect([format, ...untold(text, output, losses)]).toEqual([format])
  }
})
