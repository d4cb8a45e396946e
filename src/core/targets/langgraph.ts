import { remarks } from './remarks.ts'
import type { Target } from './target.ts'

/**
 * The check of LangGraph's `create_react_agent`: any call whose id no tool message of the whole list has; order is not
 * looked at. Source: provider-rules.md §11.
 */
export const langgraph: Target = {
  id: 'langgraph',
  title: 'LangGraph',
  kind: 'library',
  format: 'langchain',
  source: 'https://docs.langchain.com/oss/python/langgraph/errors/INVALID_CHAT_HISTORY, checked 2026-09',
  callInput: 'object',
  callIds: 'required',
  callId: {},
  functionName: { pattern: /^[^]*$/, maxLength: Number.MAX_SAFE_INTEGER },
  roles: ['system', 'human', 'ai', 'tool'],
  uniqueCallIds: false,
  resultsIn: 'next-messages',
  places: { list: 'messages', style: 'brackets' },
  rules: {
    ...remarks,
    'malformed-entry': 'warning',
    'desynced-blocks': 'warning',
    'orphaned-call': 'error',
    'missing-call-id': 'warning',
    'missing-result-id': 'error',
    'pending-call': 'warning',
    'mismatched-call-id': 'error',
    'orphaned-result': 'info',
    'duplicate-result': 'info',
  },
  order: ['missing-result-id', 'orphaned-call', 'mismatched-call-id', 'pending-call'],
  wordings: [
    {
      rule: 'missing-result-id',
      text: '1 validation error for ToolMessage tool_call_id Field required',
      evidence: 'as pydantic words it when a ToolMessage is made; no report read',
    },
    {
      rule: 'orphaned-call',
      alsoFor: ['pending-call', 'mismatched-call-id'],
      text: 'Found AIMessages with tool_calls that do not have a corresponding ToolMessage. Here are the first few of those tool calls: {calls}. Every tool call (LLM requesting to call a tool) in the message history MUST have a corresponding ToolMessage',
      evidence: '4 reports; a ValueError, INVALID_CHAT_HISTORY',
    },
  ],
  errorBody: (message) => message,
}
