import { useEffect, useRef, type ReactNode } from 'react'
import { Button as AriaButton, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components'
import buttonStyle from './button.module.css'
import style from './menu.module.css'

export interface Choice {
  readonly id: string
  readonly label: string
  /** A second, quieter word: a count, a shortcut. */
  readonly note?: string | undefined
}

export interface ChoiceSection {
  readonly title: string
  readonly mode: 'single' | 'multiple' | 'none'
  readonly choices: readonly Choice[]
  /** Ids that are chosen now. */
  readonly chosen: readonly string[]
  readonly onChoose: (id: string) => void
}

interface Props {
  readonly label: string
  readonly children: ReactNode
  readonly look?: 'plain' | 'quiet'
  readonly sections: readonly ChoiceSection[]
  readonly startsOpen?: boolean
  readonly startsFocused?: boolean
}

/** A button with a menu of choices. */
export function MenuButton({ label, children, look = 'quiet', sections, startsOpen = false, startsFocused = false }: Props) {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    // The focus first: a closing menu gives it back to what had it before.
    if (startsFocused || startsOpen) button.current?.focus()
    if (startsOpen) button.current?.click()
  }, [startsFocused, startsOpen])
  return (
    <MenuTrigger>
      <AriaButton ref={button} aria-label={label} className={buttonStyle.button ?? ''} data-look={look}>
        {children}
      </AriaButton>
      <Popover className={style.popover ?? ''} placement="bottom end">
        <Menu className={style.menu ?? ''} aria-label={label}>
          {sections.map(({ title, mode, choices, chosen, onChoose }) => (
            <MenuSection
              key={title}
              aria-label={title}
              selectionMode={mode}
              selectedKeys={chosen}
              onSelectionChange={(keys) => {
                const now = keys === 'all' ? choices.map(({ id }) => id) : [...keys].map(String)
                const changed = choices.find(
                  ({ id }) => now.includes(id) !== chosen.includes(id) && (mode === 'multiple' || now.includes(id)),
                )
                if (changed) onChoose(changed.id)
              }}
            >
              <Header className={style.header ?? ''}>{title}</Header>
              {choices.map(({ id, label: name, note }) => (
                <MenuItem
                  key={id}
                  id={id}
                  textValue={name}
                  className={style.item ?? ''}
                  {...(mode === 'none' && { onAction: () => onChoose(id) })}
                >
                  {({ isSelected }) => (
                    <>
                      <span className={style.check} aria-hidden="true">
                        {isSelected && '✓'}
                      </span>
                      <span className={style.name}>{name}</span>
                      {note !== undefined && <span className={style.note}>{note}</span>}
                    </>
                  )}
                </MenuItem>
              ))}
            </MenuSection>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
