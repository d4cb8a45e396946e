import Editor from '@monaco-editor/react'
import type { editor } from 'monaco-editor/editor'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { OpenedView, TextWindow } from '../../worker/protocol.ts'
import { selectRow } from '../state/selectors.ts'
import { useStore } from '../state/store.ts'
import { words } from '../words.ts'
import { initMonaco, monaco, paintMonaco } from './monaco.ts'
import { showProblems } from './problem-marks.ts'
import { difference } from './text-map.ts'
import type { Draft } from './use-draft.ts'
import './code-pane.css'

initMonaco()

type CodeEditor = editor.IStandaloneCodeEditor

interface Props {
  readonly draft: Draft
  readonly window: TextWindow
  readonly opened: OpenedView
  /** Index of the selected problem. */
  readonly problem: number | null
  /** Where somebody was writing in the text area that stood here before: they go on at the same place. */
  readonly takeCaret: () => number | null
}

/** The code editor. What it shows comes from the draft; what is typed goes back to it; its own undo list is not used. */
export default function CodePane({ draft, window: shown, opened, problem, takeCaret }: Props) {
  const [code, setCode] = useState<CodeEditor | null>(null)
  const { map } = draft
  const latest = useRef({ draft, shown })
  useLayoutEffect(() => {
    latest.current = { draft, shown }
  })

  useTheme()
  useTyping(code, latest)
  useEffect(() => {
    const model = code?.getModel()
    if (!model || latest.current.draft.isAhead()) return
    const now = model.getValue(monaco.editor.EndOfLinePreference.LF)
    if (now === map.shown) return
    const { from, to, insert } = difference(now, map.shown)
    const range = monaco.Range.fromPositions(model.getPositionAt(from), model.getPositionAt(to))
    isOurs.add(model)
    model.applyEdits([{ range, text: insert }])
    isOurs.delete(model)
  }, [code, map])
  useEffect(() => {
    if (code) showProblems(code, opened.problems, latest.current.draft.map, latest.current.shown)
  }, [code, opened, map])
  const isWrapped = useMemo(() => needsWrapping(shown), [shown])
  useSelection(code, latest, { opened, problem, shown, isWrapped })
  const options = useMemo(() => editorOptions(shown, isWrapped), [shown, isWrapped])

  return (
    <Editor
      defaultValue={map.shown}
      language={shown.limit === 'long-line' ? 'plaintext' : 'json'}
      theme="toolmend"
      loading={null}
      onMount={(mounted) => {
        const model = mounted.getModel()
        model?.setEOL(monaco.editor.EndOfLineSequence.LF)
        const caret = takeCaret()
        if (model && caret !== null) {
          mounted.setPosition(model.getPositionAt(caret), 'toolmend')
          if (document.activeElement === document.body) mounted.focus()
        }
        setCode(mounted)
      }}
      options={options}
    />
  )
}

/** A line of JSON Lines is read by nobody who has to scroll sideways; wrapping a large text would take long. */
const LONG_LINE = 1000
const LARGEST_WRAPPED = 300_000

function needsWrapping({ text, limit }: TextWindow): boolean {
  if (limit === 'long-line') return true
  return text.length <= LARGEST_WRAPPED && text.split('\n').some((line) => line.length > LONG_LINE)
}

/** Made anew only for another text: the editor takes a while to take new ones. */
function editorOptions({ line, limit }: TextWindow, isWrapped: boolean): editor.IStandaloneEditorConstructionOptions {
  return {
    ariaLabel: words.source.editorLabel,
    automaticLayout: true,
    bracketPairColorization: { enabled: false }, // colour means role and severity here
    fixedOverflowWidgets: true,
    fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--font-mono'),
    fontSize: 12.5,
    lineHeight: 20,
    glyphMargin: true,
    // What it would offer beyond typing is the page's to say, or nobody's.
    codeLens: false,
    colorDecorators: false,
    dropIntoEditor: { enabled: false },
    inlayHints: { enabled: 'off' },
    inlineSuggest: { enabled: false },
    parameterHints: { enabled: false },
    pasteAs: { enabled: false },
    selectionHighlight: false,
    unicodeHighlight: { ambiguousCharacters: false, invisibleCharacters: true },
    wordBasedSuggestions: 'off',
    lineNumbers: (number) => String(number + line - 1),
    lineNumbersMinChars: Math.max(3, String(line + 10_000).length - 1),
    links: false, // an address in a transcript is text; nothing opens it by a click
    minimap: { enabled: false },
    occurrencesHighlight: 'off',
    overviewRulerLanes: 2,
    padding: { top: 4 },
    quickSuggestions: false,
    readOnly: limit === 'encoding',
    renderLineHighlight: 'line',
    scrollBeyondLastLine: false,
    stickyScroll: { enabled: false },
    suggestOnTriggerCharacters: false,
    tabFocusMode: true, // Tab leaves the editor, as everywhere on the page
    tabSize: 2,
    unusualLineTerminators: 'off',
    wordWrap: isWrapped ? 'on' : 'off',
  }
}

