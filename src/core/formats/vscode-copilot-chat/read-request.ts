import type { MessageFacts } from '../../conversation/message.ts'
import type { Cursor } from '../../document/cursor.ts'
import { factsOf } from '../shared/facts.ts'
import { call, reasoning, result, text, unknown, type CallDraft, type ConversationDraft, type PartDraft } from '../transcript.ts'
import type { Node } from './replay.ts'

/**
 * Adds one request: what was asked, and what was answered. An agent's answer stands in rounds, each with its calls; their
 * results stand in a map beside them, by id. Other answers have only what is shown on screen.
 */
export function addRequest(conversation: ConversationDraft, request: Node): void {
  const facts = factsOf({ time: request.get('timestamp').cursor, model: request.get('modelId').cursor })
  const asked = request.get('message')
  const said = asked.cursor.string === null ? asked.get('text').cursor : asked.cursor
  if (said.string !== null) conversation.add(said, 'user', [text(said)], facts)
  const metadata = request.at(['result', 'metadata'])
  const rounds = metadata.get('toolCallRounds').items()
  if (rounds.length === 0) return addShown(conversation, request, facts)
  const results = metadata.get('toolCallResults')
  for (const round of rounds) addRound(conversation, round, results, facts)
}

function addRound(conversation: ConversationDraft, round: Node, results: Node, facts: MessageFacts | undefined): void {
  const thinking = round.get('thinking').cursor
  const said = round.get('response').cursor
  const calls = round
    .get('toolCalls')
    .items()
    .map(({ cursor: at }) => call({ at, id: at.get('id'), name: at.get('name'), input: at.get('arguments') }))
  const before: PartDraft[] = [...(thinking.isThere ? [reasoning(thinking)] : []), ...(said.string ? [text(said)] : [])]
  conversation.add(round.cursor, 'assistant', [...before, ...calls], facts)
  for (const asked of calls) {
    const given = results.get(asked.id?.text ?? '').cursor
    if (!given.isThere) continue
    const content = given.get('content').isThere ? given.get('content') : given
    conversation.add(given, 'tool', [result({ at: given, content, answers: asked })], facts)
  }
}

/** Parts of `response`: `{ value }` is a text, `toolInvocationSerialized` a call with what is shown of its result. */
function addShown(conversation: ConversationDraft, request: Node, facts: MessageFacts | undefined): void {
  const response = request.get('response')
  const parts = response.items().flatMap(({ cursor: part }) => shownParts(part))
  if (parts.length > 0) conversation.add(response.cursor.isThere ? response.cursor : request.cursor, 'assistant', parts, facts)
}

function shownParts(part: Cursor): PartDraft[] {
  const kind = part.get('kind').text
  if (kind === 'toolInvocationSerialized' || kind === 'toolInvocation') return readInvocation(part)
  if (kind === 'thinking') return [reasoning(part)]
  const said = part.string === null ? part.get('value') : part
  if (kind === null && said.string !== null) return said.string === '' ? [] : [text(said)]
  if (kind === 'markdownContent') return [text(part.at('content', 'value'))]
  return part.isThere && kind === null ? [unknown(part, 'part')] : []
}

function readInvocation(part: Cursor): PartDraft[] {
  const details = part.get('resultDetails')
  const isDone = part.get('isComplete').value !== false
  const waits = part.get('isConfirmed').value === undefined && !isDone
  const asked: CallDraft = call({
    at: part,
    id: part.get('toolCallId'),
    name: part.any('toolId', 'toolName'),
    input: details.get('input').isThere ? details.get('input') : part.get('toolSpecificData'),
    freeform: true,
    pending: isDone ? undefined : waits ? 'approval' : 'running',
  })
  if (!isDone) return [asked]
  const shown = details.get('output').isThere ? details.get('output') : details
  const content = shown.isThere ? shown : part.any('pastTenseMessage', 'invocationMessage')
  const failed = details.get('isError').value === true || part.get('isConfirmed').value === false
  return content.isThere ? [asked, result({ at: content, content, failed, answers: asked })] : [asked]
}
