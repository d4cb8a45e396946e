import { anthropic, assistant, result, toolCall, user } from '../testing/builders.ts'
import { casesFor } from '../testing/cases-for.ts'
import { textAfterToolUse } from './text-after-tool-use.ts'

const { says, text, toolUse } = anthropic
const answers = anthropic.user(anthropic.result('t1'), anthropic.result('t2'))

export const textAfterToolUseCases = casesFor(textAfterToolUse, {
  valid: {
    'words, then calls': anthropic.body([user(), says(text('Both.'), toolUse('t1'), toolUse('t2')), answers]),
    'words behind a hosted call': anthropic.body([
      user(),
      says(
        { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: {} },
        { type: 'web_search_tool_result', tool_use_id: 'srvtoolu_1', content: [] },
        text('Nothing.'),
      ),
    ]),
    'the other API keeps words and calls apart': [user(), assistant('Both.', toolCall('c1')), result('c1')],
  },
  invalid: {
    'words behind a call': {
      input: anthropic.body([user(), says(toolUse('t1'), toolUse('t2'), text('Both.')), answers]),
      problems: [{ messageId: 'after', at: 'messages[1].content[2]', severity: 'error' }],
      fixed: anthropic.body([user(), says(text('Both.'), toolUse('t1'), toolUse('t2')), answers]),
    },
    'words between calls': {
      input: anthropic.body([user(), says(toolUse('t1'), text('and'), toolUse('t2')), answers]),
      problems: [{ messageId: 'after', at: 'messages[1].content[1]' }],
      fixed: anthropic.body([user(), says(text('and'), toolUse('t1'), toolUse('t2')), answers]),
    },
  },
})
