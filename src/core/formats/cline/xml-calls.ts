import type { Cursor } from '../../document/cursor.ts'
import { call, text, type PartDraft } from '../transcript.ts'

/** Tools of Cline, Roo Code and Kilo; a tag of another name is text. */
const TOOLS = new Set(
  (
    'execute_command read_file write_to_file replace_in_file search_files list_files list_code_definition_names ' +
    'browser_action use_mcp_tool access_mcp_resource ask_followup_question attempt_completion plan_mode_respond ' +
    'plan_mode_response act_mode_respond new_task condense summarize_task report_bug new_rule load_mcp_documentation ' +
    'web_fetch web_search use_skill use_subagents focus_chain generate_explanation apply_diff apply_patch insert_content ' +
    'search_and_replace switch_mode fetch_instructions update_todo_list run_slash_command codebase_search edit_file ' +
    'generate_image delete_file inspect_site'
  ).split(' '),
)
const OPENING = /<([a-z][a-z0-9_]*)>/g
const MOST_PARAMETERS = 100

/**
 * Calls written as XML in a text: `<read_file><path>a.cs</path></read_file>`. A call that is cut off, or never closed,
 * takes the rest of the text.
 */
export function xmlParts(whole: Cursor): PartDraft[] {
  const source = whole.string ?? ''
  const parts: PartDraft[] = []
  const addText = (from: number, to: number): void => {
    if (source.slice(from, to).trim() !== '') parts.push(text(from === 0 && to === source.length ? whole : whole.slice(from, to)))
  }
  let done = 0
  OPENING.lastIndex = 0
  for (let found = OPENING.exec(source); found; found = OPENING.exec(source)) {
    const name = found[1] ?? ''
    if (!TOOLS.has(name)) continue
    addText(done, found.index)
    const inner = found.index + found[0].length
    const close = source.indexOf(`</${name}>`, inner)
    const end = close < 0 ? source.length : close
    done = close < 0 ? end : close + name.length + 3
    parts.push(readXmlCall(whole, { name: found.index + 1, nameEnd: inner - 1, inner, end, done }))
    if (close < 0) break
    OPENING.lastIndex = done
  }
  addText(done, source.length)
  return parts
}

interface CallPlaces {
  readonly name: number
  readonly nameEnd: number
  readonly inner: number
  readonly end: number
  readonly done: number
}

function readXmlCall(whole: Cursor, { name, nameEnd, inner, end, done }: CallPlaces): PartDraft {
  const tool = whole.slice(name, nameEnd)
  const input = whole.slice(inner, end)
  return call({
    at: whole.slice(name - 1, done),
    name: tool,
    input: input.as(readParameters(input.string ?? '')),
    ...pendingOf(tool.string ?? ''),
  })
}

/** Tools that end a run, or that a person answers. */
export function pendingOf(tool: string): { pending?: 'terminal' | 'approval' } {
  if (tool === 'attempt_completion') return { pending: 'terminal' }
  return /^(ask_followup_question|plan_mode_respon(d|se))$/.test(tool) ? { pending: 'approval' } : {}
}

/** `<path>a</path>` → `{ path: 'a' }`. */
function readParameters(inner: string): Record<string, string> {
  const parameters: [string, string][] = []
  OPENING.lastIndex = 0
  for (let found = OPENING.exec(inner), tries = 0; found && tries < MOST_PARAMETERS; found = OPENING.exec(inner), tries++) {
    const name = found[1] ?? ''
    const from = found.index + found[0].length
    const close = inner.indexOf(`</${name}>`, from)
    if (close < 0) continue
    parameters.push([name, inner.slice(from, close).replace(/^\n|\n$/g, '')])
    OPENING.lastIndex = close + name.length + 3
  }
  return Object.fromEntries(parameters)
}
