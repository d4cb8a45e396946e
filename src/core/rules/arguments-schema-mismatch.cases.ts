import { anthropic, body, call, result, user, type Value } from '../testing/builders.ts'
import { casesFor, valid } from '../testing/cases-for.ts'
import { argumentsSchemaMismatch } from './arguments-schema-mismatch.ts'

const WEATHER = {
  type: 'object',
  properties: {
    city: { type: 'string' },
    days: { type: 'integer', minimum: 1 },
    unit: { enum: ['celsius', 'fahrenheit'] },
    at: { anyOf: [{ type: 'string' }, { type: 'null' }] },
    places: { type: 'array', items: { $ref: '#/$defs/place' } },
  },
  required: ['city'],
  additionalProperties: false,
  $defs: { place: { type: 'object', properties: { near: { $ref: '#/$defs/place' }, name: { type: 'string' } } } },
}

const asked = (args: unknown, parameters: unknown = WEATHER): Value =>
  body([user(), call('c1', 'weather', args), result('c1')], {
    tools: [{ type: 'function', function: { name: 'weather', parameters } }],
  })
const used = (input: Value): Value =>
  anthropic.body([user(), anthropic.says(anthropic.toolUse('t1', 'weather', input)), anthropic.user(anthropic.result('t1'))], {
    tools: [{ name: 'weather', input_schema: WEATHER }],
  })

const IN_STRING = 'messages[1].tool_calls[0].function.arguments'
const found = (messageId: string, at = IN_STRING): { messageId: string; at: string; severity: 'warning' } => ({
  messageId,
  at,
  severity: 'warning',
})

export const argumentsSchemaMismatchCases = casesFor(argumentsSchemaMismatch, {
  valid: {
    'all is as it should be': asked({ city: 'Paris', days: 2, unit: 'celsius', at: null }),
    'as an object': used({ city: 'Paris' }),
    'a schema that refers to itself': asked({ city: 'Paris', places: [{ name: 'A', near: { near: { near: {} } } }] }),
    'the tool has no schema': asked({ anything: 1 }, null),
    'the request defines no tools': body([user(), call('c1', 'weather', { days: 'x' }), result('c1')]),
    'arguments that are no object are told by others': asked('[1]'),
    'a whole number may be written as 2.0': asked('{"city":"Paris","days":2.0}'),
    'Gemini writes types in capitals, and null as OpenAPI does': asked(
      { city: null, days: 1 },
      { type: 'OBJECT', properties: { city: { type: 'STRING', nullable: true }, days: { type: 'INTEGER' } } },
    ),
    'a format is a note': asked({ at: 'soon' }, { type: 'object', properties: { at: { type: 'string', format: 'date-time' } } }),
    'a schema nobody can read': asked({ a: 1 }, { type: 'dict', properties: [], required: 'a', $ref: 5, enum: {}, pattern: 7 }),
    'a reference that leads nowhere': asked({ a: 1 }, { properties: { a: { $ref: '#/$defs/none' } } }),
    'a reference to somewhere else is not followed': asked({ a: 1 }, { $ref: 'https://example.com/schema.json' }),
    'a reference to itself and nothing else': asked({ a: 1 }, { $ref: '#' }),
    'a schema that doubles with each step': asked(
      { a: { a: { a: { a: { a: { a: { a: { a: { a: { a: { a: { a: { a: { a: { a: {} } } } } } } } } } } } } } } },
      { allOf: Array(4).fill({ properties: { a: { $ref: '#' } } }) },
    ),
    'a pattern that would take for ever': asked(
      { a: 'a'.repeat(5000) },
      {
        properties: { a: { pattern: '(a+)+$b' } },
        patternProperties: { '(a|a)*b': { type: 'null' } },
        additionalProperties: false,
      },
    ),
    'a tool that the provider defines': valid(
      anthropic.body(
        [user(), anthropic.says(anthropic.toolUse('t1', 'bash', { command: 'ls' })), anthropic.user(anthropic.result('t1'))],
        { tools: [{ type: 'bash_20250124', name: 'bash' }] },
      ),
      { target: 'anthropic' },
    ),
  },
  invalid: {
    'a required argument is missing': { input: asked({ days: 2 }), problems: [found('missing')] },
    'the same in the older form': {
      input: body([user(), { role: 'assistant', content: null, function_call: { name: 'weather', arguments: '{}' } }], {
        functions: [{ name: 'weather', parameters: WEATHER }],
      }),
      problems: [found('missing', 'messages[1].function_call.arguments')],
    },
    'a text where a number is due': {
      input: used({ city: 'Paris', days: '2' }),
      problems: [found('type', 'messages[1].content[0].input.days')],
    },
    'a number where a text or nothing is due': {
      input: used({ city: 'Paris', at: 5 }),
      problems: [found('type', 'messages[1].content[0].input.at')],
    },
    'deep inside': {
      input: used({ city: 'Paris', places: [{ name: 'A' }, { near: { name: 5 } }] }),
      problems: [found('type', 'messages[1].content[0].input.places[1].near.name')],
    },
    'an argument the tool does not take': {
      input: used({ city: 'Paris', town: 'Paris' }),
      problems: [found('unexpected', 'messages[1].content[0].input.town')],
    },
    'a value that is not on the list': { input: asked({ city: 'Paris', unit: 'K' }), problems: [found('choice')] },
    'a number that is too small': { input: asked({ city: 'Paris', days: 0 }), problems: [found('other')] },
    'null where the schema does not name it': { input: asked({ city: null }), problems: [found('type')] },
    'an older draft, where items may be a tuple': {
      input: asked(
        { pair: [1, 'x'] },
        {
          $schema: 'http://json-schema.org/draft-07/schema#',
          properties: { pair: { items: [{ type: 'number' }, { type: 'number' }] } },
        },
      ),
      problems: [found('type')],
    },
    'as 2020-12 writes it': {
      input: asked(
        { pair: [1, 'x'] },
        {
          $schema: 'https://json-schema.org/draft/2020-12/schema',
          properties: { pair: { prefixItems: [{ type: 'number' }, { type: 'number' }] } },
        },
      ),
      problems: [found('type')],
    },
  },
})
