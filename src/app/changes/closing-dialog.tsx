import { useStore } from '../state/store.ts'
import { Button } from '../ui/button.tsx'
import { ModalDialog } from '../ui/dialog.tsx'
import { visibleText } from '../ui/visible-text.ts'
import { words } from '../words.ts'

/** Closing a source whose changes nobody took away asks once. */
export function ClosingDialog() {
  const source = useStore(({ closing, sources }) => sources.find(({ id }) => id === closing))
  const { close, keepOpen } = useStore.getState()
  if (!source) return null
  return (
    <ModalDialog
      title={words.tabs.closeTitle(visibleText(source.title))}
      onClose={keepOpen}
      footer={
        <>
          <Button onClick={keepOpen}>{words.cancel}</Button>
          <Button look="danger" onClick={() => close(source.id, true)}>
            {words.tabs.closeAnyway}
          </Button>
        </>
      }
    >
      <p>{words.tabs.closeWhat(source.history.done.length)}</p>
    </ModalDialog>
  )
}

/** A big text goes to the clipboard only after a yes. */
export function BigCopyDialog() {
  const bigCopy = useStore((store) => store.bigCopy)
  const { copy, cancelCopy, download } = useStore.getState()
  if (!bigCopy) return null
  return (
    <ModalDialog
      title={words.takeAway.bigTitle}
      onClose={cancelCopy}
      footer={
        <>
          <Button onClick={cancelCopy}>{words.cancel}</Button>
          <Button onClick={() => void copy(true)}>{words.takeAway.copyAnyway}</Button>
          <Button
            look="primary"
            onClick={() => {
              cancelCopy()
              void download()
            }}
          >
            {words.toolbar.download}
          </Button>
        </>
      }
    >
      <p>{words.takeAway.bigWhat(bigCopy.bytes)}</p>
    </ModalDialog>
  )
}
