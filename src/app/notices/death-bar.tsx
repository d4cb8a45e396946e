import { isOver, percent } from '../state/reading.ts'
import { useStore } from '../state/store.ts'
import { Button } from '../ui/button.tsx'
import { words } from '../words.ts'
import style from './death-bar.module.css'

/** The worker ended. What was opened and changed is here, in the page; a new worker reads it again. */
export function DeathBar() {
  const isDead = useStore((store) => store.workerDied)
  const progress = useStore((store) => store.progress)
  const { retry } = useStore.getState()
  if (!isDead) return null
  const read = progress && !isOver(progress.read) && progress.read.state !== 'unpacking' ? progress.read : null
  const at = read && read.bytes > 0 ? percent(read) : null
  return (
    <div className={style.bar} role="alert">
      <span>{words.states.workerDied(at)}</span>
      <Button onClick={() => retry()}>{words.retry}</Button>
      {read && at !== null && <Button onClick={() => retry(read.bytes)}>{words.states.readUpTo(at)}</Button>}
    </div>
  )
}
