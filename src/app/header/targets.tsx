import { useEffect } from 'react'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { selectView } from '../state/selectors.ts'
import { useStore } from '../state/store.ts'
import { words } from '../words.ts'
import { AllTargets } from './all-targets.tsx'
import style from './header.module.css'
import { chips, standingOf } from './standing-of.ts'
import { TargetCount } from './target-count.tsx'

/** Who should accept the conversation, each with the problems it would have. A switch, not a setting. */
export function Targets() {
  const view = useStore(selectView)
  const known = useStore(({ standings, activeId }) => (standings?.source === activeId ? standings.all : null))
  const { chooseTarget, needStandings } = useStore.getState()
  const isRead = view?.opened.read.state === 'done'
  const revision = view?.revision
  useEffect(() => {
    if (isRead && revision !== undefined) void needStandings()
  }, [needStandings, isRead, revision])
  if (!view) return null
  const { targets, target } = view.opened
  return (
    <div className={style.targets}>
      <span id="targets-label">{words.targets.label}</span>
      <ToggleButtonGroup
        className={style.switch ?? ''}
        aria-labelledby="targets-label"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[target]}
        onSelectionChange={([id]) => {
          if (id !== undefined && id !== target) chooseTarget(String(id))
        }}
      >
        {chips(targets, target).map(({ id, title, short }) => {
          const counted = standingOf(id, view, known)
          return (
            <ToggleButton
              key={id}
              id={id}
              className={style.target ?? ''}
              aria-label={words.targets.option(title, counted.errors, counted.warnings)}
            >
              {short}
              <TargetCount {...counted} />
            </ToggleButton>
          )
        })}
      </ToggleButtonGroup>
      <AllTargets view={view} standings={known} />
    </div>
  )
}
