/**
 * Takes the first file that is dropped on the page. `data-state` of the page says that it is being shown; the viewer sets it to `done`.
 * @param {(file: File) => void} open
 */
export function onDrop(open) {
  addEventListener('dragover', (event) => event.preventDefault())
  addEventListener('drop', (event) => {
    event.preventDefault()
    const file = event.dataTransfer?.files[0]
    if (!file) return
    document.documentElement.dataset.state = 'busy'
    open(file)
  })
  document.documentElement.dataset.state = 'ready'
}
