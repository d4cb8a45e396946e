/** The page of the floor: hands what is dropped to the worker and shows how far it is. */
import { onDrop } from './on-drop.mjs'

onDrop((file) => {
  const item = document.createElement('li')
  const worker = new Worker(new URL('./floor.worker.mjs', import.meta.url), { type: 'module' })
  /** @param {MessageEvent<{ records: number, done: boolean }>} event */
  worker.onmessage = ({ data: { records, done } }) => {
    item.textContent = `${records} records`
    document.body.append(item)
    if (done) document.documentElement.dataset.state = 'done'
  }
  worker.postMessage(file)
})
