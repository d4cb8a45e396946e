import type { Store } from '../state/store.ts'
import { selectChosenFix } from '../state/selectors.ts'
import { openPicker } from '../open/picker.ts'
import { words } from '../words.ts'
import { nextRegion } from './regions.ts'

export type Where = 'everywhere' | 'lists' | 'timeline' | 'minimap' | 'differences'

export interface Shortcut {
  /** As written on the sheet: `Ctrl+Shift+Z`. On a Mac, Ctrl is ⌘. */
  readonly keys: readonly string[]
  readonly what: string
  readonly where: Where
  /** Absent where the region itself handles its keys. */
  readonly run?: (store: Store) => void
  /** Works while typing in a field too; a field's own keys (undo, letters) stay the field's. */
  readonly inFields?: boolean
}

/** Every key of the page: the sheet prints this table, and the dispatcher runs it. */
export const shortcuts: readonly Shortcut[] = [
  { keys: ['?'], what: words.shortcuts.sheet, where: 'everywhere', run: (store) => store.openDialog('shortcuts') },
  { keys: ['Ctrl+O'], what: words.shortcuts.open, where: 'everywhere', inFields: true, run: openPicker },
  { keys: ['Ctrl+V'], what: words.shortcuts.paste, where: 'everywhere' },
  {
    keys: ['Ctrl+S'],
    what: words.shortcuts.download,
    where: 'everywhere',
    inFields: true,
    run: (store) => void store.download(),
  },
  { keys: ['Ctrl+Z'], what: words.toolbar.undo, where: 'everywhere', run: (store) => store.undo() },
  { keys: ['Ctrl+Shift+Z', 'Ctrl+Y'], what: words.toolbar.redo, where: 'everywhere', run: (store) => store.redo() },
  { keys: ['F6'], what: words.shortcuts.nextRegion, where: 'everywhere', inFields: true, run: () => nextRegion(1) },
  { keys: ['Shift+F6'], what: words.shortcuts.previousRegion, where: 'everywhere', inFields: true, run: () => nextRegion(-1) },
  { keys: ['F8'], what: words.shortcuts.nextProblem, where: 'everywhere', inFields: true, run: (store) => store.stepProblem(1) },
  {
    keys: ['Shift+F8'],
    what: words.shortcuts.previousProblem,
    where: 'everywhere',
    inFields: true,
    run: (store) => store.stepProblem(-1),
  },
  { keys: ['Ctrl+.'], what: words.shortcuts.fixes, where: 'everywhere', inFields: true, run: showFixes },
  { keys: ['Ctrl+Enter'], what: words.shortcuts.preview, where: 'everywhere', inFields: true, run: previewChosen },
  { keys: ['Enter'], what: words.shortcuts.apply, where: 'lists' },
  {
    keys: ['Ctrl+Shift+Enter'],
    what: words.shortcuts.fixSafe,
    where: 'everywhere',
    inFields: true,
    run: (store) => void store.applyAtOnce({ type: 'safe' }),
  },
  {
    keys: ['Ctrl+G'],
    what: words.shortcuts.goToMessage,
    where: 'everywhere',
    inFields: true,
    run: (store) => store.openDialog('go-to'),
  },
  { keys: ['F2'], what: words.shortcuts.rename, where: 'everywhere', run: (store) => void store.askEdit('rename') },
  { keys: ['↓', 'j'], what: words.shortcuts.down, where: 'lists' },
  { keys: ['↑', 'k'], what: words.shortcuts.up, where: 'lists' },
  { keys: ['Home', 'End'], what: words.shortcuts.ends, where: 'lists' },
  { keys: ['p'], what: words.shortcuts.partner, where: 'timeline' },
  { keys: ['Shift+F10', 'Menu'], what: words.shortcuts.rowMenu, where: 'timeline' },
  { keys: ['x', '→', '←'], what: words.shortcuts.expand, where: 'timeline' },
  { keys: ['↑', '↓'], what: words.shortcuts.screen, where: 'minimap' },
  { keys: ['PageUp', 'PageDown'], what: words.shortcuts.minimapProblem, where: 'minimap' },
  { keys: ['Home', 'End'], what: words.shortcuts.minimapEnds, where: 'minimap' },
  { keys: ['n'], what: words.differences.next, where: 'differences' },
  { keys: ['Shift+N'], what: words.differences.previous, where: 'differences' },
  { keys: ['Esc'], what: words.shortcuts.escape, where: 'everywhere' },
]

function showFixes(store: Store): void {
  const chosen = selectChosenFix(store)
  if (!chosen) store.say(words.fixes.none)
  else store.showFixes(chosen.problem)
}

/** The fix that would be taken: of the open menu or card, else the preferred one of the selected problem. */
function previewChosen(store: Store): void {
  const chosen = selectChosenFix(store)
  if (!chosen) store.say(words.fixes.none)
  else void store.previewOf({ type: 'fix', ...chosen })
}
