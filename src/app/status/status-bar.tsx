import { ShieldCheck } from 'lucide-react'
import { percent } from '../state/reading.ts'
import { selectView } from '../state/selectors.ts'
import { useStore } from '../state/store.ts'
import { number } from '../ui/numbers.ts'
import { words } from '../words.ts'
import style from './status.module.css'
import { useRequests } from './use-requests.ts'

/** The promise, and the browser's own count that goes with it. */
export function StatusBar() {
  const view = useStore(selectView)
  const { program, other } = useRequests()
  const { openDialog } = useStore.getState()
  return (
    <footer className={style.bar}>
      <ShieldCheck size={14} aria-hidden="true" />
      <span className={style.promise}>{words.privacy.promise}</span>
      <button type="button" onClick={() => openDialog('verify')} data-alarm={other.length > 0 || undefined}>
        {words.privacy.counts(number(program.length), number(other.length))}
      </button>
      {view && (
        <span className={style.rows}>
          {view.opened.read.state === 'done'
            ? words.privacy.rows(number(view.opened.rows))
            : words.privacy.rowsSoFar(number(view.opened.rows), percent(view.opened.read))}
        </span>
      )}
    </footer>
  )
}
