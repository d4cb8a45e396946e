import type { FormatId } from '../problem.ts'

/** What people know formats by; the order is that of menus and pages. */
export const FAMILIES: Readonly<Record<string, readonly FormatId[]>> = {
  'Model APIs': [
    'openai-chat',
    'openai-legacy-function-call',
    'openai-responses',
    'openai-assistants',
    'anthropic-messages',
    'anthropic-managed-agents',
    'gemini',
    'gemini-interactions',
    'google-adk',
    'bedrock-converse',
    'mistral',
    'cohere',
    'ollama',
    'openai-batch',
  ],
  Streams: ['openai-chat-stream', 'openai-responses-stream', 'anthropic-stream', 'gemini-stream', 'ag-ui'],
  'Agent logs': [
    'claude-code',
    'iflow',
    'qwen-code',
    'codex-cli',
    'gemini-cli',
    'cline',
    'opencode',
    'goose',
    'openhands',
    'swe-agent',
    'aider',
    'letta',
    'pi',
    'kimi-code',
    'copilot-cli',
    'cursor',
    'factory-droid',
    'grok-cli',
    'mistral-vibe',
    'kiro',
    'antigravity',
    'gptme',
    'agentscope',
    'vscode-copilot-chat',
    'continue',
  ],
  Frameworks: [
    'langchain',
    'vercel-ai-sdk',
    'openai-agents-sdk',
    'pydantic-ai',
    'semantic-kernel',
    'agent-framework',
    'autogen',
    'haystack',
    'llamaindex',
    'smolagents',
    'agno',
    'mastra',
  ],
  Traces: ['langfuse', 'langsmith', 'otel-genai', 'openinference', 'litellm-log', 'helicone', 'braintrust', 'opik', 'weave'],
  'Data sets': ['finetune-jsonl', 'sharegpt', 'tool-calls-in-text', 'tau-bench', 'inspect-ai', 'atif'],
  'Consumer exports': ['chatgpt-export', 'claude-ai-export', 'open-webui', 'librechat', 'ai-studio', 'grok-export'],
  'Tools and stores': ['mcp-jsonrpc', 'stored-records'],
}

const OTHERS = 'Others'

export function familyOf(format: FormatId): string {
  return Object.keys(FAMILIES).find((family) => FAMILIES[family]!.includes(format)) ?? OTHERS
}
