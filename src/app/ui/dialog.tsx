import { X } from 'lucide-react'
import type { ReactNode } from 'react'
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
