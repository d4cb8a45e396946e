import type { ProblemView } from '../../worker/protocol.ts'
import { words } from '../words.ts'

/** Problems as Markdown, for an issue or a chat. */
export function problemsAsMarkdown(problems: readonly ProblemView[], sourceTitle: string, target: string): string {
  const items = problems.map((problem) => problemAsMarkdown(problem, target))
  return `### ${words.problems.markdownTitle(problems.length, inline(sourceTitle), target)}\n\n${items.join('\n')}`
}

function problemAsMarkdown({ severity, rule, message, path, line, column, providerError }: ProblemView, target: string): string {
  const lines = [`- **${severity}** \`${rule}\`: ${message}`, `  ${words.problems.markdownPlace(inline(path), line, column)}`]
  if (providerError !== null) lines.push(`  ${words.problems.wouldAnswer(target)}`, '', ...quoted(providerError))
  return `${lines.join('\n')}\n`
}

function inline(text: string): string {
  return `\`${text.replaceAll('`', "'")}\``
}

function quoted(text: string): string[] {
  return text.split('\n').map((line) => `  > ${line}`)
}
