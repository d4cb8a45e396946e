import { useEffect } from 'react'
import { useStore } from '../state/store.ts'
import { matchKeys } from './match-keys.ts'
import { shortcuts } from './shortcuts.ts'

/** Keys that a dialog leaves to itself. */
const inDialogs = new Set(['Ctrl+S', 'Ctrl+O', 'Ctrl+Z', 'Ctrl+Shift+Z', 'Ctrl+Y'])

/** Runs the table of shortcuts; in the capture phase, so that the code editor does not take undo for itself. */
export function useShortcuts(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const target = event.target instanceof Element ? event.target : null
      const isSource = target?.closest('.monaco-editor, [data-source-editor]') != null && target.closest('.find-widget') === null
      const isField = !isSource && target?.closest('input, textarea, select, [contenteditable="true"]') != null
      const isDialog = document.querySelector('[role="dialog"], [role="alertdialog"]') !== null
      for (const { keys, run, inFields } of shortcuts) {
        const pressed = keys.find((key) => matchKeys(event, key))
        if (!run || !pressed) continue
        if (isDialog && !inDialogs.has(pressed)) return
        const isLetter = !event.ctrlKey && !event.metaKey && event.key.length === 1
        if ((isField && !inFields) || (isSource && isLetter)) return
        event.preventDefault()
        event.stopPropagation()
        run(useStore.getState())
        return
      }
    }
    window.addEventListener('keydown', onKeyDown, true)
    return () => window.removeEventListener('keydown', onKeyDown, true)
  }, [])
}
