import { Fragment, type ReactNode } from 'react'
import { Group, Panel, Separator } from 'react-resizable-panels'
import { useStore } from '../state/store.ts'
import style from './split.module.css'

export interface SplitPanel {
  readonly id: string
  readonly size: number
  readonly content: ReactNode
}

interface Props {
  readonly id: string
  readonly orientation: 'horizontal' | 'vertical'
  readonly panels: readonly SplitPanel[]
  /** What the bar between two panels does, for screen readers. */
  readonly label: string
}

/** Panels with movable bars between them: arrow keys move a bar, a double click puts it back, sizes are remembered. */
export function Split({ id, orientation, panels, label }: Props) {
  const name = `${id}:${panels.map((panel) => panel.id).join()}`
  const layout = useStore((store) => store.settings.layouts[name])
  const { setSettings } = useStore.getState()
  const [first] = panels
  if (panels.length === 1 && first) return <div className={style.only}>{first.content}</div>
  return (
    <Group
      // Another set of panels, or a reset, starts afresh.
      key={layout ? name : `${name}:reset`}
      id={id}
      orientation={orientation}
      className={style.group ?? ''}
      {...(layout && { defaultLayout: layout })}
      onLayoutChanged={(next, { isUserInteraction }) => {
        const { settings } = useStore.getState()
        if (isUserInteraction) setSettings({ layouts: { ...settings.layouts, [name]: { ...next } } })
      }}
    >
      {panels.map(({ id: panel, size, content }, i) => (
        <Fragment key={panel}>
          {i > 0 && <Separator className={style.separator ?? ''} aria-label={label} />}
          <Panel id={panel} defaultSize={`${size}%`} minSize="12%" className={style.panel ?? ''}>
            {content}
          </Panel>
        </Fragment>
      ))}
    </Group>
  )
}
