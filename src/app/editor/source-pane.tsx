import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import { selectRow, selectSource, selectView } from '../state/selectors.ts'
import { useStore } from '../state/store.ts'
import { brokenPlace } from '../state/view-slice.ts'
import { CopyButton } from '../notices/copy-button.tsx'
import { ErrorBoundary } from '../ui/error-boundary.tsx'
import { Button } from '../ui/button.tsx'
import { PanelHead } from '../ui/panel-head.tsx'
import { visibleText } from '../ui/visible-text.ts'
import { words } from '../words.ts'
import { PlainPane } from './plain-pane.tsx'
import { useDraft } from './use-draft.ts'
import style from './source-pane.module.css'

const loadCodePane = () => import('./code-pane.tsx')

/** The exact text, to read and to type in. A plain text area with the same powers stands in until the editor has loaded. */
export function SourcePane() {
  const view = useStore(selectView)
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

  const wanted = row?.span.start ?? 0
  const revision = view?.revision
  useEffect(() => {
    if (revision !== undefined) void needText(wanted)
  }, [needText, revision, wanted])

  if (!view || !source) return null
  const isShown = draft && text?.sourceId === source.id
  const broken = brokenPlace(view)
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
              <CodePane key={source.id} draft={draft} window={text.window} view={view} takeCaret={takeCaret} />
            </Suspense>
          </ErrorBoundary>
        </div>
      )}
    </section>
  )
}
