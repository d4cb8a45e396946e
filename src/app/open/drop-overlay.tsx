import { useEffect, useState } from 'react'
import { useStore } from '../state/store.ts'
import { words } from '../words.ts'
import { isOfFiles, nextDragState, noDrag, type DragLike } from './drag-state.ts'
import { filesOf } from './paste.ts'
import style from './open.module.css'

const drags = ['dragenter', 'dragover', 'dragleave', 'drop', 'dragend'] as const

/** The whole window takes files. The overlay says what will happen, and is there for files only. */
export function DropOverlay() {
  const [drag, setDrag] = useState(noDrag)
  useEffect(() => {
    const { openFiles } = useStore.getState()
    const onDrag = (event: DragEvent) => {
      if (isOfFiles(event as DragLike)) {
        event.preventDefault() // without it the browser would leave the page and show the file
        if (event.dataTransfer && event.type === 'dragover') event.dataTransfer.dropEffect = 'copy'
        if (event.type === 'drop') openFiles(filesOf(event.dataTransfer), 'drop')
      }
      setDrag((state) => {
        const next = nextDragState(state, event as DragLike)
        return next.over === state.over && next.files === state.files ? state : next
      })
    }
    const end = (event: Event) => {
      if (!(event instanceof KeyboardEvent) || event.key === 'Escape') setDrag(noDrag)
    }
    for (const type of drags) window.addEventListener(type, onDrag)
    window.addEventListener('blur', end)
    window.addEventListener('keydown', end)
    return () => {
      for (const type of drags) window.removeEventListener(type, onDrag)
      window.removeEventListener('blur', end)
      window.removeEventListener('keydown', end)
    }
  }, [])
  if (!drag.over) return null
  return (
    <output className={style.overlay}>
      <p>{words.open.dropToOpen(drag.files)}</p>
    </output>
  )
}
