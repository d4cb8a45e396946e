import { Eye } from 'lucide-react'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import type { FixSummary } from '../../core/problem.ts'
import { selectView } from '../state/selectors.ts'
import { useStore } from '../state/store.ts'
import { Button } from '../ui/button.tsx'
import { MarkedText } from '../ui/marked-text.tsx'
import { words } from '../words.ts'
import { SafetyWord } from './safety-word.tsx'
import style from './fix-list.module.css'

interface Props {
  /** Index of the problem. */
  readonly problem: number
  readonly fixes: readonly FixSummary[]
  /** The list is what the dialog is about: its preferred fix is the primary button and takes the focus. */
  readonly isMain?: boolean
  readonly onChosen?: () => void
}

/** What can be done about one problem, best first. A safe fix acts at once, others show what they would do. */
export function FixList({ problem, fixes, isMain = false, onChosen }: Props) {
  const list = useRef<HTMLUListElement>(null)
  const written = useStore((store) => selectView(store)?.opened.rewrittenAs ?? null)
  const { previewOf, applyAtOnce, chooseFix } = useStore.getState()
  useEffect(() => {
    if (isMain) list.current?.querySelector('button')?.focus()
  }, [isMain])

  const repairAll = () => {
    void previewOf({ type: 'repair' })
    onChosen?.()
  }
  const preview = (fix: number) => {
    void previewOf({ type: 'fix', problem, fix })
    onChosen?.()
  }
  const take = (fix: number, { safety }: FixSummary) => {
    if (safety !== 'safe') return preview(fix)
    void applyAtOnce({ type: 'fix', problem, fix })
    onChosen?.()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      event.stopPropagation()
      return preview(Number(event.target instanceof HTMLElement ? (event.target.closest('li')?.dataset.fix ?? 0) : 0))
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    event.stopPropagation()
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>('[data-take]') ?? [])]
    const at = buttons.findIndex((button) => button.closest('li')?.contains(document.activeElement))
    buttons[(at + step + buttons.length) % buttons.length]?.focus()
  }

  if (fixes.length === 0 && written === null) return <p className={style.none}>{words.fixes.none}</p>
  if (fixes.length === 0) {
    return (
      <p className={style.none}>
        {words.fixes.inRepair(written ?? '')} <Button onClick={repairAll}>{words.toolbar.repair}</Button>
      </p>
    )
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- moves between the buttons inside
    <ul ref={list} className={style.list} aria-label={words.fixes.label} onKeyDown={onKeyDown}>
      {fixes.map((fix, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- the index is the fix's name
        <li key={index} data-fix={index} className={style.item}>
          <Button
            data-take
            look={index > 0 ? 'plain' : isMain ? 'primary' : 'strong'}
            className={style.take ?? ''}
            aria-keyshortcuts={index === 0 ? 'Control+Enter' : undefined}
            onFocus={() => chooseFix(problem, index)}
            onClick={() => take(index, fix)}
          >
            <span>
              <MarkedText text={fix.title} />
              {fix.safety !== 'safe' && '…'}
            </span>
          </Button>
          <SafetyWord safety={fix.safety} />
          {fix.safety === 'safe' && (
            <Button
              look="quiet"
              aria-label={words.fixes.preview(fix.title)}
              title={words.preview.title}
              onClick={() => preview(index)}
            >
              <Eye size={14} aria-hidden="true" />
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}
