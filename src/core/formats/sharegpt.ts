import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { get, isObject } from '../json/value.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { findBodies, findBody } from './shared/exchanges.ts'
import { readTextParts } from './text-calls/read-text.ts'
import { call, result, text, type CallDraft, type ConversationDraft, type PartDraft, type Transcript } from './transcript.ts'

/** Data sets of conversations in the manner of ShareGPT: `{ from, value }`, with calls as JSON text. */
export const sharegpt: TranscriptFormat = defineTranscript({
  id: 'sharegpt',
  title: 'ShareGPT data set',
  source: 'https://github.com/hiyouga/LLaMA-Factory/blob/main/data/README.md (checked 2026-09)',
  target: 'openai-chat',
  notes: {
    reads: [
      'lists of `{ conversations: [{ from, value }] }`, one a line or as a list; one conversation each',
      'calls without ids, tied to the observations after them by order; several calls in one list',
      'calls in the text of the model, and preferences with `chosen` and `rejected`',
    ],
    loses: ['the list of tools'],
    example:
      '[{"conversations":[{"from":"human","value":"3+4?"},{"from":"function_call","value":"{\\"name\\":\\"add\\",\\"arguments\\":{\\"a\\":3,\\"b\\":4}}"},{"from":"observation","value":"7"},{"from":"gpt","value":"7"}]}]',
  },
  detect,
  read,
})

/** With `role` and `content` only where a role is none that an API knows. */
const isTurn = (value: unknown): boolean => isOwnTurn(value) || isRoleTurn(value)

const isOwnTurn = (value: unknown): boolean =>
  isObject(value) && typeof get(value, 'from') === 'string' && get(value, 'value') !== undefined

const isRoleTurn = (value: unknown): boolean =>
  isObject(value) && typeof get(value, 'role') === 'string' && typeof get(value, 'content') === 'string'

const isOwnRole = (value: unknown): boolean =>
  isRoleTurn(value) && /^(function_call|tool_call|observation|tool_response)$/.test(get(value, 'role') as string)

const turnsOf = (body: Cursor): Cursor => (body.isList ? body : body.any('conversations', 'conversation', 'messages'))

function isConversation(body: Cursor): boolean {
  const turns = turnsOf(body).value
  return Array.isArray(turns) && (turns.some(isOwnTurn) || (turns.some(isOwnRole) && turns.every(isRoleTurn)))
}

function detect(document: Document): Detection | undefined {
  const { sample } = document
  if (!document.mentions('from', 'role')) return undefined
  const body = findBody(sample, isConversation)
  if (!body) return undefined
  const isOwn = turnsOf(body)
    .items()
    .some(({ value }) => isOwnTurn(value))
  return {
    confidence: 'certain',
    because: isOwn ? 'turns have `from` and `value`' : 'turns have roles like `tool_call` and `observation`',
  }
}

function read({ roots }: Document, transcript: Transcript): void {
  const lines = roots.filter(({ value }) => isOwnTurn(value))
  if (lines.length > 0) return addTurns(lines, transcript.conversation({ at: lines[0]! }))
  for (const body of findBodies(roots, isConversation)) {
    const conversation = transcript.conversation({ at: body, id: body.get('id').text })
    const system = body.get('system')
    if (system.string) conversation.add(system, 'system', [text(system)])
    addTurns([...turnsOf(body).items(), ...turnsIn(body.get('chosen'))], conversation)
    const rejected = turnsIn(body.get('rejected'))
    if (rejected.length > 0) addTurns(rejected, transcript.conversation({ at: body.get('rejected'), kind: 'response' }))
  }
}

const turnsIn = (cursor: Cursor): Cursor[] =>
  isTurn(cursor.value) ? [cursor] : cursor.items().filter(({ value }) => isTurn(value))

const CALLS = /^(function_call|tool_call|function-call|tool_calls)$/i
const RESULTS = /^(observation|tool|function|function_response|tool_response|tool_result|ipython)$/i
const MODELS = /^(gpt|assistant|model|chatgpt|bing|bard|ai|bot)$/i

function addTurns(turns: readonly Cursor[], conversation: ConversationDraft): void {
  let open: CallDraft[] = []
  for (const turn of turns) {
    const said = turn.any('from', 'role')
    const from = said.text ?? ''
    const value = turn.any('value', 'content')
    if (CALLS.test(from)) {
      open = readCalls(value)
      conversation.add(turn, 'assistant', open)
    } else if (RESULTS.test(from)) conversation.add(turn, 'tool', readResults(value, open))
    else if (MODELS.test(from)) conversation.add(turn, 'assistant', readTextParts(value, 'assistant'))
    else conversation.add(turn, said, [text(value)])
  }
}

/** One call or a list of them; what is no JSON is a call nobody can read. */
function readCalls(value: Cursor): CallDraft[] {
  const inner = value.json()
  const entries = inner.isList ? inner.items() : [inner]
  if (!entries.every((entry) => entry.isObject)) return [call({ at: value, input: value })]
  return entries.map((entry) => {
    const called = entry.get('function').isObject ? entry.get('function') : entry
    return call({ at: value, id: entry.get('id'), name: called.get('name'), input: called.any('arguments', 'parameters') })
  })
}

/** Results of several calls may stand in one list, or in tags; else the whole is one. */
function readResults(value: Cursor, open: readonly CallDraft[]): PartDraft[] {
  const tagged = readTextParts(value, 'other').filter(({ type }) => type === 'result')
  if (tagged.length > 0) return tagged
  const inner = open.length > 1 ? value.json() : value
  const entries = inner.isList && inner.items().length === open.length ? inner.items() : [value]
  return entries.map((entry, position) => {
    const answers = entries.length > 1 ? { answers: open[position] } : {}
    return result({ at: entry, content: entry, ...answers })
  })
}
