/** The part of the editor that everything else of it stands on (`load-code-pane.ts`). */
export * as core from 'monaco-editor/editor'