/** Pixels. */
const SMALLEST_VIEW = 60

/** Models whose change is ours, not the user's. */
const isOurs = new WeakSet<editor.ITextModel>()

function useTheme(): void {
  const theme = useStore((store) => store.settings.theme)
  useEffect(() => {
    paintMonaco()
    const system = matchMedia('(prefers-color-scheme: dark)')
    system.addEventListener('change', paintMonaco)
    return () => system.removeEventListener('change', paintMonaco)
  }, [theme])
}

type Latest = React.RefObject<{ draft: Draft; shown: TextWindow }>

function useTyping(code: CodeEditor | null, latest: Latest): void {
  useEffect(() => {
    if (!code) return
    const { followCursor } = useStore.getState()
    const content = code.onDidChangeModelContent(() => {
      const model = code.getModel()
      if (model && !isOurs.has(model)) latest.current.draft.typed(model.getValue(monaco.editor.EndOfLinePreference.LF))
    })
    const cursor = code.onDidChangeCursorPosition(({ position, source }) => {
      const model = code.getModel()
      if (!model || (source !== 'mouse' && source !== 'keyboard') || latest.current.draft.isAhead()) return
      void followCursor(latest.current.draft.map.byteAt(model.getOffsetAt(position)))
    })
    return () => {
      content.dispose()
      cursor.dispose()
    }
  }, [code, latest])
}

interface Selected {
  readonly opened: OpenedView
  readonly problem: number | null
  readonly shown: TextWindow
  readonly isWrapped: boolean
}

/** Marks the text of the selected row, and brings it into view when the selection was made elsewhere. */
function useSelection(code: CodeEditor | null, latest: Latest, { opened, problem: selected, shown, isWrapped }: Selected): void {
  const revealed = useStore((store) => store.revealed)
  const row = useStore(selectRow)
  const seen = useRef(-1)
  const marks = useRef<editor.IEditorDecorationsCollection | null>(null)
  const problem = selected === null ? undefined : opened.problems[selected]
  const place = problem && problem.row === row?.index ? problem.span : row?.span

  useEffect(() => {
    const model = code?.getModel()
    if (!code || !model || !place || !row) return
    const map = latest.current.draft.map
    const rangeOf = ({ start, end }: { start: number; end: number }) =>
      monaco.Range.fromPositions(model.getPositionAt(map.indexAt(start)), model.getPositionAt(map.indexAt(end)))
    marks.current ??= code.createDecorationsCollection()
    marks.current.set([{ range: rangeOf(row.span), options: { isWholeLine: !isWrapped, className: 'toolmend-selected-text' } }])
    const isInWindow = place.start >= shown.start && place.start <= shown.end
    if (!revealed || revealed.turn === seen.current || revealed.origin === 'source' || !isInWindow) return
    seen.current = revealed.turn
    const start = rangeOf(place).getStartPosition()
    const { Immediate } = monaco.editor.ScrollType
    const reveal = () =>
      isWrapped
        ? code.revealPositionInCenterIfOutsideViewport(start, Immediate) // one line fills the view
        : code.revealLineInCenterIfOutsideViewport(start.lineNumber, Immediate) // never sideways
    code.setPosition(start, 'toolmend')
    if (code.getLayoutInfo().height > SMALLEST_VIEW) return reveal()
    // The editor was just made and does not know its size: nothing would be in the middle of it.
    const waiting = code.onDidLayoutChange(() => {
      waiting.dispose()
      reveal()
    })
    return () => waiting.dispose()
  }, [code, latest, place, row, revealed, opened, shown, isWrapped])
}
