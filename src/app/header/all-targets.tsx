import { ChevronDown } from 'lucide-react'
import { Button, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components'
import type { Standing } from '../../core/standings.ts'
import { useStore } from '../state/store.ts'
import type { View } from '../state/view-slice.ts'
import buttonStyle from '../ui/button.module.css'
import menuStyle from '../ui/menu.module.css'
import { visibleText } from '../ui/visible-text.ts'
import { words } from '../words.ts'
import style from './all-targets.module.css'
import { standingOf } from './standing-of.ts'
import { TargetCount } from './target-count.tsx'

interface Props {
  readonly view: View
  readonly standings: readonly Standing[] | null
}

const KINDS = ['service', 'server', 'library'] as const

/** Every API and library with what it would answer first. */
export function AllTargets({ view, standings }: Props) {
  const { targets, target } = view.opened
  const { chooseTarget } = useStore.getState()
  return (
    <MenuTrigger>
      <Button className={buttonStyle.button ?? ''} data-look="quiet" aria-label={words.targets.allTitle(targets.length)}>
        {words.targets.all(targets.length)}
        <ChevronDown size={14} aria-hidden />
      </Button>
      <Popover className={`${menuStyle.popover} ${style.popover}`} placement="bottom start">
        <Menu className={style.list ?? ''} aria-label={words.targets.allTitle(targets.length)}>
          {KINDS.map((kind) => (
            <MenuSection
              key={kind}
              selectionMode="single"
              disallowEmptySelection
              selectedKeys={[target]}
              onSelectionChange={(keys) => {
                const [id] = keys
                if (id !== undefined && id !== target) chooseTarget(String(id))
              }}
            >
              <Header className={`${menuStyle.header} ${style.heading}`}>{words.targets.kinds[kind]}</Header>
              {targets
                .filter((choice) => choice.kind === kind)
                .map(({ id, title }) => {
                  const counted = standingOf(id, view, standings)
                  const standing = standings?.find((one) => one.target === id)
                  const said = (id === target ? view.opened : standing)?.prediction
                  const isForeign = id === target ? view.opened.rewrittenAs !== null : standing?.foreign === true
                  const answer = said ? `${said.status} ${visibleText(said.error)}` : words.targets.quiet(counted, isForeign)
                  const label = `${words.targets.option(title, counted.errors, counted.warnings)}. ${answer}`
                  return (
                    <MenuItem key={id} id={id} textValue={title} aria-label={label} className={style.item ?? ''}>
                      <span className={style.title}>{title}</span>
                      <TargetCount {...counted} />
                      <span className={style.said}>
                        {said ? (
                          <>
                            <b>{said.status}</b> {visibleText(said.error)}
                          </>
                        ) : (
                          answer
                        )}
                      </span>
                    </MenuItem>
                  )
                })}
            </MenuSection>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
