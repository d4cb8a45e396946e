/** The code editor as we bundle it: picked features, JSON, workers of our own site. Imported only by the lazy code pane. */
import * as monaco from 'monaco-editor/editor'
import 'monaco-editor/features/codeEditor/register'
import 'monaco-editor/features/codicon/register'
import 'monaco-editor/features/documentSymbols/register' // without it: "depends on UNKNOWN service IOutlineModelService"
import 'monaco-editor/features/find/register'
import 'monaco-editor/features/folding/register'
import 'monaco-editor/features/hover/register'
import 'monaco-editor/features/bracketMatching/register'
import 'monaco-editor/features/clipboard/register'
import 'monaco-editor/features/contextmenu/register'
import 'monaco-editor/features/gotoLine/register'
import 'monaco-editor/features/wordOperations/register'
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
  self.MonacoEnvironment = { getWorker: (_id, label) => (label === 'json' ? new JsonWorker() : new EditorWorker()) }
  // What is wrong with the text is said once, by our own problems: they know JSON Lines, slices and targets.
  jsonDefaults.setDiagnosticsOptions({ validate: false, allowComments: false, enableSchemaRequest: false, schemas: [] })
  loader.config({ monaco })
  return monaco
}

/** Gives the editor the colours the page has now. */
export function paintMonaco(): void {
  monaco.editor.defineTheme('toolmend', editorColours())
  monaco.editor.setTheme('toolmend')
}

export { monaco }
