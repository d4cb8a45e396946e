/**
 * Holds what a repair writes against the schemas vendors publish, message by message.
 *
 *   node scripts/vendor-schemas.mjs [folder] [--runs N] [--all]
 *
 * The folder (`../shared/schemas`, if nothing is said) is no part of this repository, so neither is this check of `npm test`: without it,
 * the script says so and ends well. Every fixture and N generated conversations of each dialect are repaired for each API. Fails when a
 * message is refused for a reason that is not on the list below; `--all` prints those too.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { runnerImport } from 'vite'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** @typedef {{ file: string, message: string, list: string }} Schema */

/** @type {Record<string, Schema>} */
const APIS = {
  'openai-chat': { file: 'openai-chat-completions.json', message: '$defs/ChatCompletionRequestMessage', list: 'messages' },
  'openai-responses': { file: 'openai-responses.json', message: '$defs/InputItem', list: 'input' },
  anthropic: { file: 'anthropic-messages.from-sdk-types.json', message: '$defs/AnthropicMessageParam', list: 'messages' },
  gemini: { file: 'google-genai-content.from-sdk-types.json', message: '$defs/GeminiContent', list: 'contents' },
  'bedrock-converse': { file: 'bedrock-converse.schema.json', message: '$defs/Message', list: 'messages' },
  mistral: { file: 'mistral-chat.json', message: '$defs/ChatCompletionRequest/properties/messages/items', list: 'messages' },
}

/**
 * Messages that a schema refuses, and why they stay as they are.
 * @type {{ target: string, is: (message: any) => boolean, why: string }[]}
 */
const KNOWN = [
  {
    target: 'openai-responses',
    is: ({ role, content }) =>
      role === 'assistant' && Array.isArray(content) && content.some((part) => part.type === 'output_text' && !part.annotations),
    why: 'the API takes back what its model said without the lists of annotations',
  },
  {
    target: 'openai-responses',
    is: ({ type, id }) => type === 'reasoning' && id === undefined,
    why: 'clients that let nothing be stored send reasoning without the id of what was stored',
  },
  {
    target: 'openai-responses',
    is: ({ type, action, call_id }) => type?.startsWith('local_shell_call') && (action ? !action.env : call_id === undefined),
    why: 'the environment was not recorded, and older outputs have an id of their own only',
  },
  {
    target: 'gemini',
    is: (message) => /:null[,}]/.test(JSON.stringify(message)),
    why: 'protobuf reads null as a field that is not set',
  },
  {
    target: 'bedrock-converse',
    is: ({ content }) => /"toolUseId":"[^"]*[.:]/.test(JSON.stringify(content ?? null)),
    why: 'dots and colons are taken since 2026; the schema is of 2025',
  },
  {
    target: 'bedrock-converse',
    is: ({ trace }) => trace?.orchestrationTrace !== undefined,
    why: 'the trace of an agent has no fault, so there is nothing to repair; it is no request',
  },
]

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '40' }, all: { type: 'boolean', default: false } },
})
const folder = resolve(positionals[0] ?? join(ROOT, '../shared/schemas'))
if (!existsSync(folder)) {
  console.log(`vendor-schemas: ${folder} is not there, so nothing was checked`)
  process.exit(0)
}

const { fixtureSources, generatedSources, documentsOf } = await load('src/core/testing/independent/given.ts')
const { repair } = await load('src/core/repair.ts')
/** @type {{ name: string, source: string }[]} */
const given = [...fixtureSources, ...generatedSources(4, Number(values.runs)), ...generatedSources(0, Number(values.runs))]

let unknown = 0
for (const [target, api] of Object.entries(APIS)) {
  const validate = validatorOf(api)
  const counts = { messages: 0, valid: 0, known: 0 }
  /** @type {Map<string, { samples: Set<string>, message: string }>} */
  const failures = new Map()
  for (const { name, source } of given) {
    for (const message of messagesIn(documentsOf(repair(source, { target }).output), api.list)) {
      counts.messages += 1
      if (validate(message)) {
        counts.valid += 1
        continue
      }
      const isKnown = KNOWN.some((known) => known.target === target && known.is(Object(message)))
      if (isKnown) counts.known += 1
      if (isKnown && !values.all) continue
      const key = reasonOf(validate.errors ?? [])
      const failure = failures.get(key) ?? { samples: new Set(), message: JSON.stringify(message).slice(0, 400) }
      failures.set(key, failure)
      failure.samples.add(name)
      if (!isKnown) unknown += 1
    }
  }
  const { messages, valid, known } = counts
  console.log(`${target.padEnd(18)} ${valid} of ${messages} valid${known > 0 ? `, ${known} known` : ''}`)
  for (const [reason, { samples, message }] of failures)
    console.log(`  ${reason}\n    ${[...samples].slice(0, 3).join(', ')} (${samples.size})\n    ${message}`)
}
if (unknown > 0) {
  console.log(`${unknown} messages are refused and not on the list`)
  process.exitCode = 1
}

/**
 * A module of the source, which is not built for tests.
 * @param {string} path
 */
async function load(path) {
  const { module } = await runnerImport(join(ROOT, path), { configFile: false, root: ROOT, logLevel: 'error' })
  return /** @type {any} */ (module)
}

/** @param {Schema} api */
function validatorOf({ file, message }) {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true })
  // Without their discriminators, which the extracts leave out, two alternatives may both take a value.
  const schema = JSON.parse(readFileSync(join(folder, file), 'utf8').replaceAll('"oneOf"', '"anyOf"'))
  ajv.addSchema(schema)
  return ajv.compile({ $ref: `${schema.$id}#/${message}` })
}

/**
 * The messages of requests, of lists, and of requests in the lines of a batch.
 * @param {unknown[]} documents
 * @param {string} list
 * @returns {unknown[]}
 */
function messagesIn(documents, list) {
  return documents.flatMap((document) => {
    if (Array.isArray(document)) return document
    if (document === null || typeof document !== 'object') return []
    const value = /** @type {Record<string, unknown>} */ (document)
    return Array.isArray(value[list]) ? value[list] : 'body' in value ? messagesIn([value['body']], list) : []
  })
}

/**
 * What the alternatives say of the place that lies deepest: of the others it was none to begin with.
 * @param {readonly { instancePath: string, message?: string, keyword: string, params: object }[]} errors
 */
function reasonOf(errors) {
  const told = errors.filter(({ keyword }) => !/^(?:anyOf|oneOf|if)$/.test(keyword))
  const depth = (/** @type {{ instancePath: string }} */ { instancePath }) => instancePath.split('/').length
  const deepest = Math.max(...told.map(depth))
  const words = told
    .filter((error) => depth(error) === deepest)
    .map(({ instancePath, message, params }) => {
      const key = 'additionalProperty' in params ? ` \`${String(params.additionalProperty)}\`` : ''
      return `${instancePath.replace(/\d+/g, 'n') || '(message)'} ${message}${key}`
    })
  return [...new Set(words)].slice(0, 4).join('; ')
}
