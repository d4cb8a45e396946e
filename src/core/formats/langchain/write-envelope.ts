import { parseJson } from '../../json/parse-json.ts'
import { printJson, RawJson, styleOf } from '../../json/print.ts'
import { parseTree } from '../../json/tree.ts'
import { asText, get, isObject } from '../../json/value.ts'

const CLASSES: Readonly<Record<string, string>> = {
  human: 'HumanMessage',
  ai: 'AIMessage',
  tool: 'ToolMessage',
  system: 'SystemMessage',
}
const CHAT_WORDS: Readonly<Record<string, string>> = { human: 'user', ai: 'assistant' }

/** A flat `{ type, content, … }` in the shape of the message beside it: `data`, `kwargs` of a constructor, or flat. */
export function inLangChainEnvelope(json: string, neighbour: string): string {
  const value = parseJson(json)
  const beside = parseJson(neighbour)
  const type = asText(get(value, 'type')) ?? ''
  const isFlat = isObject(value) && Object.hasOwn(CLASSES, type) && value['data'] === undefined && value['lc'] === undefined
  if (!isFlat || !isObject(beside)) return json
  const style = styleOf(neighbour)
  const fields = fieldsOf(json)
  const { type: _type, ...rest } = fields
  if (beside['lc'] !== undefined && isObject(beside['kwargs'])) {
    const path = Array.isArray(beside['id']) ? beside['id'] : ['langchain_core', 'messages', '']
    const kwargs = get(beside['kwargs'], 'type') === undefined ? rest : { ...rest, type }
    return printJson({ lc: beside['lc'], type: 'constructor', id: [...path.slice(0, -1), CLASSES[type]], kwargs }, style)
  }
  if (isObject(beside['data'])) {
    const data = get(beside['data'], 'type') === undefined ? rest : { ...rest, type }
    return printJson({ type: wordLike(type, asText(beside['type'])), data }, style)
  }
  return printJson({ ...fields, type: wordLike(type, asText(beside['type'])) }, style)
}

/** `AIMessage`, `assistant` or `ai`, as the neighbour says it. */
function wordLike(type: string, word: string | null): string {
  if (word?.endsWith('Message')) return CLASSES[type] ?? type
  return word === 'user' || word === 'assistant' ? (CHAT_WORDS[type] ?? type) : type
}

function fieldsOf(json: string): Record<string, RawJson> {
  const tree = parseTree(json)
  return Object.fromEntries(
    tree.keys.map((key, i) => [key, new RawJson(json.slice(tree.children[i]!.start, tree.children[i]!.end))]),
  )
}
