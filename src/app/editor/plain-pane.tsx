import { useEffect, useLayoutEffect, useRef } from 'react'
import { useStore } from '../state/store.ts'
import type { TextWindow } from '../../worker/protocol.ts'
import { words } from '../words.ts'
import { difference } from './text-map.ts'
import type { Draft } from './use-draft.ts'
import style from './source-pane.module.css'

interface Props {
  readonly draft: Draft
  readonly window: TextWindow
  /** Called when the area goes while it has the focus, with the place of the caret. */
  readonly onLeft?: (caret: number) => void
}

/** A text area that does what the editor does, without colours: until the editor is there, and where it cannot be. */
export function PlainPane({ draft, window: shown, onLeft }: Props) {
  const area = useRef<HTMLTextAreaElement>(null)
  const { followCursor } = useStore.getState()
  const { map } = draft

  useEffect(() => {
    const element = area.current
    if (!element || draft.isAhead() || element.value === map.shown) return
    const { selectionStart } = element
    const { from, to, insert } = difference(element.value, map.shown)
    element.value = map.shown
    const caret = selectionStart <= from ? selectionStart : Math.max(from, selectionStart + insert.length - (to - from))
    if (document.activeElement === element) element.setSelectionRange(caret, caret)
  }, [draft, map])

  useLayoutEffect(() => {
    const element = area.current
    return () => {
      if (element && element === document.activeElement) onLeft?.(element.selectionStart)
    }
  }, [onLeft])

  return (
    <textarea
      ref={area}
      className={style.plain}
      data-source-editor
      aria-label={words.source.editorLabel}
      spellCheck={false}
      autoComplete="off"
      defaultValue={map.shown}
      readOnly={shown.limit === 'encoding'}
      onChange={(event) => draft.typed(event.currentTarget.value)}
      onSelect={(event) => void followCursor(draft.map.byteAt(event.currentTarget.selectionStart))}
    />
  )
}
