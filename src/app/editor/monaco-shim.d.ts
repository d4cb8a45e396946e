// @monaco-editor/react 4.7 names a path that monaco-editor 0.56 dropped; without this its Monaco type is silently `any`.
declare module 'monaco-editor/esm/vs/editor/editor.api' {
  export * from 'monaco-editor/editor'
}
declare namespace JSX {
  // oxlint-disable-next-line typescript/consistent-type-imports -- an import would make this file a module
  type Element = import('react').JSX.Element
}
