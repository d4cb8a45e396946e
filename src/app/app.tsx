import { lazy, Suspense, useEffect, useState } from 'react'
import { prepareCodePane } from './editor/load-code-pane.ts'
import { ErrorPage } from './error-page.tsx'
import { AppBar } from './header/app-bar.tsx'
import { Announcer } from './notices/announcer.tsx'
import { DeathBar } from './notices/death-bar.tsx'
import { Notices } from './notices/notices.tsx'
import { DropOverlay } from './open/drop-overlay.tsx'
import { receivePaste } from './open/paste.ts'
import { PlacementBar } from './open/placement-bar.tsx'
import { StartScreen } from './open/start-screen.tsx'
import { focusRegion } from './shortcuts/regions.ts'
import { useShortcuts } from './shortcuts/use-shortcuts.ts'
import { hasUntakenChanges } from './state/source.ts'
import { startWorker, useStore } from './state/store.ts'
import { StatusBar } from './status/status-bar.tsx'
import { ErrorBoundary } from './ui/error-boundary.tsx'
import { words } from './words.ts'
import { usePageWidth } from './workspace/use-page-width.ts'
import style from './app.module.css'

const loadWorkspace = () => import('./workspace/workspace.tsx')
const loadDialogs = () => import('./dialogs.tsx')
const Workspace = lazy(loadWorkspace)
const Dialogs = lazy(loadDialogs)

/** The page: takes input from the first moment on, and loads the rest while nobody waits for it. */
export function App() {
  const width = usePageWidth()
  const hasSource = useStore((store) => store.activeId !== null)
  const theme = useStore((store) => store.settings.theme)
  const density = useStore((store) => store.settings.density)
  useShortcuts()
  usePaste()
  useWarningBeforeLeaving()
  const isIdle = useIdleLoading()

  useEffect(() => {
    const { dataset } = document.documentElement
    dataset.theme = theme
    dataset.density = density
  }, [theme, density])

  return (
    <ErrorBoundary fallback={(error, again) => <ErrorPage error={error} onAgain={again} />}>
      <div className={style.page}>
        <SkipLinks />
        <header>
          <AppBar isNarrow={width === 'narrow'} hasMenus={isIdle} />
        </header>
        <DeathBar />
        <PlacementBar />
        {hasSource ? (
          <Suspense fallback={<main id="main" className={style.loading} />}>
            <Workspace width={width} />
          </Suspense>
        ) : (
          <StartScreen />
        )}
        {(width !== 'narrow' || !hasSource) && <StatusBar />}
        {isIdle && (
          <Suspense fallback={null}>
            <Dialogs />
          </Suspense>
        )}
        <DropOverlay />
        <Notices />
        <Announcer />
      </div>
    </ErrorBoundary>
  )
}

/** For the keyboard: straight to a region, past everything above it. */
function SkipLinks() {
  const hasSource = useStore((store) => store.activeId !== null)
  if (!hasSource) return null
  return (
    <nav aria-label={words.skip.label}>
      {(['timeline', 'problems', 'source'] as const).map((name) => (
        <a
          key={name}
          className="skip-link"
          href={`#${name}`}
          onClick={(event) => {
            event.preventDefault() // the address stays as it is
            focusRegion(name)
          }}
        >
          {words.skip[name]}
        </a>
      ))}
    </nav>
  )
}

function usePaste(): void {
  useEffect(() => {
    window.addEventListener('paste', receivePaste)
    return () => window.removeEventListener('paste', receivePaste)
  }, [])
}

/** The browser asks before a tab with changes nobody took away is closed; it shows its own words. */
function useWarningBeforeLeaving(): void {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (useStore.getState().sources.some(hasUntakenChanges)) event.preventDefault()
    }
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [])
}

/** Everything the page may need later is fetched in its first idle moment: after it, the network may be cut. */
function useIdleLoading(): boolean {
  const [isIdle, setIdle] = useState(false)
  useEffect(
    () =>
      whenIdle(() => {
        setIdle(true)
        startWorker()
        void loadWorkspace() // what opens a source is asked for before the editor, which is ten times as much
        void loadDialogs()
        void prepareCodePane().catch(() => undefined) // said where the editor should be
      }),
    [],
  )
  return isIdle
}

/** Gives back how to call it off. */
function whenIdle(load: () => void): () => void {
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(load, 500)
    return () => clearTimeout(timer)
  }
  const handle = requestIdleCallback(load, { timeout: 2000 })
  return () => cancelIdleCallback(handle)
}
