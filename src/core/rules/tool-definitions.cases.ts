import { body, user } from '../testing/builders.ts'
import { casesFor, valid } from '../testing/cases-for.ts'
import { emptyToolsArray, toolDefinitionShape } from './tool-definitions.ts'

const parameters = { type: 'object', properties: { city: { type: 'string' } } }
const weather = { type: 'function', function: { name: 'weather', parameters } }
const ask = (...tools: readonly unknown[]): ReturnType<typeof body> => body([user()], { tools })
const nothing = { type: 'object', properties: {} }

export const toolDefinitionShapeCases = casesFor(toolDefinitionShape, {
  valid: {
    'a function': ask(weather),
    'a tool without parameters, where they may be missing': ask({ type: 'function', function: { name: 'now' } }),
    'a tool of the API itself': valid(ask({ type: 'web_search', web_search: {} }), { target: 'zhipu-glm' }),
  },
  invalid: {
    'no type': {
      input: ask({ function: { name: 'weather', parameters } }),
      problems: [{ messageId: 'type', at: 'tools[0].type', severity: 'error' }],
      fixed: ask({ function: { name: 'weather', parameters }, type: 'function' }),
    },
    'a tool of the other endpoint': {
      input: ask({ type: 'function', name: 'weather', parameters }),
      target: 'deepseek',
      problems: [{ messageId: 'function', at: 'tools[0].function', severity: 'error' }],
    },
    'no name': {
      input: ask(weather, { type: 'function', function: { parameters } }),
      problems: [{ messageId: 'name', at: 'tools[1].function.name', severity: 'error' }],
    },
    'no parameters, where they must be there': {
      input: ask({ type: 'function', function: { name: 'now' } }),
      target: 'minimax',
      problems: [{ messageId: 'parameters', at: 'tools[0].function.parameters', severity: 'error' }],
      fixed: ask({ type: 'function', function: { name: 'now', parameters: nothing } }),
    },
    'another type, where only functions are taken': {
      input: ask(weather, { type: 'web_search' }),
      target: 'minimax',
      problems: [{ messageId: 'other', at: 'tools[1].type', severity: 'error' }],
    },
  },
})

export const emptyToolsArrayCases = casesFor(emptyToolsArray, {
  valid: { 'OpenAI is not asked': ask(), 'a tool': valid(ask(weather), { target: 'dashscope' }) },
  invalid: {
    'an empty list': {
      input: ask(),
      target: 'dashscope',
      problems: [{ messageId: 'empty', at: 'tools', severity: 'error' }],
      fixed: body([user()]),
    },
  },
})
