import type { Cursor } from '../document/cursor.ts'
import type { Document } from '../document/document.ts'
import { defineTranscript } from './define-transcript.ts'
import type { Detection, TranscriptFormat } from './format.ts'
import { activeBranch, type TreeNode } from './shared/active-branch.ts'
import { evidence } from './shared/evidence.ts'
import { factsOf } from './shared/facts.ts'
import { firstRecords, recordsOf } from './shared/records-of.ts'
import { call, text, type PartDraft, type Transcript } from './transcript.ts'

/** The export of grok.com. The tools the provider runs stand as cards in the text. */
export const grokExport: TranscriptFormat = defineTranscript({
  id: 'grok-export',
  title: 'Grok export',
  source: 'formats.md §6 G (checked 2026-09)',
  target: 'openai-chat',
  notes: {
    reads: [
      '`conversations[].responses[].response`: the branch that is shown; cards of tools in the text as calls; times, models',
    ],
    loses: ['search results and attachments; messages on other branches, which are counted'],
    example:
      '{"conversations":[{"conversation":{"id":"g1","title":"Tides"},"responses":[{"response":{"_id":"r1","sender":"human","message":"When is high tide?"}},{"response":{"_id":"r2","parent_response_id":"r1","sender":"ASSISTANT","message":"At 14:10.","model":"grok-4"}}]}]}',
  },
  detect,
  read,
})

const isConversation = (record: Cursor): boolean =>
  record.get('responses').isList && (record.get('conversation').isObject || record.at('responses', 0, 'response').isObject)

function conversationsIn(record: Cursor): Cursor[] {
  return record.get('conversations').isList ? record.get('conversations').items() : [record]
}

function detect(document: Document): Detection | undefined {
  const isOwn = (record: Cursor): boolean => conversationsIn(record).slice(0, 5).some(isConversation)
  return evidence(firstRecords(document), isOwn, 'hold `responses` of a `conversation`')
}

function read(document: Document, transcript: Transcript): void {
  for (const record of recordsOf(document).flatMap(conversationsIn)) {
    const nodes = record
      .get('responses')
      .items()
      .map((entry): TreeNode => {
        const at = entry.get('response').isObject ? entry.get('response') : entry
        return { id: at.any('_id', 'responseId', 'id').text, parent: at.any('parent_response_id', 'parentResponseId').text, at }
      })
    const head = record.get('conversation')
    const { branch, others } = activeBranch(nodes, head.any('leaf_response_id', 'leafResponseId').text)
    if (others > 0) transcript.leaveOut('messages on other branches', others)
    const conversation = transcript.conversation({
      at: record,
      id: head.any('id', 'conversationId').text,
      title: head.get('title').string ?? undefined,
    })
    for (const message of branch) {
      const isHuman = /^(human|user)$/i.test(message.get('sender').text ?? '')
      const facts = factsOf({
        time: message.any('create_time', 'createTime'),
        ...(isHuman ? {} : { model: message.get('model') }),
      })
      conversation.add(message, isHuman ? 'user' : 'assistant', cardParts(message.get('message')), facts)
    }
  }
}

const CARD = /<xai:tool_usage_card>/g
const CARD_END = '</xai:tool_usage_card>'

/** `<xai:tool_usage_card><xai:tool_name>…</xai:tool_name><xai:tool_args><![CDATA[{…}]]></xai:tool_args>…`: what came back is not exported. */
function cardParts(whole: Cursor): PartDraft[] {
  const source = whole.string ?? ''
  const parts: PartDraft[] = []
  let done = 0
  CARD.lastIndex = 0
  for (let found = CARD.exec(source); found; found = CARD.exec(source)) {
    const close = source.indexOf(CARD_END, found.index)
    if (close < 0) break
    if (source.slice(done, found.index).trim() !== '') parts.push(text(whole.slice(done, found.index)))
    done = close + CARD_END.length
    parts.push(readCard(whole, found.index, done))
    CARD.lastIndex = done
  }
  if (done === 0) return source === '' ? [] : [text(whole)]
  if (source.slice(done).trim() !== '') parts.push(text(whole.slice(done, source.length)))
  return parts
}

function readCard(whole: Cursor, from: number, to: number): PartDraft {
  const card = whole.slice(from, to)
  const source = card.string ?? ''
  const part = (tag: string): Cursor | null => {
    const start = source.indexOf(`<xai:${tag}>`)
    const end = source.indexOf(`</xai:${tag}>`)
    if (start < 0 || end < start) return null
    const inner = source.slice(start + tag.length + 6, end)
    const cut = /^\s*<!\[CDATA\[/.exec(inner)?.[0].length ?? 0
    const tail = cut > 0 && inner.trimEnd().endsWith(']]>') ? inner.length - inner.trimEnd().length + 3 : 0
    return whole.slice(from + start + tag.length + 6 + cut, from + end - tail)
  }
  return call({
    at: card,
    id: part('tool_usage_card_id'),
    name: part('tool_name'),
    input: part('tool_args'),
    style: 'hosted',
    pending: 'elsewhere',
  })
}
