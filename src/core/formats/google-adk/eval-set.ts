import type { Cursor } from '../../document/cursor.ts'
import { get, isObject } from '../../json/value.ts'
import { readGeminiContent } from '../gemini/read-content.ts'
import { factsOf } from '../shared/facts.ts'
import { call, result, text, type ConversationDraft, type Transcript } from '../transcript.ts'

const isQuery = (value: unknown): boolean =>
  typeof get(value, 'query') === 'string' &&
  (Array.isArray(get(value, 'expected_tool_use')) || get(value, 'reference') !== undefined)

const isInvocation = (value: unknown): boolean =>
  isObject(value) && ['user_content', 'userContent'].some((key) => isObject(get(value, key)))

const holds = (list: Cursor, test: (value: unknown) => boolean): boolean => Array.isArray(list.value) && list.value.some(test)

const casesOf = (body: Cursor): Cursor => body.any('eval_cases', 'evalCases')

/** `{ eval_cases: [{ conversation: [{ user_content, … }] }] }`, one of the cases, or the older `[{ query, expected_tool_use }]`. */
export function isEvalSet(body: Cursor): boolean {
  if (body.isList) return holds(body, isQuery)
  if (holds(body.get('conversation'), isInvocation)) return true
  return (
    casesOf(body).isList &&
    casesOf(body)
      .items()
      .some((entry) => holds(entry.get('conversation'), isInvocation))
  )
}

/** What a test expects to be called: nobody runs it, so nothing answers. */
export function readEvalSet(body: Cursor, transcript: Transcript): void {
  if (body.isList) {
    const conversation = transcript.conversation({ at: body })
    for (const query of body.items()) readQuery(query, conversation)
    return
  }
  const cases = casesOf(body).isList ? casesOf(body).items() : [body]
  for (const entry of cases) {
    const conversation = transcript.conversation({ at: entry, id: entry.any('eval_id', 'evalId').text })
    for (const invocation of entry.get('conversation').items()) readInvocation(invocation, conversation)
  }
}

function readQuery(query: Cursor, conversation: ConversationDraft): void {
  const asked = query.get('query')
  if (asked.string !== null) conversation.add(asked, 'user', [text(asked)])
  const uses = query.get('expected_tool_use')
  const calls = uses.items().map((use) => {
    return call({ at: use, name: use.get('tool_name'), input: use.get('tool_input'), pending: 'expected' })
  })
  if (calls.length > 0) conversation.add(uses, 'assistant', calls)
  const answer = query.get('reference')
  if (answer.string !== null) conversation.add(answer, 'assistant', [text(answer)])
}

function readInvocation(invocation: Cursor, conversation: ConversationDraft): void {
  const facts = factsOf({ time: invocation.any('creation_timestamp', 'creationTimestamp') })
  const addContent = (content: Cursor): void => {
    if (!content.isObject) return
    const message = readGeminiContent(content.value, conversation.messages.length)
    const parts = message.parts.map((part) => (part.type === 'tool-call' ? { ...part, pending: 'expected' as const } : part))
    conversation.addRead(content, { ...message, parts }, facts)
  }
  addContent(invocation.any('user_content', 'userContent'))
  const data = invocation.any('intermediate_data', 'intermediateData')
  for (const event of data.any('invocation_events', 'invocationEvents').items()) addContent(event.get('content'))
  const uses = data.any('tool_uses', 'toolUses')
  const calls = uses.items().map((use) => {
    return call({ at: use, id: use.get('id'), name: use.get('name'), input: use.get('args'), pending: 'expected' })
  })
  if (calls.length > 0) conversation.add(uses, 'assistant', calls, facts)
  for (const response of data.any('tool_responses', 'toolResponses').items()) {
    const fields = { id: response.get('id'), name: response.get('name'), content: response.get('response') }
    conversation.add(response, 'tool', [result({ at: response, ...fields })], facts)
  }
  addContent(invocation.any('final_response', 'finalResponse'))
}
