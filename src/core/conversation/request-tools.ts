import { get, isObject } from '../json/value.ts'

/** The tools a request lets the model call, however its API writes them. */
export interface RequestTools {
  /** Schema of the input by name; `null` for a tool that has a name and no schema of its own. */
  readonly schemas: ReadonlyMap<string, unknown>
  /** There may be more tools than have a name here: those of a server, or those the provider runs itself. */
  readonly open: boolean
}

const NO_TOOLS: RequestTools = { schemas: new Map(), open: false }
// The same body is asked for by several rules, and again for each of its messages.
const known = new WeakMap<object, RequestTools>()

/**
 * Reads the tools out of a request body.
 * Shapes: `tools[].function` (Chat Completions), `functions[]` (its older form), `tools[]` with `input_schema` (Anthropic)
 * or `parameters` (Responses), `tools[].functionDeclarations[]` (Gemini), `toolConfig.tools[].toolSpec` (Bedrock).
 */
export function requestTools(body: unknown): RequestTools {
  if (!isObject(body)) return NO_TOOLS
  const before = known.get(body)
  if (before) return before
  const tools = readTools(body)
  known.set(body, tools)
  return tools
}

function readTools(body: unknown): RequestTools {
  const schemas = new Map<string, unknown>()
  let open = get(body, 'mcp_servers') !== undefined
  const add = (definition: unknown, schema: unknown): void => {
    const name = get(definition, 'name')
    if (typeof name === 'string') schemas.set(name, schema ?? null)
    else open = true
  }
  const settings = [body, get(body, 'config'), get(body, 'generationConfig')]
  for (const tool of settings.flatMap((holder) => listAt(holder, 'tools'))) addTool(tool, add)
  for (const legacy of listAt(body, 'functions')) add(legacy, get(legacy, 'parameters'))
  for (const tool of listAt(get(body, 'toolConfig'), 'tools')) {
    const spec = get(tool, 'toolSpec')
    if (spec !== undefined) add(spec, get(get(spec, 'inputSchema'), 'json'))
    else if (get(tool, 'cachePoint') === undefined) open = true
  }
  return schemas.size > 0 || open ? { schemas, open } : NO_TOOLS
}

function addTool(tool: unknown, add: (definition: unknown, schema: unknown) => void): void {
  const own = get(tool, 'function')
  if (isObject(own)) return add(own, get(own, 'parameters'))
  const declared = [...listAt(tool, 'functionDeclarations'), ...listAt(tool, 'function_declarations')]
  for (const declaration of declared) {
    const plain = get(declaration, 'parametersJsonSchema') ?? get(declaration, 'parameters_json_schema')
    add(declaration, plain ?? get(declaration, 'parameters'))
  }
  if (declared.length > 0) return
  // A group of tools under one name: each is called by its own.
  const inner = listAt(tool, 'tools')
  if (inner.length > 0) for (const one of inner) addTool(one, add)
  else add(tool, get(tool, 'input_schema') ?? get(tool, 'parameters'))
}

function listAt(value: unknown, key: string): readonly unknown[] {
  const list = get(value, key)
  return Array.isArray(list) ? list : []
}
