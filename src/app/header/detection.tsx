import { ChevronDown } from 'lucide-react'
import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { formatTitle, selectSource, selectView } from '../state/selectors.ts'
import { percent } from '../state/reading.ts'
import { formatAfter } from '../state/history.ts'
import { useStore } from '../state/store.ts'
import buttonStyle from '../ui/button.module.css'
import menuStyle from '../ui/menu.module.css'
import { MenuButton, type Choice, type ChoiceSection } from '../ui/menu.tsx'
import { MarkedText } from '../ui/marked-text.tsx'
import { count } from '../ui/numbers.ts'
import { words } from '../words.ts'
import style from './header.module.css'

/** Begins a format that says itself how it is read. */
const NAMED_FIELDS = 'fields:'

/** What the source was taken for, how surely, why, and how to overrule it. */
export function Detection() {
  const view = useStore(selectView)
  const source = useStore(selectSource)
  const { overrideFormat } = useStore.getState()
  if (!view || !source) return null
  const { format, confidence, because, totals, formats, runnersUp, conversations } = view.opened
  const { source: read, read: progress } = view.opened
  const title = formatTitle(view) ?? words.detection.unknown
  const override = formatAfter(source.history.done)
  const containers = read.container.filter((name) => name !== 'json')
  const titleOf = (id: string): string => formats.find((other) => other.id === id)?.title ?? id
  const isRunnerUp = (id: string): boolean => runnersUp.some((other) => other.id === id)
  const families = [...new Set(formats.map(({ family }) => family))]
  const choicesOf = (family: string): Choice[] =>
    formats
      .filter((choice) => choice.family === family && !isRunnerUp(choice.id))
      .map(({ id, title: label }) => ({ id, label, note: id === format ? words.detection.now : undefined }))
  const section = (heading: string, choices: readonly Choice[]): ChoiceSection => ({
    title: heading,
    mode: 'single',
    choices,
    chosen: [override === null ? '' : override.startsWith(NAMED_FIELDS) ? NAMED_FIELDS : override],
    onChoose: (id) => {
      const said =
        id === NAMED_FIELDS
          ? words.fields.named
          : id === ''
            ? words.detection.detectedAgain
            : words.detection.treated(titleOf(id))
      overrideFormat(id === '' ? null : id, said)
    },
  })
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
                because.map((reason) => (
                  <li key={reason}>
                    <MarkedText text={reason} />
                  </li>
                ))
              )}
            </ul>
          </Dialog>
        </Popover>
      </DialogTrigger>
      <MenuButton
        label={words.detection.treatAs}
        sections={[
          section(words.detection.treatAs, [
            { id: '', label: words.detection.detect },
            { id: NAMED_FIELDS, label: words.detection.nameFields },
          ]),
          ...(runnersUp.length > 0
            ? [
                section(
                  words.detection.couldBe,
                  runnersUp.map(({ id, confidence: sure }) => {
                    return { id, label: titleOf(id), note: words.detection.confidence[sure] }
                  }),
                ),
              ]
            : []),
          ...families.map((family) => section(family, choicesOf(family))),
        ]}
      >
        {words.detection.treatAs} <ChevronDown size={14} aria-hidden="true" />
      </MenuButton>
    </div>
  )
}
