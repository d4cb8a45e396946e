import { anthropic, assistant, call, toolCall, user } from '../testing/builders.ts'
import { casesFor } from '../testing/cases-for.ts'
import { incompleteTurn } from './incomplete-turn.ts'

const response = (stop_reason: string): Record<string, unknown> => ({
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  content: [anthropic.text('Let me')],
  stop_reason,
})

export const incompleteTurnCases = casesFor(incompleteTurn, {
  valid: {
    'nothing is said about it': [user(), call('c1')],
    'it came to its end': response('end_turn'),
    'it waits for a tool': response('tool_use'),
  },
  invalid: {
    'somebody stopped it': {
      input: [user(), { ...assistant(null, toolCall('c1')), stopReason: 'aborted' }, user('again')],
      problems: [{ messageId: 'cut', at: '[1].stopReason', severity: 'info' }],
    },
    'the tokens were spent': { input: response('max_tokens'), problems: [{ messageId: 'cut', at: 'stop_reason' }] },
  },
})
