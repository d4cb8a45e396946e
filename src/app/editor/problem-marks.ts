import type { editor } from 'monaco-editor/editor'
import type { Severity } from '../../core/problem.ts'
import type { ProblemView, TextWindow } from '../../worker/protocol.ts'
import { visibleText } from '../ui/visible-text.ts'
import { monaco } from './monaco.ts'
import type { TextMap } from './text-map.ts'

/** The editor slows down under thousands of marks; the list has them all. */
const MOST_MARKS = 500

const levels: Record<Severity, number> = { error: 8, warning: 4, info: 2 }
const collections = new WeakMap<editor.IStandaloneCodeEditor, editor.IEditorDecorationsCollection>()

/** Underlines problems with the text of the list, and puts the shape of their severity beside the line. */
export function showProblems(
  code: editor.IStandaloneCodeEditor,
  problems: readonly ProblemView[],
  map: TextMap,
  { start, end }: TextWindow,
): void {
  const model = code.getModel()
  if (!model) return
  const inWindow = problems.filter(({ span }) => span.start >= start && span.start <= end).slice(0, MOST_MARKS)
  const marks = inWindow.map((problem) => {
    const from = model.getPositionAt(map.indexAt(problem.span.start))
    const to = model.getPositionAt(map.indexAt(problem.span.end))
    // A problem of a whole message underlines its first line only.
    const last = to.lineNumber > from.lineNumber ? model.getLineMaxColumn(from.lineNumber) : Math.max(to.column, from.column + 1)
    const range = new monaco.Range(from.lineNumber, from.column, from.lineNumber, last)
    return { problem, range }
  })
  monaco.editor.setModelMarkers(
    model,
    'toolmend',
    marks.map(({ problem, range }) => ({
      severity: levels[problem.severity],
      message: visibleText(problem.providerError ? `${problem.message}\n${problem.providerError}` : problem.message),
      source: problem.rule,
      startLineNumber: range.startLineNumber,
      startColumn: range.startColumn,
      endLineNumber: range.endLineNumber,
      endColumn: range.endColumn,
    })),
  )
  const collection = collections.get(code) ?? code.createDecorationsCollection()
  collections.set(code, collection)
  // One line has one shape: of the worst that begins there.
  const worst = new Map<number, (typeof marks)[number]>()
  for (const mark of marks) {
    const before = worst.get(mark.range.startLineNumber)
    if (!before || levels[mark.problem.severity] > levels[before.problem.severity]) worst.set(mark.range.startLineNumber, mark)
  }
  collection.set(
    [...worst.values()].map(({ problem, range }) => ({
      range: new monaco.Range(range.startLineNumber, 1, range.startLineNumber, 1),
      options: {
        glyphMarginClassName: `toolmend-glyph ${problem.severity}`,
        glyphMarginHoverMessage: { value: escapeMarkdown(problem.message) },
      },
    })),
  )
}

/** Hovers of the margin are Markdown, and a transcript is not. */
function escapeMarkdown(text: string): string {
  return visibleText(text).replace(/[\\`*_{}[\]()#+\-.!<>|~&]/g, '\\$&')
}
