import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { selectView } from '../state/selectors.ts'
import { useStore } from '../state/store.ts'
import { number } from '../ui/numbers.ts'
import { SeverityGlyph } from '../ui/severity-glyph.tsx'
import { words } from '../words.ts'
import style from './header.module.css'

/** Who should accept the conversation, each with the problems it would have. A switch, not a setting. */
export function Targets() {
  const view = useStore(selectView)
  const { chooseTarget } = useStore.getState()
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
        {targets.map(({ id, title, errors, warnings }) => (
          <ToggleButton
            key={id}
            id={id}
            className={style.target ?? ''}
            aria-label={words.targets.option(title, errors, warnings)}
          >
            {title}
            <span className={style.count}>
              {errors === null || warnings === null ? (
                <span title={words.targets.uncounted}>–</span>
              ) : (
                <Count errors={errors} warnings={warnings} />
              )}
            </span>
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  )
}

function Count({ errors, warnings }: { errors: number; warnings: number }) {
  return (
    <>
      <SeverityGlyph severity={errors > 0 ? 'error' : warnings > 0 ? 'warning' : 'fixed'} size={13} />
      {number(errors > 0 ? errors : warnings)}
    </>
  )
}
