import { X } from 'lucide-react'
import { useLayoutEffect, type ReactNode } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { words } from '../words.ts'
import { Button } from './button.tsx'
import style from './dialog.module.css'

interface Props {
  readonly title: ReactNode
  readonly onClose: () => void
  readonly children: ReactNode
  readonly footer?: ReactNode
  readonly width?: 'small' | 'large'
  /** A text without anything to press inside: the keyboard has to be able to scroll it. */
  readonly isText?: boolean
}

/** A question that has to be answered, or a thing to look at before going on. On narrow screens a sheet from below. */
export function ModalDialog({ title, onClose, children, footer, width = 'small', isText = false }: Props) {
  useFocusBefore()
  return (
    <ModalOverlay
      isOpen
      isDismissable
      className={style.overlay ?? ''}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
    >
      <Modal className={style.modal ?? ''} data-width={width}>
        <Dialog className={style.dialog ?? ''}>
          <header className={style.head}>
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            <Button look="quiet" aria-label={words.close} onClick={onClose}>
              <X size={16} aria-hidden="true" />
            </Button>
          </header>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see `isText` */}
          <div className={style.body} {...(isText && { tabIndex: 0 })}>
            {children}
          </div>
          {footer && <footer className={style.footer}>{footer}</footer>}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

/** What had the focus before the first of several dialogs: one that took the place of another has nothing to give it back to. */
let before: HTMLElement | null = null

function useFocusBefore(): void {
  useLayoutEffect(() => {
    const now = document.activeElement
    if (now instanceof HTMLElement && now !== document.body && !isInDialog(now)) before = now
    return () => afterFrames(3, giveBack)
  }, [])
}

function giveBack(): void {
  if (document.activeElement === document.body && !document.querySelector('[role="dialog"]')) before?.focus()
}

function isInDialog(element: HTMLElement): boolean {
  return element.closest('[role="dialog"]') !== null
}

/** A dialog that closes gives the focus back by itself, a frame later. */
function afterFrames(frames: number, run: () => void): void {
  requestAnimationFrame(() => (frames > 1 ? afterFrames(frames - 1, run) : run()))
}
