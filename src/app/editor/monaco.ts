/** The code editor as we bundle it: JSON, workers of our own site. Imported only by the lazy code pane. */
import * as monaco from 'monaco-editor/editor'
// All features, although we use ten: the JSON mode brings them along anyway, but late, and what registers after the first
// editor was made is unknown to the second ("depends on UNKNOWN service ICodeLensCache").
import 'monaco-editor/features/register.all'
import { loader } from '@monaco-editor/react'
import EditorWorker from 'monaco-editor/editor/editor.worker?worker'
import { jsonDefaults } from 'monaco-editor/languages/features/json/register'
import JsonWorker from 'monaco-editor/languages/features/json/json.worker?worker'
import { editorColours } from './editor-colours.ts'

let isReady = false

/** A called function, so that no bundler can drop it; before the first `<Editor>`. */
export function initMonaco(): typeof monaco {
  if (isReady) return monaco
  isReady = true
  // Made now and not when they are needed: after its first idle moment the page asks for nothing any more.
  const spare = new Map([
    ['json', new JsonWorker()],
    ['editor', new EditorWorker()],
  ])
  self.MonacoEnvironment = {
    getWorker: (_id, label) => {
      const kind = label === 'json' ? 'json' : 'editor'
      const worker = spare.get(kind) ?? (kind === 'json' ? new JsonWorker() : new EditorWorker())
      spare.delete(kind)
      return worker
    },
  }
  monaco.editor.createModel('', 'json').dispose() // the JSON mode is a file of its own, fetched at the first JSON
  void document.fonts.load('16px codicon')
  // What is wrong with the text is said once, by our own problems: they know JSON Lines, slices and targets.
  jsonDefaults.setDiagnosticsOptions({ validate: false, allowComments: false, enableSchemaRequest: false, schemas: [] })
  loader.config({ monaco })
  return monaco
}

/**
 * The first editor sets up what all others share, and takes ten times as long: made while nobody waits, and thrown away. It
 * has nothing to ask a worker, so that both spare ones stay fresh.
 */
export function warmUpMonaco(): void {
  const host = document.createElement('div')
  const options = { value: '', language: 'plaintext', fontSize: 12.5, lineHeight: 20 }
  initMonaco()
    .editor.create(host, { ...options, unicodeHighlight: { invisibleCharacters: false, ambiguousCharacters: false } })
    .dispose()
}

/** Gives the editor the colours the page has now. */
export function paintMonaco(): void {
  monaco.editor.defineTheme('toolmend', editorColours())
  monaco.editor.setTheme('toolmend')
}

export { monaco }
