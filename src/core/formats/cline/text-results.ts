import type { Cursor } from '../../document/cursor.ts'
import { result, text, type CallDraft, type PartDraft } from '../transcript.ts'

/** `[read_file for 'a.cs'] Result:`; what is between the quotes may have lines of its own. */
const HEAD = /^\s*\[([\w-]+)(?: for [^]{0,4000}?)?\] Result:/
const NOT_RUN =
  /^\s*(?:Skipping tool )?(?:Tool )?\[([\w-]+)(?: for [^]{0,4000}?)?\] was not executed|^\s*Skipping tool \[([\w-]+)/
const FAILED = /^\s*(?:The user denied this operation|The tool execution failed|\[?Error|<error>)/i

/**
 * Answers that are texts: a head that names the tool, then what it gave, in the same block or in the next one. They answer
 * the calls before them by name, else by order, for an id is nowhere in them.
 */
export function textResults(blocks: readonly Cursor[], open: CallDraft[]): PartDraft[] {
  const parts: PartDraft[] = []
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i]!
    const whole = block.string === null ? block.get('text') : block
    const source = whole.string ?? ''
    const head = HEAD.exec(source)
    const refusal = head ? null : NOT_RUN.exec(source)
    if (!head && !refusal) {
      parts.push(text(whole))
      continue
    }
    const name = head?.[1] ?? refusal?.[1] ?? refusal?.[2] ?? ''
    const rest = head ? source.slice(head[0].length) : source
    const next = blocks[i + 1]?.get('text')
    const isSplit = head !== null && rest.trim() === '' && next?.string != null && !isOwnBlock(next.string)
    const content = isSplit ? next : head ? whole.slice(head[0].length, source.length) : whole
    if (isSplit) i++
    const from = source.indexOf(name)
    parts.push(
      result({
        at: whole,
        name: whole.slice(from, from + name.length),
        content,
        failed: refusal !== null || FAILED.test(content.string ?? ''),
        answers: takeCall(open, name),
      }),
    )
  }
  return parts
}

const isOwnBlock = (source: string): boolean =>
  HEAD.test(source) || NOT_RUN.test(source) || source.trimStart().startsWith('<environment_details>')

function takeCall(open: CallDraft[], name: string): CallDraft | undefined {
  const named = open.findIndex((asked) => asked.name?.text === name)
  return open.splice(Math.max(0, named), 1)[0]
}
