/**
 * Is a drag of files over the window? Browsers send `dragenter` for every element passed and not always a `dragleave` for
 * each, so counting goes wrong; instead the last element entered is remembered, and leaving *it* means leaving the window.
 */
export interface DragState {
  /** The element the drag entered last; `null` when no files are over the window. */
  readonly over: EventTarget | null
  readonly files: number
}

export const noDrag: DragState = { over: null, files: 0 }

export interface DragLike {
  readonly type: string
  readonly target: EventTarget | null
  readonly dataTransfer: { readonly types: readonly string[]; readonly items: { readonly length: number } } | null
}

export function nextDragState(state: DragState, event: DragLike): DragState {
  switch (event.type) {
    case 'dragenter':
    case 'dragover':
      return isOfFiles(event) ? { over: event.target, files: event.dataTransfer?.items.length ?? 0 } : state
    case 'dragleave':
      return event.target === state.over ? noDrag : state
    default: // drop, dragend, blur, Escape
      return noDrag
  }
}

/**
 * Real files only: text, links and images of a page say so in their types. An image dragged out of a page also claims to
 * be a file in some browsers, but then brings its address along.
 */
export function isOfFiles({ dataTransfer }: DragLike): boolean {
  if (!dataTransfer) return false
  return (
    dataTransfer.types.includes('Files') && !dataTransfer.types.some((type) => type === 'text/html' || type === 'text/uri-list')
  )
}
