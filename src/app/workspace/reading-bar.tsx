import { useEffect, useState } from 'react'
import { useStore } from '../state/store.ts'
import { words } from '../words.ts'
import style from './workspace.module.css'

/** Shorter than this nothing is shown: a bar that flashes by is only noise. */
const QUIET_MS = 300

/** Reading takes long enough to say so. */
export function ReadingBar() {
  const revision = useStore((store) => store.reading?.revision ?? null)
  const [isLong, setLong] = useState(false)
  useEffect(() => {
    setLong(false)
    if (revision === null) return
    const timer = setTimeout(() => setLong(true), QUIET_MS)
    return () => clearTimeout(timer)
  }, [revision])
  if (!isLong) return null
  return (
    <div className={style.reading} role="status">
      {words.states.reading}
    </div>
  )
}
