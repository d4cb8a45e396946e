import { useEffect, useState } from 'react'
import { useStore } from '../state/store.ts'
import { words } from '../words.ts'
import style from './workspace.module.css'

/** Shorter than this nothing is shown: a bar that flashes by is only noise. */
const QUIET_MS = 300

/** Reading takes long enough to say so. */
export function ReadingBar() {
  const revision = useStore((store) => store.reading?.revision ?? null)
  const [late, setLate] = useState<number | null>(null)
  useEffect(() => {
    if (revision === null) return
    const timer = setTimeout(() => setLate(revision), QUIET_MS)
    return () => clearTimeout(timer)
  }, [revision])
  if (revision === null || late !== revision) return null
  return <output className={style.reading}>{words.states.reading}</output>
}
