import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { selectView } from '../state/selectors.ts'
import { useStore } from '../state/store.ts'
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
              {errors > 0 ? (
                <SeverityGlyph severity="error" size={13} />
              ) : warnings > 0 ? (
                <SeverityGlyph severity="warning" size={13} />
              ) : (
                <SeverityGlyph severity="fixed" size={13} />
              )}
              {errors > 0 ? errors : warnings}
            </span>
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  )
}
