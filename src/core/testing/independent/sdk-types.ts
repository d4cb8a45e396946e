/**
 * What vendors' SDKs declare of their APIs, for the compiler to hold our output against. Where a declaration is narrower than
 * the API, it is widened here, and the line says why: anything that is not named here has to compile.
 */
import type { MessageCreateParamsBase, MessageParam } from '@anthropic-ai/sdk/resources/messages'
import type { Cohere } from 'cohere-ai'
import type { Message as OllamaSdkMessage } from 'ollama'
import type {
  ChatCompletionAssistantMessageParam,
  ChatCompletionMessageParam,
  ChatCompletionMessageToolCall,
} from 'openai/resources/chat/completions'
import type { ChatCompletionCreateParamsBase } from 'openai/resources/chat/completions/completions'
import type {
  ResponseCreateParamsBase,
  ResponseInputContent,
  ResponseInputItem,
  ResponseOutputRefusal,
  ResponseOutputText,
  ResponseReasoningItem,
} from 'openai/resources/responses/responses'

/** Beside the content OpenAI leaves unread what it does not know: reasoning of other servers, an id where no call is answered. */
type WithReasoning = ChatCompletionAssistantMessageParam & { reasoning_content?: string; tool_call_id?: string }

export type ChatMessage = ChatCompletionMessageParam | WithReasoning
/** Copies of the endpoint leave the index of a stream unread. */
export type ChatMessageElsewhere =
  | ChatMessage
  | (Omit<WithReasoning, 'tool_calls'> & { tool_calls: (ChatCompletionMessageToolCall & { index?: number })[] })
export type ChatRequest = Named<ChatCompletionCreateParamsBase>

/** What the model wrote, sent back without what only a response has: the id, the status, the list of annotations. */
interface SaidBefore {
  type?: 'message'
  id?: string
  status?: 'in_progress' | 'completed' | 'incomplete'
  role: 'assistant'
  content: (ResponseInputContent | (Omit<ResponseOutputText, 'annotations'> & { annotations?: [] }) | ResponseOutputRefusal)[]
}

/** Clients that let nothing be stored send reasoning without its id, which names what was stored. */
type Unstored = Omit<ResponseReasoningItem, 'id'>

export type ResponsesItem = ResponseInputItem | SaidBefore | Unstored
export type ResponsesRequest = Named<ResponseCreateParamsBase>

export type AnthropicMessage = MessageParam
/** Newer models choose for themselves, so the SDK does not name these any more; the models before them still take them. */
interface Sampling {
  temperature?: number
  top_p?: number
  top_k?: number
}

export type AnthropicRequest = Named<MessageCreateParamsBase> & Sampling

/** The server (api/types.go, since 0.9) has these too: ids and places of calls, and the call a result answers. */
export type OllamaMessage = Omit<OllamaSdkMessage, 'tool_calls'> & {
  tool_call_id?: string
  tool_calls?: { id?: string; function: { index?: number; name: string; arguments: Record<string, unknown> } }[]
}

/** Who sends a stored conversation names the model and the limit: a source need not hold them. */
type Named<Params> = Partial<Params>

/** Cohere's own guides put the result of a tool into a document as a text; who only calls says nothing. */
export type CohereMessage =
  | Cohere.ChatMessageV2
  | (Omit<Cohere.ChatMessageV2.Tool, 'content'> & { content: { type: 'document'; document: { id?: string; data: string } }[] })
  | (Omit<Cohere.ChatMessageV2.Assistant, 'content'> & { content: null })
