import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { asText, get, isObject } from '../json/value.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { readInteractionStream, interactionEvent } from './gemini-interactions/stream.ts'
import { isStep, readStep } from './gemini-interactions/steps.ts'
import { findBody, findExchanges, type Exchange } from './shared/exchanges.ts'
import { factsOf } from './shared/facts.ts'
import { text, type ConversationDraft, type Transcript } from './transcript.ts'

/** Interactions, the younger API of Gemini: what was done, step by step. */
export const geminiInteractions: TranscriptFormat = defineTranscript({
  id: 'gemini-interactions',
  title: 'Gemini Interactions',
  source: 'https://ai.google.dev/gemini-api/docs/interactions (checked 2026-09)',
  target: 'openai-chat',
  notes: {
    reads: [
      'interactions with `steps`, or `outputs` as they were called at first; requests with `input`; stream events',
      'function calls tied to `function_result` by `call_id`; searches and code that Google runs itself',
      'interactions that go on from an earlier one by `previous_interaction_id`',
    ],
    loses: ['thoughts and their signatures', 'what Google ran itself'],
    example:
      '{"object":"interaction","status":"requires_action","steps":[{"type":"function_call","id":"c1","name":"getWeather","arguments":{"city":"Oslo"}}]}',
  },
  detect,
  read,
})

function detect(document: Document): Detection | undefined {
  const { sample } = document
  if (!document.mentions('steps', 'outputs', 'event_type', 'call_id', 'interaction')) return undefined
  if (findBody(sample, isInteraction)) return { confidence: 'certain', because: 'the `object` is an `interaction`' }
  const entries = eventsIn(sample)
  if (entries.some((entry) => interactionEvent(entry) !== null))
    return { confidence: 'certain', because: 'events have an `event_type` of an interaction' }
  return findBody(sample, isRequest)
    ? { confidence: 'certain', because: 'a request has a `function_result` with a `call_id`' }
    : undefined
}

function isInteraction(body: Cursor): boolean {
  return body.get('object').text === 'interaction' || (holdsSteps(body.get('steps')) && body.get('status').string !== null)
}

function holdsSteps(list: Cursor): boolean {
  return Array.isArray(list.value) && list.value.some(isStep)
}

function isRequest(body: Cursor): boolean {
  const inputs = body.get('input').isList ? body.get('input').items() : [body.get('input')]
  return body.isObject && inputs.some(({ value }) => isObject(value) && asText(get(value, 'type')) === 'function_result')
}

function isAnyRequest(body: Cursor): boolean {
  return isRequest(body) || (body.get('input').isThere && body.get('previous_interaction_id').isThere && !isInteraction(body))
}

const eventsIn = (roots: readonly Cursor[]): readonly Cursor[] =>
  roots.length === 1 && roots[0]?.isList ? roots[0].items() : roots

function read({ roots }: Document, transcript: Transcript): void {
  const lines = roots.filter(({ value }) => value !== undefined)
  const events = eventsIn(lines)
  if (events.some((event) => interactionEvent(event) !== null)) return readInteractionStream(events, transcript)
  const known = new Map<string, ConversationDraft>()
  const kinds = { isRequest: isAnyRequest, isResponse: isInteraction }
  for (const exchange of findExchanges(lines, kinds)) readExchange(exchange, transcript, known)
}

function readExchange({ at, request, response }: Exchange, transcript: Transcript, known: Map<string, ConversationDraft>): void {
  const previous = (request ?? response)?.get('previous_interaction_id').text ?? null
  const before = previous === null ? undefined : known.get(previous)
  const id = response?.get('id').text ?? null
  const conversation = before ?? transcript.conversation({ at, id, ...(request ? {} : { kind: 'response' as const }) })
  if (request) addInput(request.get('input'), conversation, previous !== null && !before)
  if (!response) return
  if (id !== null) known.set(id, conversation)
  addInput(response.get('input'), conversation, false)
  const facts = factsOf({
    time: response.any('created', 'create_time'),
    model: response.get('model'),
    usage: response.get('usage'),
  })
  const pending = response.get('status').text === 'requires_action' ? ('approval' as const) : ('response' as const)
  for (const step of response.any('steps', 'outputs').items()) readStep(step, conversation, { facts, pending })
}

/** A text, one content, or a list of contents and steps. */
function addInput(input: Cursor, conversation: ConversationDraft, elsewhere: boolean): void {
  if (input.string !== null) return conversation.add(input, 'user', [text(input)])
  const steps = input.isList ? input.items() : input.isObject ? [input] : []
  for (const step of steps) readStep(step, conversation, { elsewhere, role: 'user' })
}
