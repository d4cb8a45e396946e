import { asText, get, isObject } from '../conversation/facts.ts'
import type { Steps } from '../json/path.ts'
import { ALWAYS, defineRule } from './rule.ts'
import type { ToolNeed } from '../targets/target.ts'

/** Source: provider-rules.md §2, §8 and §9; what an API asks for is data of the target. */
export const toolDefinitionShape = defineRule({
  meta: {
    id: 'tool-definition-shape',
    phase: 'request',
    severity: 'error',
    what: 'An entry of `tools` lacks something the API asks for.',
    why: 'Tools written for another API, or by hand, look alike and are not.',
    messages: {
      type: 'This tool has no `type`.',
      function: 'This tool has no `function`; its name and parameters belong inside it.',
      name: 'This tool has no name.',
      parameters: 'This tool has no parameters.',
      other: 'This tool is of type `{type}`; only functions are taken.',
      addType: 'Write the type `function`',
      addParameters: 'Write parameters that ask for nothing',
    },
  },
  checkConversation({ conversation: { body }, target: { toolNeeds = [] }, foreign, format }, report) {
    const tools = get(body, 'tools')
    if (foreign || !Array.isArray(tools) || format.resultsIn !== 'next-messages') return
    tools.forEach((tool, i) => {
      const found = toolNeeds.map((need) => lacks(tool, need)).find((one) => one !== null)
      if (found)
        report({
          messageId: found.messageId,
          at: { message: null, steps: ['tools', i, ...found.steps] },
          data: { type: asText(get(tool, 'type')) ?? '' },
        })
    })
  },
  fix({ messageId, at }) {
    const json = messageId === 'type' ? '"function"' : '{"type":"object","properties":{}}'
    if (messageId !== 'type' && messageId !== 'parameters') return []
    return [
      {
        titleId: messageId === 'type' ? 'addType' : 'addParameters',
        safety: 'safe',
        when: ALWAYS,
        edits: [{ type: 'set', at, json }],
      },
    ]
  },
})

interface Lack {
  readonly messageId: 'type' | 'function' | 'name' | 'parameters' | 'other'
  readonly steps: Steps
}

/** What a tool lacks of one need; tools of other types are the API's own and have other fields. */
function lacks(tool: unknown, need: ToolNeed): Lack | null {
  const type = get(tool, 'type')
  if (need === 'type') return type === undefined ? { messageId: 'type', steps: ['type'] } : null
  if (type !== undefined && type !== 'function') return need === 'known-type' ? { messageId: 'other', steps: ['type'] } : null
  const called = get(tool, 'function')
  if (need === 'function') return isObject(called) ? null : { messageId: 'function', steps: ['function'] }
  if (need === 'name') {
    const name = get(called, 'name')
    return called === undefined || (typeof name === 'string' && name !== '')
      ? null
      : { messageId: 'name', steps: ['function', 'name'] }
  }
  const given = get(called, 'parameters')
  const isGiven = isObject(given) && Object.keys(given).length > 0
  return need !== 'parameters' || called === undefined || isGiven
    ? null
    : { messageId: 'parameters', steps: ['function', 'parameters'] }
}

/** Source: provider-rules.md §8. */
export const emptyToolsArray = defineRule({
  meta: {
    id: 'empty-tools-array',
    phase: 'request',
    severity: 'error',
    what: '`tools` is an empty list.',
    why: 'Clients that switched all tools off leave the list; the API wants the key gone.',
    messages: { empty: '`tools` is an empty list.', remove: 'Leave `tools` out' },
  },
  checkConversation({ conversation: { body }, foreign }, report) {
    const tools = get(body, 'tools')
    if (!foreign && Array.isArray(tools) && tools.length === 0)
      report({ messageId: 'empty', at: { message: null, steps: ['tools'] } })
  },
  fix: ({ at }) => [{ titleId: 'remove', safety: 'safe', when: ALWAYS, edits: [{ type: 'remove', at }] }],
})
