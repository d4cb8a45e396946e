import { asText, get, isObject } from '../conversation/facts.ts'
import { parseJson } from '../json/parse-json.ts'
import { valueAt } from '../conversation/value-at.ts'
import { ALWAYS, defineRule } from './rule.ts'

/** Source: provider-rules.md §8 and §9; of which roles, is data of the target. */
export const contentMustBeString = defineRule({
  meta: {
    id: 'content-must-be-string',
    phase: 'contents',
    severity: 'error',
    what: 'A content is a list of parts where the API takes a text.',
    why: 'OpenAI takes both forms everywhere; servers that copy it often take parts of the user only, or none but texts.',
    messages: {
      list: 'The content of this message of role `{role}` is a list of parts.',
      media: 'The content of this message holds a part of type `{type}`; only texts are taken.',
      join: 'Join the texts to one',
    },
  },
  passesPlain: true,
  checkMessage(message, value, { target, foreign }, report) {
    const needs = target.messages?.textOnly
    if (!needs || foreign || message.malformed !== null || !needs.roles.includes(message.roleWord)) return
    const content = get(valueAt(value, message.base), 'content')
    if (!Array.isArray(content) || content.length === 0) return
    const other = content.find((part) => get(part, 'type') !== 'text')
    if (needs.exceptTextParts && other === undefined) return
    const at = { message: message.index, steps: [...message.base, 'content'] }
    const type = get(other, 'type')
    if (needs.exceptTextParts) report({ messageId: 'media', at, data: { type: typeof type === 'string' ? type : 'none' } })
    else report({ messageId: 'list', at, data: { role: message.roleWord } })
  },
  fix({ at }, { scope }) {
    const content = parseJson(scope.textAt(at.message ?? 0, at.steps) ?? 'null')
    if (!Array.isArray(content) || !content.every((part) => isTextPart(part))) return []
    const json = JSON.stringify(content.map((part) => asText(get(part, 'text')) ?? '').join('\n'))
    return [{ titleId: 'join', safety: 'safe', when: ALWAYS, edits: [{ type: 'set', at, json }] }]
  },
})

/** A text and nothing else that would be lost. */
function isTextPart(part: unknown): boolean {
  return isObject(part) && part['type'] === 'text' && typeof part['text'] === 'string' && Object.keys(part).length === 2
}
