import { fingerprintOf } from '../../conversation/facts.ts'
import type { Message, MessageFacts, Part, Role } from '../../conversation/message.ts'
import { roleOf } from '../../conversation/role.ts'
import type { Cursor } from '../../document/cursor.ts'
import { readAnthropicMessage } from '../anthropic/read-message.ts'
import { readChatMessage } from '../chat/read-message.ts'
import { readGeminiContent } from '../gemini/read-content.ts'
import { openLangChainMessage } from '../langchain/envelope.ts'
import { readLangChainParts } from '../langchain/read-message.ts'
import { isCallItem, isResultItem } from '../responses/item-types.ts'
import { readResponsesItem } from '../responses/read-item.ts'
import { call, type ConversationDraft, type PartDraft } from '../transcript.ts'
import { readModelParts } from '../vercel/read-model-message.ts'
import { readUiParts } from '../vercel/read-ui-message.ts'
import { isOtelMessage, readOtelParts } from './otel-parts.ts'

/** A message found in the input or output of a span, in whatever shape the traced framework used. */
export type Told =
  | { readonly at: Cursor; readonly role: Cursor | Role; readonly parts: readonly PartDraft[] }
  | { readonly at: Cursor; readonly message: Message }

export function addTold(conversation: ConversationDraft, told: Told, facts?: MessageFacts): void {
  if ('message' in told) conversation.addRead(told.at, told.message, facts)
  else conversation.add(told.at, told.role, told.parts, facts)
}

/** What a model has just answered: nobody can have run its calls yet. */
export function asAnswer(told: Told): Told {
  if ('message' in told) {
    const parts = told.message.parts.map((part): Part => (part.type === 'tool-call' ? { ...part, pending: 'response' } : part))
    return { ...told, message: { ...told.message, parts } }
  }
  return { ...told, parts: told.parts.map((part) => (part.type === 'call' ? { ...part, pending: 'response' } : part)) }
}

export const roleOfTold = (told: Told): Role => {
  if ('message' in told) return told.message.role
  return typeof told.role === 'string' ? told.role : roleOf(told.role.text ?? '')
}

/** Prompts made from one template differ in their middle. */
const shortened = (words: string): string => (words.length < 400 ? words : fingerprintOf(words))

/** What makes two records the same message: the ids of calls and results, else role and text. */
export function keyOfTold(told: Told): string {
  const ids: string[] = []
  let words = ''
  if ('message' in told) {
    for (const part of told.message.parts) {
      if (part.type === 'tool-call') ids.push(`call ${part.callId ?? `${part.name} ${part.input.fingerprint}`}`)
      else if (part.type === 'tool-result' && part.callId !== null) ids.push(`result ${part.callId}`)
      else if (part.type === 'tool-result') words += shortened(told.at.at(...part.contentSteps).jsonText)
      else if (part.type === 'text') words += shortened(told.at.at(...part.steps).text ?? '')
    }
  } else {
    for (const part of told.parts) {
      if (part.type === 'call') ids.push(`call ${part.id?.text ?? `${part.name?.text} ${part.input?.jsonText ?? ''}`}`)
      else if (part.type === 'result' && part.id?.text) ids.push(`result ${part.id.text}`)
      else if (part.type === 'result') words += shortened(part.content?.jsonText ?? '')
      else if (part.type === 'text') words += shortened(part.at.text ?? '')
    }
  }
  return ids.length > 0 ? ids.join('|') : `${roleOfTold(told)} ${words}`
}

const ROLES = new Set(['system', 'developer', 'user', 'human', 'assistant', 'ai', 'model', 'tool', 'function', 'chatbot'])

/** Reads a value that is a message of an API or a framework; `null` when it is none. */
export function readAnyMessage(at: Cursor): Told | null {
  if (!at.isObject) return null
  const langChain = openLangChainMessage(at)
  if (langChain) return langChain.isRemoval ? null : { at, role: langChain.role, parts: readLangChainParts([langChain]) }
  const type = at.get('type').string ?? ''
  if ((isCallItem(type) || isResultItem(type)) && (at.get('call_id').isThere || at.get('id').isThere))
    return { at, message: readResponsesItem(at.value, 0) }
  if (isBareCall(at)) {
    const input = at.any('input', 'args')
    return {
      at,
      role: 'assistant',
      parts: [call({ at, id: at.get('toolCallId'), name: at.get('toolName'), input: input.string === null ? input : input })],
    }
  }
  const role = at.get('role').string?.toLowerCase()
  if (role === undefined) return isAnthropicAnswer(at) ? anthropic(at, 'assistant') : null
  if (!ROLES.has(role)) return null
  // Some recorders list the tools among the messages.
  if (at.at('content', 'type').string === 'function' && at.at('content', 'function').isObject) return null
  if (isOtelMessage(at)) return { at, role: at.get('role'), parts: readOtelParts(at) }
  return readRoleMessage(at)
}

/** A call by itself, as the AI SDK's telemetry gives the answer of a model. */
const isBareCall = (at: Cursor): boolean =>
  at.get('toolCallId').isThere &&
  at.get('toolName').isThere &&
  at.any('input', 'args').isThere &&
  !at.get('output').isThere &&
  !at.get('result').isThere

const blocksOf = (at: Cursor): readonly Cursor[] => at.get('content').items()
const hasBlock = (at: Cursor, types: RegExp): boolean => blocksOf(at).some((block) => types.test(block.get('type').string ?? ''))
const isAnthropicAnswer = (at: Cursor): boolean => hasBlock(at, /^tool_use$|^server_tool_use$/)

function anthropic(at: Cursor, role: Role): Told {
  const message = readAnthropicMessage({ role, content: at.get('content').value }, 0)
  return { at, message }
}

function readRoleMessage(at: Cursor): Told | null {
  const parts = at.get('parts')
  if (
    parts.items().some((part) => part.get('toolCallId').isThere || part.get('toolInvocation').isThere) ||
    at.get('toolInvocations').isList
  )
    return { at, role: at.get('role'), parts: readUiParts(at) }
  if (parts.isList) return { at, message: readGeminiContent(at.value, 0) }
  if (hasBlock(at, /^tool-(call|result|error)$/)) return { at, role: at.get('role'), parts: readModelParts(at) }
  if (hasBlock(at, /^tool_use$|_tool_use$|tool_result$/)) return { at, message: readAnthropicMessage(at.value, 0) }
  if (hasBlock(at, /^(input|output)_text$/)) return { at, message: readResponsesItem(at.value, 0) }
  if (at.get('content').value === undefined && !at.get('tool_calls').isList && !at.get('function_call').isThere) return null
  if (isLangChainShape(at)) {
    const role = roleOf(at.get('role').text ?? '')
    return {
      at,
      role,
      parts: readLangChainParts([
        { at, fields: at, content: at.get('content'), word: role, role, isChunk: false, isRemoval: false },
      ]),
    }
  }
  return { at, message: readChatMessage(at.value, 0) }
}

/** A LangChain message that was given the role of the API it was sent to. */
const isLangChainShape = (at: Cursor): boolean =>
  at.at('additional_kwargs', 'tool_calls').isList ||
  at
    .get('tool_calls')
    .items()
    .some((entry) => entry.get('args').isThere && !entry.get('function').isThere)
