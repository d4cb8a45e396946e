import type CodePane from './code-pane.tsx'

/**
 * The code pane with its editor, in steps: to run all of the editor's code at once holds up the page for a tenth of a
 * second. Its core comes first, then what it can do, then what we make of it, and between them the page has its turn.
 */
export async function loadCodePane(): Promise<{ default: typeof CodePane }> {
  for (const load of [() => import('./editor-core.ts'), () => import('./editor-features.ts')]) {
    await load()
    await turnOfThePage()
  }
  return import('./code-pane.tsx')
}

/** All that can be done for the editor before there is something to show in it. */
export async function prepareCodePane(): Promise<void> {
  await loadCodePane()
  await idleMoment()
  const { warmUpMonaco } = await import('./monaco.ts')
  warmUpMonaco()
}

function turnOfThePage(): Promise<void> {
  return new Promise((done) => setTimeout(done))
}

function idleMoment(): Promise<void> {
  if (!('requestIdleCallback' in window)) return turnOfThePage()
  return new Promise((done) => requestIdleCallback(() => done()))
}
