import type { Wordings } from './sentence.ts'

/**
 * Sentences of APIs and client libraries that are no targets yet, so that their errors can be explained all the same.
 * A table moves into `targets/<id>.ts` when its target is written. Source: provider-rules.md §8 and §11.
 */
export const otherWordings: readonly Wordings[] = [
  {
    api: 'langgraph',
    wordings: [
      {
        rule: 'orphaned-call',
        text: 'Found AIMessages with tool_calls that do not have a corresponding ToolMessage. Here are the first few of those tool calls: {calls}. Every tool call (LLM requesting to call a tool) in the message history MUST have a corresponding ToolMessage',
        evidence: '4 reports; a ValueError of create_react_agent',
      },
    ],
  },
  {
    api: 'litellm',
    wordings: [
      {
        rule: 'orphaned-result',
        text: 'Missing corresponding tool call for tool response message. Received - message={message}, last_message_with_tool_calls={last}',
        evidence: '3 reports',
      },
    ],
  },
  {
    api: 'deepseek',
    wordings: [
      {
        rule: 'orphaned-call',
        text: "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. (insufficient tool messages following tool_calls message)",
        evidence: '1 report',
      },
    ],
  },
]
