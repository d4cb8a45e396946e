import { call, result, user } from '../testing/builders.ts'
import { casesFor } from '../testing/cases-for.ts'
import { argumentsDuplicateKey } from './arguments-duplicate-key.ts'

const asked = (args: string): readonly unknown[] => [user(), call('c1', 'weather', args), result('c1')]

export const argumentsDuplicateKeyCases = casesFor(argumentsDuplicateKey, {
  valid: {
    'each once': asked('{"a":1,"b":"a","c":["a","a"]}'),
    'in objects of their own': asked('{"a":{"a":{"a":1}},"b":[{"a":1},{"a":2}]}'),
    'inside a text': asked(String.raw`{"a":"{\"b\":1,\"b\":2}","b":"\\"}`),
  },
  invalid: {
    'at the top': {
      input: asked('{"a":1,"a":2}'),
      problems: [{ messageId: 'twice', at: '[1].tool_calls[0].function.arguments', severity: 'warning' }],
    },
    'deeper, with spaces': {
      input: asked('{"list":[{"x" : 1, "x"\n:2}]}'),
      problems: [{ messageId: 'twice', at: '[1].tool_calls[0].function.arguments' }],
    },
    'as an object': {
      input:
        '{"messages":[{"role":"assistant","content":[{"type":"tool_use","id":"t1","name":"weather","input":{"city":"A","city":"B"}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":"x"}]}]}',
      problems: [{ messageId: 'twice', at: 'messages[0].content[0].input', callId: 't1' }],
    },
  },
})
