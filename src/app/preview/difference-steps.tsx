import { ChevronDown, ChevronUp } from 'lucide-react'
import { useEffect } from 'react'
import { Button } from '../ui/button.tsx'
import { words } from '../words.ts'
import style from './preview.module.css'

interface Props {
  /** The one gone to, from 0; -1: none yet. */
  readonly at: number
  readonly count: number
  readonly onGoTo: (at: number) => void
}

/** Goes from difference to difference and around, with `n` and `Shift+N` too. */
export function DifferenceSteps({ at, count, onGoTo }: Props) {
  const next = (at + 1) % count
  const previous = at < 0 ? count - 1 : (at + count - 1) % count
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isField = event.target instanceof Element && event.target.closest('input, textarea, select') !== null
      if (isField || event.ctrlKey || event.metaKey || event.altKey || event.key.toLowerCase() !== 'n') return
      event.preventDefault()
      onGoTo(event.shiftKey ? previous : next)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [next, previous, onGoTo])

  return (
    <div className={style.differences}>
      <span aria-live="polite">{at < 0 ? words.differences.count(count) : words.differences.at(at + 1, count)}</span>
      <Button look="quiet" aria-label={words.differences.previous} onClick={() => onGoTo(previous)}>
        <ChevronUp size={16} aria-hidden="true" />
      </Button>
      <Button look="quiet" aria-label={words.differences.next} onClick={() => onGoTo(next)}>
        <ChevronDown size={16} aria-hidden="true" />
      </Button>
    </div>
  )
}

/** As a `ref`: brings the difference gone to into view. */
export function scrollTo(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'center' })
}
