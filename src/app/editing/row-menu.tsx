import { useId, useRef } from 'react'
import { Header, Menu, MenuItem, MenuSection, Popover, Text } from 'react-aria-components'
import type { RowAction, RowEdit } from '../../core/editing/row-edit.ts'
import { selectShownView } from '../state/selectors.ts'
import { useStore } from '../state/store.ts'
import { goToOf } from '../timeline/row-state.ts'
import menuStyle from '../ui/menu.module.css'
import { visibleText } from '../ui/visible-text.ts'
import { words } from '../words.ts'
import { editWords, textActionOf } from './edit-words.ts'
import style from './editing.module.css'

interface Item {
  readonly id: string
  readonly label: string
  readonly keys?: string
  /** What has to be allowed for it; `null`: it changes nothing. */
  readonly needs: RowAction | null
  readonly run: () => void
}

/** What can be done with one row. What cannot says why: once for all, or beside the item. */
export function RowMenu() {
  const menu = useStore((store) => store.rowMenu)
  const anchor = useRef<HTMLSpanElement>(null)
  const why = useId()
  if (!menu) return null
  const { at, editable } = menu
  const sections = sectionsOf(menu)
  const refusals = new Set(Object.values(editable.refusals))
  const common = refusals.size === 1 && Object.keys(editable.refusals).length > 3 ? [...refusals][0] : undefined
  return (
    <>
      <span ref={anchor} className={style.anchor} style={{ left: at.x, top: at.y }} />
      <Popover
        isOpen
        triggerRef={anchor}
        placement="bottom start"
        className={menuStyle.popover ?? ''}
        onOpenChange={(isOpen) => {
          if (!isOpen) useStore.getState().closeRowMenu()
        }}
      >
        {common && (
          <p id={why} className={style.why}>
            {editWords.why(common, 'delete')}
          </p>
        )}
        <Menu
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- a menu that opens takes the keyboard
          autoFocus="first"
          className={menuStyle.menu ?? ''}
          aria-label={visibleText(editWords.menu(menu.row.spoken))}
          {...(common && { 'aria-describedby': why })}
          onClose={() => useStore.getState().closeRowMenu()}
          onAction={(key) =>
            sections
              .flatMap(({ items }) => items)
              .find(({ id }) => id === key)
              ?.run()
          }
        >
          {sections.map(({ title, items }) => (
            <MenuSection key={title} aria-label={title}>
              <Header className={menuStyle.header ?? ''}>{title}</Header>
              {items.map(({ id, label, keys, needs }) => {
                const refusal = needs === null ? undefined : editable.refusals[needs]
                return (
                  <MenuItem key={id} id={id} textValue={label} isDisabled={refusal !== undefined} className={style.item ?? ''}>
                    <Text slot="label">{label}</Text>
                    {keys !== undefined && refusal === undefined && <kbd>{keys}</kbd>}
                    {needs !== null && refusal && !common && <Text slot="description">{editWords.why(refusal, needs)}</Text>}
                  </MenuItem>
                )
              })}
            </MenuSection>
          ))}
        </Menu>
      </Popover>
    </>
  )
}

function sectionsOf(menu: NonNullable<ReturnType<typeof useStore.getState>['rowMenu']>): { title: string; items: Item[] }[] {
  const { row, editable } = menu
  const store = useStore.getState()
  const { actions, sections } = editWords
  const atOnce = (edit: RowEdit) => () => void store.applyAtOnce({ type: 'edit', row: row.index, edit })
  const goTo = goToOf(row)
  const look: Item[] = [
    ...(goTo
      ? [
          {
            id: 'partner',
            label: actions.partner[row.type === 'call' ? 'result' : 'call'],
            keys: 'p',
            needs: null,
            run: () => store.selectRow(goTo.row, 'jump', true),
          },
        ]
      : []),
    { id: 'source', label: actions.source, needs: null, run: () => store.showInSource(row.index) },
    { id: 'copy-json', label: actions['copy-json'], needs: null, run: () => void copyRow(row.index) },
  ]
  if (row.type === 'lane') return [{ title: sections.row, items: look }]
  return [
    {
      title: sections.row,
      items: [
        ...(row.type === 'message' || row.type === 'unparsed'
          ? []
          : [
              {
                id: 'rename',
                label: actions.rename,
                keys: 'F2',
                needs: 'rename' as const,
                run: () => void store.askEdit('rename', row.index),
              },
            ]),
        {
          id: 'set-text',
          label: textActionOf(row),
          needs: 'set-text',
          run: () => void store.askEdit('set-text', row.index),
        },
        { id: 'duplicate', label: actions.duplicate, needs: 'duplicate', run: atOnce({ type: 'duplicate' }) },
        {
          id: 'delete',
          label: actions.delete,
          needs: 'delete',
          run: () => void store.previewOf({ type: 'edit', row: row.index, edit: { type: 'delete' } }),
        },
      ],
    },
    {
      title: `${sections.move} ${editWords.units[editable.unit]}`,
      items: [
        { id: 'move-up', label: actions['move-up'], needs: 'move-up', run: atOnce({ type: 'move', by: -1 }) },
        { id: 'move-down', label: actions['move-down'], needs: 'move-down', run: atOnce({ type: 'move', by: 1 }) },
      ],
    },
    {
      title: sections.insert,
      items: (['insert-before', 'insert-after'] as const).map((id) => ({
        id,
        label: actions[id],
        needs: 'insert',
        run: () => void store.askEdit(id, row.index),
      })),
    },
    { title: sections.look, items: look },
  ]
}

/** The exact text of a row; one that is too long to be sent here is in the source pane. */
async function copyRow(row: number): Promise<void> {
  const { notify, say } = useStore.getState()
  const detail = selectShownView(useStore.getState())?.details.get(row)?.detail
  if (!detail || detail.rawLength > detail.raw.length) return notify(editWords.notCopied)
  try {
    await navigator.clipboard.writeText(detail.raw)
    say(words.copied)
  } catch {
    notify(words.copyRefused)
  }
}
