import { casesFor, valid } from '../testing/cases-for.ts'
import { desyncedBlocks } from './desynced-blocks.ts'

const human = { type: 'human', content: 'Rome?' }
const answer = { type: 'tool', tool_call_id: 'c1', content: 'sun' }
const block = (id: string) => ({ type: 'tool_use', id, name: 'weather', input: {} })
const ai = (...ids: string[]) => ({
  type: 'ai',
  content: [{ type: 'text', text: 'ok' }, ...ids.map(block)],
  tool_calls: [{ id: 'c1', name: 'weather', args: {}, type: 'tool_call' }],
})

export const desyncedBlocksCases = casesFor(desyncedBlocks, {
  valid: {
    'the two are one': valid([human, ai('c1'), answer], { target: 'langgraph' }),
    'the list alone': valid([human, ai(), answer], { target: 'langgraph' }),
  },
  invalid: {
    'a call that was taken out of the list': {
      input: [human, ai('c0', 'c1'), answer],
      target: 'langgraph',
      problems: [{ messageId: 'only', at: '[1].content[1]', severity: 'warning', callId: 'c0' }],
      fixed: [human, ai('c1'), answer],
    },
  },
})
