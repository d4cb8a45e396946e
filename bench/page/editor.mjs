/** The page of vanilla-jsoneditor, as an application would use it: the dropped file is parsed and shown as a tree. */
import { createJSONEditor } from 'vanilla-jsoneditor/standalone.js'
import { onDrop } from './on-drop.mjs'

onDrop((file) => void show(file))

/** @param {File} file */
async function show(file) {
  const text = await file.text()
  const isLines = file.name.endsWith('.jsonl')
  const json = isLines ? text.trimEnd().split('\n').map(parse) : JSON.parse(text)
  const target = document.createElement('main')
  target.style.height = '100vh'
  document.body.replaceChildren(target)
  createJSONEditor({ target, props: { content: { json } } })
  requestAnimationFrame(() => requestAnimationFrame(() => (document.documentElement.dataset.state = 'done')))
}

/** @param {string} line */
function parse(line) {
  return JSON.parse(line)
}
