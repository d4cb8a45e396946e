import type { ReactNode } from 'react'
import { useStore } from '../state/store.ts'
import { MenuButton } from '../ui/menu.tsx'
import { words } from '../words.ts'

const themes = ['system', 'light', 'dark'] as const
const densities = ['comfortable', 'compact'] as const
const panels = ['inspector', 'problems', 'source'] as const

interface Props {
  readonly icon: ReactNode
  /** The button that stood here before was pressed, or had the focus. */
  readonly startsOpen: boolean
  readonly startsFocused: boolean
}

/** How the page looks; the only thing that is stored. */
export default function ViewMenu({ icon, startsOpen, startsFocused }: Props) {
  const settings = useStore((store) => store.settings)
  const { setSettings, openRules } = useStore.getState()
  const { theme, density, hidden } = settings
  return (
    <MenuButton
      label={words.view.title}
      startsOpen={startsOpen}
      startsFocused={startsFocused}
      sections={[
        {
          title: words.view.theme,
          mode: 'single',
          choices: themes.map((id) => ({ id, label: words.view.themes[id] })),
          chosen: [theme],
          onChoose: (id) => setSettings({ theme: themes.find((name) => name === id) ?? 'system' }),
        },
        {
          title: words.view.density,
          mode: 'single',
          choices: densities.map((id) => ({ id, label: words.view.densities[id] })),
          chosen: [density],
          onChoose: (id) => setSettings({ density: densities.find((name) => name === id) ?? 'comfortable' }),
        },
        {
          title: words.view.panels,
          mode: 'multiple',
          choices: panels.map((id) => ({ id, label: words.view.panelNames[id] })),
          chosen: panels.filter((id) => !hidden.includes(id)),
          onChoose: (id) => {
            const panel = panels.find((name) => name === id)
            if (panel)
              setSettings({ hidden: hidden.includes(panel) ? hidden.filter((name) => name !== panel) : [...hidden, panel] })
          },
        },
        {
          title: words.view.layout,
          mode: 'none',
          choices: [{ id: 'reset', label: words.view.resetLayout }],
          chosen: [],
          onChoose: () => setSettings({ layouts: {}, hidden: [] }),
        },
        {
          title: words.view.reference,
          mode: 'none',
          choices: [{ id: 'rules', label: words.rules.open }],
          chosen: [],
          onChoose: () => openRules(null),
        },
      ]}
    >
      {icon}
    </MenuButton>
  )
}
