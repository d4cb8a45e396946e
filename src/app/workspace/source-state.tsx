import { pasteFromClipboard } from '../open/paste.ts'
import { openPicker } from '../open/picker.ts'
import { selectSource, selectView } from '../state/selectors.ts'
import { useStore } from '../state/store.ts'
import { Button } from '../ui/button.tsx'
import { SeverityGlyph } from '../ui/severity-glyph.tsx'
import { MarkedText } from '../ui/marked-text.tsx'
import { words } from '../words.ts'
import style from './workspace.module.css'

/** Where there are no rows: nothing there, unreadable, not text, nothing known. Each says what, where and what to do. */
export function SourceState({ title }: { title: string }) {
  const source = useStore(selectSource)
  const view = useStore(selectView)
  const failure = useStore((store) => store.failure)
  const isReading = useStore((store) => store.reading !== null)
  const { retry, close } = useStore.getState()
  if (!source) return null

  if (failure?.sourceId === source.id) {
    const said =
      failure.type === 'unreadable' ? words.states.unreadable(title, failure.message) : words.failed.title(failure.message)
    return (
      <div className={style.state} role="alert">
        <h3>{failure.type === 'unreadable' ? words.states.unreadableTitle : words.failed.heading}</h3>
        <p>{said}</p>
        <div className={style.actions}>
          <Button look="primary" onClick={() => retry()}>
            {words.retry}
          </Button>
          <Button onClick={openPicker}>{words.open.openFile}</Button>
          <Button onClick={() => close(source.id)}>{words.tabs.close(title)}</Button>
        </div>
      </div>
    )
  }
  if (!view) return isReading ? null : <div className={style.state} />

  const { problems, because } = view.opened
  return (
    <div className={style.state}>
      <h3>{words.states.nothingToShow}</h3>
      <ul className={style.reasons}>
        {problems.slice(0, 5).map((problem) => (
          <li key={`${problem.rule}${problem.path}${problem.span.start}`}>
            <SeverityGlyph severity={problem.severity} />
            <span>
              <MarkedText text={problem.message} />
              {problem.rule === 'invalid-json' && ` ${words.problems.place(String(problem.line), String(problem.column))}`}
            </span>
          </li>
        ))}
      </ul>
      {because.length > 0 && (
        <ul className={style.because}>
          {because.map((reason) => (
            <li key={reason}>
              <MarkedText text={reason} />
            </li>
          ))}
        </ul>
      )}
      <p>{words.states.whatToDo}</p>
      <div className={style.actions}>
        <Button onClick={openPicker}>{words.open.openFile}</Button>
        <Button onClick={() => void pasteFromClipboard()}>{words.toolbar.paste}</Button>
      </div>
    </div>
  )
}
