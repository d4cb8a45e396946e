import { useStore } from '../state/store.ts'
import { Button } from '../ui/button.tsx'
import { visibleText } from '../ui/visible-text.ts'
import { words } from '../words.ts'
import style from './open.module.css'

/** After something was pasted or dropped beside an open source: nothing was overwritten, and here it can be. */
export function PlacementBar() {
  const previous = useStore(({ placement, sources, activeId }) =>
    placement?.added === activeId ? sources.find(({ id }) => id === placement?.previous)?.title : undefined,
  )
  const { keepBoth, replacePrevious } = useStore.getState()
  if (previous === undefined) return null
  return (
    <output className={style.bar}>
      <span>{words.open.besides(visibleText(previous))}</span>
      <Button onClick={keepBoth}>{words.open.keepBoth}</Button>
      <Button onClick={replacePrevious}>{words.open.replace(visibleText(previous))}</Button>
    </output>
  )
}
