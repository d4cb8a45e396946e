import {
  ClipboardPaste,
  Copy,
  Download,
  FolderOpen,
  MessageSquareWarning,
  Redo2,
  Undo2,
  WandSparkles,
  Wrench,
} from 'lucide-react'
import { Toolbar as Bar } from 'react-aria-components'
import { exportName } from '../export/export-name.ts'
import { openPicker } from '../open/picker.ts'
import { pasteFromClipboard } from '../open/paste.ts'
import { isOver } from '../state/reading.ts'
import { selectSafeCount, selectSource, selectView } from '../state/selectors.ts'
import { useStore } from '../state/store.ts'
import { Button } from '../ui/button.tsx'
import { size } from '../ui/numbers.ts'
import { words } from '../words.ts'
import style from './header.module.css'

/** What can be done with the source as a whole, in the order it is done: open, change, repair, take away. */
export function Toolbar() {
  const source = useStore(selectSource)
  const view = useStore(selectView)
  const safe = useStore(selectSafeCount)
  const { undo, redo, openDialog, previewOf, applyAtOnce, download, copy, openErrorBox } = useStore.getState()
  if (!source) return null
  const { done, undone } = source.history
  // A repair of what was read so far would leave out what is still to come.
  const isRead = view !== undefined && isOver(view.opened.read)
  const errors = view ? view.opened.counts.errors + view.opened.counts.warnings : 0
  const name = view ? exportName(source.name, view.opened.source.container) : ''
  const bytes = view ? size(view.opened.source.bytes) : ''
  return (
    <Bar className={style.toolbar ?? ''} aria-label={words.toolbar.label}>
      <Button onClick={openPicker} title="Ctrl+O">
        <FolderOpen size={15} aria-hidden="true" /> {words.toolbar.open}
      </Button>
      <Button onClick={() => void pasteFromClipboard()}>
        <ClipboardPaste size={15} aria-hidden="true" /> {words.toolbar.paste}
      </Button>
      <Button onClick={() => openErrorBox()}>
        <MessageSquareWarning size={15} aria-hidden="true" /> {words.toolbar.explain}
      </Button>
      <span className={style.rule} />
      <Button look="quiet" disabled={done.length === 0} title={`${words.toolbar.undo} (Ctrl+Z)`} onClick={undo}>
        <Undo2 size={15} aria-hidden="true" /> {words.toolbar.undo}
      </Button>
      <Button look="quiet" disabled={undone.length === 0} title={`${words.toolbar.redo} (Ctrl+Shift+Z)`} onClick={redo}>
        <Redo2 size={15} aria-hidden="true" /> {words.toolbar.redo}
      </Button>
      <Button look="quiet" disabled={done.length + undone.length === 0} onClick={() => openDialog('changes')}>
        {words.toolbar.changes(done.length)}
      </Button>
      <span className={style.take}>
        {safe > 0 && (
          <Button
            title={isRead ? 'Ctrl+Shift+Enter' : words.reading.first}
            disabled={!isRead}
            onClick={() => void applyAtOnce({ type: 'safe' })}
          >
            <WandSparkles size={15} aria-hidden="true" /> {words.toolbar.fixSafe(safe)}
          </Button>
        )}
        <Button
          look={errors > 0 ? 'primary' : 'plain'}
          disabled={!isRead}
          title={isRead ? undefined : words.reading.first}
          onClick={() => void previewOf({ type: 'repair' })}
        >
          <Wrench size={15} aria-hidden="true" /> {words.toolbar.repair}
        </Button>
        <Button disabled={!view} onClick={() => void copy()}>
          <Copy size={15} aria-hidden="true" /> {words.toolbar.copy}
        </Button>
        <Button
          className={style.download ?? ''}
          look={errors > 0 ? 'plain' : 'primary'}
          disabled={!view}
          title="Ctrl+S"
          onClick={() => void download()}
        >
          <Download size={15} aria-hidden="true" />
          <span>
            {done.length > 0 ? words.toolbar.downloadRepaired : words.toolbar.download}
            <span className={style.fileName}> · {name}</span>
            <span className={style.fileSize}> · {bytes}</span>
          </span>
        </Button>
      </span>
    </Bar>
  )
}
