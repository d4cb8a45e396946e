import { CircleHelp, Plus, Settings2, X } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useStore } from '../state/store.ts'
import { hasUntakenChanges } from '../state/source.ts'
import { Button } from '../ui/button.tsx'
import { visibleText } from '../ui/visible-text.ts'
import { words } from '../words.ts'
import { Logo } from './logo.tsx'
import style from './header.module.css'

const ViewMenu = lazy(() => import('./view-menu.tsx'))

/** The name of the page, its tabs, and what belongs to all of them. */
export function AppBar({ isNarrow, hasMenus }: { isNarrow: boolean; hasMenus: boolean }) {
  const sources = useStore((store) => store.sources)
  const activeId = useStore((store) => store.activeId)
  const { activate, close, showStart, openDialog } = useStore.getState()
  return (
    <div className={style.bar}>
      <h1 className={style.brand}>
        <Logo />
        <span className={isNarrow && sources.length > 0 ? 'visually-hidden' : undefined}>{words.name}</span>
      </h1>
      {sources.length > 0 && (
        <nav className={style.tabs} aria-label={words.tabs.label}>
          <ul>
            {sources.map((source) => (
              <li key={source.id} data-active={source.id === activeId || undefined}>
                <button
                  type="button"
                  aria-current={source.id === activeId ? 'page' : undefined}
                  title={source.title}
                  onClick={() => activate(source.id)}
                >
                  {visibleText(source.title)}
                  {hasUntakenChanges(source) && (
                    <span className={style.dot}>
                      <span className="visually-hidden">{words.tabs.changed}</span>
                    </span>
                  )}
                </button>
                <button
                  type="button"
                  className={style.close}
                  aria-label={words.tabs.close(source.title)}
                  onClick={() => close(source.id)}
                >
                  <X size={14} aria-hidden="true" />
                </button>
              </li>
            ))}
          </ul>
          <Button look="quiet" aria-label={words.tabs.add} title={words.tabs.add} onClick={showStart}>
            <Plus size={16} aria-hidden="true" />
          </Button>
        </nav>
      )}
      <span className={style.spacer} />
      <Button
        look="quiet"
        aria-label={words.shortcuts.title}
        title={`${words.shortcuts.title} (?)`}
        onClick={() => openDialog('shortcuts')}
      >
        <CircleHelp size={16} aria-hidden="true" />
      </Button>
      <ViewButton hasMenus={hasMenus} />
    </div>
  )
}

/** Menus are a library that the first moment can do without: until it is there, a button that remembers it was pressed. */
function ViewButton({ hasMenus }: { hasMenus: boolean }) {
  const [isPressed, setPressed] = useState(false)
  const [isFocused, setFocused] = useState(false)
  const icon = <Settings2 size={16} aria-hidden="true" />
  const button = (
    <Button
      look="quiet"
      aria-label={words.view.title}
      aria-haspopup="menu"
      // The menu may take this button's place between press and release: then no click arrives.
      onPointerDown={() => setPressed(true)}
      onClick={() => setPressed(true)}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
    >
      {icon}
    </Button>
  )
  if (!hasMenus && !isPressed) return button
  return (
    <Suspense fallback={button}>
      <ViewMenu icon={icon} startsOpen={isPressed} startsFocused={isFocused} />
    </Suspense>
  )
}
