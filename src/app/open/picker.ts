import { useStore } from '../state/store.ts'

/** Held, because a browser may collect an input that nobody holds while its dialog is still to open. */
let held: HTMLInputElement | null = null

/** The browser's own file dialog; it accepts what a drop accepts. */
export function openPicker(): void {
  const input = document.createElement('input')
  held = input
  input.type = 'file'
  input.multiple = true
  input.addEventListener('change', () => {
    if (held === input) held = null
    if (input.files) useStore.getState().openFiles([...input.files], 'picker')
  })
  input.click()
}
