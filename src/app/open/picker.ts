import { useStore } from '../state/store.ts'

/** The browser's own file dialog; it accepts what a drop accepts. */
export function openPicker(): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = true
  input.addEventListener('change', () => {
    if (input.files) useStore.getState().openFiles([...input.files], 'picker')
  })
  input.click()
}
