import { roleOf } from '../../conversation/role.ts'
import type { Cursor } from '../../document/cursor.ts'
import { asText, get, isObject } from '../../json/value.ts'
import { readChatMessage } from '../chat/read-message.ts'
import { factsOf } from '../shared/facts.ts'
import { media, result, text, type ConversationDraft, type PartDraft, type Transcript } from '../transcript.ts'
import { mayHoldMarks } from './find-marks.ts'
import { readTextParts } from './read-text.ts'
import { splitTurns } from './split-turns.ts'

const isMessage = (value: unknown): boolean =>
  isObject(value) && asText(get(value, 'role')) !== null && get(value, 'content') !== undefined
const isMessages = (value: unknown): boolean => Array.isArray(value) && value.some(isMessage)

/** A request or list of messages; or an object, or a text, that holds a whole conversation in one text. */
export function isTextBody(body: Cursor): boolean {
  if (isMessages(body.value) || isMessages(get(body.value, 'messages'))) return true
  // What one message says is no conversation, even if it tells one: a history that was flattened does.
  if (isMessage(body.value)) return false
  const told = body.isObject ? body.entries().map(([, value]) => value) : [body]
  return (
    told.some((value) => value.string !== null && mayHoldMarks(value.string) && splitTurns(value).length > 0) &&
    !isInMessage(body)
  )
}

/** A message among others, or one of its parts: what it quotes was said elsewhere. */
function isInMessage(body: Cursor): boolean {
  const { steps } = body
  if (body.get('role').isThere && typeof steps.at(-1) === 'number' && steps.length > 1) return true
  return steps.some((step, i) => (step === 'parts' || step === 'content') && typeof steps[i + 1] === 'number')
}

export function readTextBody(body: Cursor, transcript: Transcript): void {
  const messages = body.isList ? body : body.get('messages')
  const request = body.isObject && messages.isList ? { request: body } : {}
  const conversation = transcript.conversation({ at: body, id: body.any('session_id', 'id').text, ...request })
  if (!messages.isList) return readText(body, conversation)
  for (const message of messages.items()) addMessage(message, conversation)
  const answer = body.at('response', 'choices', 0, 'message')
  if (answer.isObject) addMessage(answer, conversation)
}

function addMessage(message: Cursor, conversation: ConversationDraft): void {
  const facts = factsOf({ time: message.any('timestamp', 'created_at') })
  const content = message.get('content')
  const word = message.get('role').text ?? ''
  const speaker = ANSWERING.test(word) ? 'tool' : roleOf(word)
  const role = speaker === 'tool' ? 'tool' : message.get('role')
  // Calls in the shape of the API stand beside those in text where a proxy has translated some.
  if ((message.get('tool_calls').isList && message.get('tool_calls').get(0).isThere) || message.get('tool_call_id').isThere) {
    return conversation.addRead(message, readChatMessage(message.value, conversation.messages.length), facts)
  }
  const said = content.string === null ? content.items() : [content]
  const parts = said.flatMap((part) => readContent(part, speaker))
  const name = bareName(message.get('name'))
  if (speaker === 'tool' && !parts.some(({ type }) => type === 'result')) {
    return conversation.add(
      message,
      message.get('role'),
      [result({ at: message, name: name.isThere ? name : null, content })],
      facts,
    )
  }
  conversation.add(message, role, parts, facts)
}

/** Roles of chat templates for what a tool says. */
const ANSWERING = /^(ipython|observation|tool_response|function_response|function response)$/

/** gpt-oss writes the namespace of a tool before its name. */
const bareName = (name: Cursor): Cursor =>
  name.string?.startsWith('functions.') ? name.slice('functions.'.length, name.string.length) : name

const ANSWERS =
  /^\s*(<tool_response>|EXECUTION RESULT of \[|Observation:|\[TOOL_RESULTS\]|FUNCTION RESPONSE:|<[|｜]tool[▁_]outputs?[▁_])/

/** Prompts show by example how to call: only what an assistant says is a call, and only an answer from its start a result. */
function readContent(part: Cursor, speaker: string): PartDraft[] {
  const said = part.string === null ? part.get('text') : part
  if (said.string === null) return part.isObject ? [media(part, part.get('type').text ?? 'empty')] : []
  if (speaker === 'assistant') return readTextParts(said, 'assistant')
  const answers = speaker === 'tool' || (speaker === 'user' && ANSWERS.test(said.string))
  return answers ? readTextParts(said, 'other') : [text(said)]
}

/** All texts of an object in which roles are marked, in their order. */
function readText(body: Cursor, conversation: ConversationDraft): void {
  const texts = body.isObject ? body.entries().map(([, value]) => value) : [body]
  for (const whole of texts) {
    if (whole.string === null) continue
    for (const { role, said } of splitTurns(whole)) {
      const isAnswer = /^(tool|ipython|observation|function response|function)$/.test(role)
      if (role === 'assistant') conversation.add(said, 'assistant', readTextParts(said, 'assistant'))
      else if (isAnswer) conversation.add(said, 'tool', resultsIn(said))
      else conversation.add(said, role === 'system' ? 'system' : 'user', readContent(said, role))
    }
  }
}

function resultsIn(said: Cursor): PartDraft[] {
  const parts = readTextParts(said, 'other')
  return parts.some(({ type }) => type === 'result') ? parts : [result({ at: said, content: said })]
}
