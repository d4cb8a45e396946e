import { X } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Notice } from '../state/notices-slice.ts'
import { useStore } from '../state/store.ts'
import { Button } from '../ui/button.tsx'
import { words } from '../words.ts'
import style from './notices.module.css'

const SHOWN_MS = 6000
const SHOWN_WITH_ACTION_MS = 12_000

/** Short messages in a corner. All they offer can be reached elsewhere, so that they may go away by themselves. */
export function Notices() {
  const notices = useStore((store) => store.notices)
  return (
    <div className={style.notices}>
      {notices.map((notice) => (
        <Item key={notice.id} notice={notice} />
      ))}
    </div>
  )
}

function Item({ notice }: { notice: Notice }) {
  const { id, text, action } = notice
  const [isHeld, setHeld] = useState(false)
  const { dismiss, undo, reopenClosed, download } = useStore.getState()
  useEffect(() => {
    if (isHeld) return
    const timer = setTimeout(() => dismiss(id), action ? SHOWN_WITH_ACTION_MS : SHOWN_MS)
    return () => clearTimeout(timer)
  }, [isHeld, dismiss, id, action])
  const act = () => {
    dismiss(id)
    if (action === 'undo') undo()
    else if (action === 'reopen') reopenClosed()
    else if (action === 'download') void download()
  }
  return (
    <div
      className={style.notice}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span>{text}</span>
      {action && <Button onClick={act}>{words.notices[action]}</Button>}
      <Button look="quiet" aria-label={words.close} onClick={() => dismiss(id)}>
        <X size={14} aria-hidden="true" />
      </Button>
    </div>
  )
}
