import { X } from 'lucide-react'
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { words } from '../words.ts'
import { Button } from './button.tsx'
import { DiscardQuestion } from './discard-question.tsx'
import style from './dialog.module.css'

interface Props {
  readonly title: ReactNode
  readonly onClose: () => void
  readonly children: ReactNode
  /** A button in it that closes the dialog takes the `close` it is handed, which asks first where something was typed. */
  readonly footer?: ReactNode | ((close: () => void) => ReactNode)
  readonly width?: 'small' | 'large'
  /** A text without anything to press inside: the keyboard has to be able to scroll it. */
  readonly isText?: boolean
  /** Something was typed: nothing closes the dialog before it was asked whether that may go. */
  readonly isDirty?: boolean
}

/** A question that has to be answered, or a thing to look at before going on. On narrow screens a sheet from below. */
export function ModalDialog({ title, onClose, children, footer, width = 'small', isText = false, isDirty = false }: Props) {
  useFocusBefore()
  const [asked, setAsked] = useState(0)
  const typedIn = useRef<HTMLElement>(null)
  const isAsked = isDirty && asked > 0
  const close = () => (isDirty ? setAsked(asked + 1) : onClose())
  return (
    <ModalOverlay
      isOpen
      isDismissable
      className={style.overlay ?? ''}
      onOpenChange={(isOpen) => {
        if (!isOpen) close()
      }}
    >
      <Modal className={style.modal ?? ''} data-width={width}>
        <Dialog className={style.dialog ?? ''}>
          <header className={style.head}>
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            <Button look="quiet" aria-label={words.close} onClick={close}>
              <X size={16} aria-hidden="true" />
            </Button>
          </header>
          <div
            className={style.body}
            // Who goes back to what was typed goes on with it.
            onFocus={({ target }) => {
              typedIn.current = target
              setAsked(0)
            }}
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see `isText`
            {...(isText && { tabIndex: 0 })}
          >
            {children}
          </div>
          {footer && (
            <footer className={style.footer}>
              {isDirty && <DiscardQuestion asked={asked} onDiscard={onClose} onGoOn={() => typedIn.current?.focus()} />}
              {!isAsked && (typeof footer === 'function' ? footer(close) : footer)}
            </footer>
          )}
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
