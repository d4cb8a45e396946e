import { useStore } from '../state/store.ts'
import { words } from '../words.ts'

/** Files on a clipboard or in a drop; empty when there are none. */
export function filesOf(data: DataTransfer | null): File[] {
  return data ? [...data.files] : []
}

/** A paste anywhere outside an editable field: files first, then text, which may be an error of a provider. */
export function receivePaste(event: ClipboardEvent): void {
  if (isEditable(event.target)) return
  const files = filesOf(event.clipboardData)
  const text = event.clipboardData?.getData('text/plain') ?? ''
  if (files.length === 0 && text === '') return
  event.preventDefault()
  const { openFiles, receiveText } = useStore.getState()
  if (files.length > 0) openFiles(files, 'paste')
  else void receiveText(text)
}

/** Fields have their own paste and their own undo. */
function isEditable(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false
  return target.closest('input, textarea, select, [contenteditable=""], [contenteditable="true"], .monaco-editor') !== null
}

/** The *Paste* button: reads the clipboard on this click only; where the browser refuses, says which keys do it. */
export async function pasteFromClipboard(): Promise<void> {
  const { receiveText, notify } = useStore.getState()
  const text = await navigator.clipboard.readText().catch(() => null)
  if (text === null) {
    document.querySelector<HTMLElement>('[data-paste-area]')?.focus()
    return notify(words.open.clipboardRefused)
  }
  if (text === '') return notify(words.open.clipboardEmpty)
  void receiveText(text)
}
