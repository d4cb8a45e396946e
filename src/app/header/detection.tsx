import { ChevronDown } from 'lucide-react'
import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { formatTitle, selectSource, selectView } from '../state/selectors.ts'
import { percent } from '../state/reading.ts'
import { formatAfter } from '../state/history.ts'
import { useStore } from '../state/store.ts'
import buttonStyle from '../ui/button.module.css'
import menuStyle from '../ui/menu.module.css'
import { MenuButton } from '../ui/menu.tsx'
import { count } from '../ui/numbers.ts'
import { words } from '../words.ts'
import style from './header.module.css'

/** What the source was taken for, how surely, why, and how to overrule it. */
export function Detection() {
  const view = useStore(selectView)
  const source = useStore(selectSource)
  const { overrideFormat } = useStore.getState()
  if (!view || !source) return null
  const { format, confidence, because, totals, formats, conversations, source: read, read: progress } = view.opened
  const title = formatTitle(view) ?? words.detection.unknown
  const override = formatAfter(source.history.done)
  const containers = read.container.filter((name) => name !== 'json')
  return (
    <div className={style.detection}>
      <p>
        <b>{title}</b>
        {format !== 'unknown' && (
          <>
            {' · '}
            {override === null ? words.detection.confidence[confidence] : words.detection.chosen}
          </>
        )}
        {containers.length > 0 && ` · ${words.detection.containers(containers)}`}
        {conversations > 1 && ` · ${count(conversations, 'conversation')}`}
        {` · ${count(totals.messages, 'message')} · ${count(totals.calls, 'tool call')}`}
        {progress.state !== 'done' && ` · ${words.reading.part(percent(progress))}`}
      </p>
      <DialogTrigger>
        <AriaButton className={`${buttonStyle.button} ${style.why}`} data-look="quiet">
          {words.detection.why}
        </AriaButton>
        <Popover className={menuStyle.popover ?? ''} placement="bottom start">
          <Dialog className={`${menuStyle.dialog} ${style.evidence}`} aria-label={words.detection.whyTitle(title)}>
            <p>
              <b>{words.detection.whyTitle(title)}</b>
            </p>
            <ul>
              {because.length === 0 ? (
                <li>{words.detection.noEvidence}</li>
              ) : (
                because.map((reason) => <li key={reason}>{reason}</li>)
              )}
            </ul>
          </Dialog>
        </Popover>
      </DialogTrigger>
      <MenuButton
        label={words.detection.treatAs}
        sections={[
          {
            title: words.detection.treatAs,
            mode: 'single',
            choices: [
              { id: '', label: words.detection.detect },
              ...formats.map(({ id, title: name }) => ({
                id,
                label: name,
                note: id === format ? words.detection.now : undefined,
              })),
            ],
            chosen: [override ?? ''],
            onChoose: (id) => {
              const name = formats.find((other) => other.id === id)?.title
              overrideFormat(id === '' ? null : id, name ? words.detection.treated(name) : words.detection.detectedAgain)
            },
          },
        ]}
      >
        {words.detection.treatAs} <ChevronDown size={14} aria-hidden="true" />
      </MenuButton>
    </div>
  )
}
