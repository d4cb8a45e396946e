import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import { selectRow, selectSource, selectView } from '../state/selectors.ts'
import { useStore, type Store } from '../state/store.ts'
import { brokenPlace } from '../state/view-slice.ts'
import { CopyButton } from '../notices/copy-button.tsx'
import { ErrorBoundary } from '../ui/error-boundary.tsx'
import { Button } from '../ui/button.tsx'
import { PanelHead } from '../ui/panel-head.tsx'
import { visibleText } from '../ui/visible-text.ts'
import { words } from '../words.ts'
import { loadCodePane } from './load-code-pane.ts'
import { PlainPane } from './plain-pane.tsx'
import { useDraft } from './use-draft.ts'
import style from './source-pane.module.css'

/** The exact text, to read and to type in. A plain text area with the same powers stands in until the editor has loaded. */
export function SourcePane() {
  // Not the view itself: it changes with every page of rows, and the editor takes a while to be told so.
  const opened = useStore((store) => selectView(store)?.opened)
  const revision = useStore((store) => selectView(store)?.revision)
  const problem = useStore((store) => selectView(store)?.problem ?? null)
  const broken = useStore(selectBroken)
  const source = useStore(selectSource)
  const row = useStore(selectRow)
  const text = useStore((store) => store.text)
  const { needText } = useStore.getState()
  const draft = useDraft()
  const [attempt, setAttempt] = useState(0)
  const [CodePane, setCodePane] = useState(() => lazy(loadCodePane))
  /** Where somebody was writing when the editor came and took the place of the text area. */
  const caret = useRef<number | null>(null)
  const keepCaret = useCallback((at: number) => {
    caret.current = at
  }, [])
  const takeCaret = useCallback(() => {
    const at = caret.current
    caret.current = null
    return at
  }, [])

  const wanted = useStore(selectPlace)
  useEffect(() => {
    if (revision !== undefined && wanted !== undefined) void needText(wanted)
  }, [needText, revision, wanted])

  if (!opened || !source) return null
  const isShown = draft && text?.sourceId === source.id
  const lines = text ? text.window.text.split('\n').length : 0
  const retry = () => {
    setCodePane(() => lazy(loadCodePane))
    setAttempt(attempt + 1)
  }

  return (
    <section className={style.pane} aria-label={words.source.region} data-region="source" tabIndex={-1}>
      <PanelHead title={words.source.title}>
        <code className={style.path}>{row ? visibleText(row.path) : ''}</code>
        {row && row.path !== '' && <CopyButton label={words.source.copyPath} text={row.path} />}
        <span className={style.state} data-broken={broken ? true : undefined}>
          {broken
            ? words.source.stopsParsing(broken.line, broken.column)
            : text && isShown && words.source.state(text.window.whole, lines, text.window.line)}
        </span>
      </PanelHead>
      {text && isShown && text.window.limit && <p className={style.note}>{words.source.limits[text.window.limit]}</p>}
      {text && isShown && (
        <div className={style.text}>
          <ErrorBoundary
            key={attempt}
            fallback={
              <>
                <p className={style.note} role="alert">
                  {words.source.editorFailed} <Button onClick={retry}>{words.retry}</Button>
                </p>
                <PlainPane draft={draft} window={text.window} />
              </>
            }
          >
            <Suspense fallback={<PlainPane draft={draft} window={text.window} onLeft={keepCaret} />}>
              <CodePane
                key={source.id}
                draft={draft}
                window={text.window}
                opened={opened}
                problem={problem}
                takeCaret={takeCaret}
              />
            </Suspense>
          </ErrorBoundary>
        </div>
      )}
    </section>
  )
}

function selectBroken(store: Store): ReturnType<typeof brokenPlace> {
  const view = selectView(store)
  return view && brokenPlace(view)
}

/** Where the selected row begins, the beginning where none is; undefined until the row is known. */
function selectPlace(store: Store): number | undefined {
  const row = selectView(store)?.row ?? null
  return row === null ? 0 : selectRow(store)?.span.start
}
