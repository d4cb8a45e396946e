import { useStore } from '../state/store.ts'
import { Button } from '../ui/button.tsx'
import { words } from '../words.ts'
import style from './death-bar.module.css'

/** The worker ended. What was opened and changed is here, in the page; a new worker reads it again. */
export function DeathBar() {
  const isDead = useStore((store) => store.workerDied)
  const { retry } = useStore.getState()
  if (!isDead) return null
  return (
    <div className={style.bar} role="alert">
      <span>{words.states.workerDied}</span>
      <Button onClick={retry}>{words.retry}</Button>
    </div>
  )
}
