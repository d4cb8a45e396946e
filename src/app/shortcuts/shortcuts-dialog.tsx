import { useStore } from '../state/store.ts'
import { ModalDialog } from '../ui/dialog.tsx'
import { words } from '../words.ts'
import { shortcuts, type Where } from './shortcuts.ts'
import style from './shortcuts-dialog.module.css'

const places: readonly Where[] = ['everywhere', 'lists', 'timeline', 'minimap', 'differences']
const isMac = /Mac|iPhone|iPad/.test(navigator.platform)

/** Every key, by the region where it acts. */
export function ShortcutsDialog() {
  const { openDialog } = useStore.getState()
  return (
    <ModalDialog isText title={words.shortcuts.title} onClose={() => openDialog(null)}>
      {places.map((where) => (
        <section key={where} className={style.group}>
          <h3>{words.shortcuts.places[where]}</h3>
          <dl>
            {shortcuts
              .filter((shortcut) => shortcut.where === where)
              .map(({ keys, what }) => (
                <div key={what}>
                  <dt>
                    {keys.map((key) => (
                      <kbd key={key}>{isMac ? key.replace('Ctrl', '⌘') : key}</kbd>
                    ))}
                  </dt>
                  <dd>{what}</dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
    </ModalDialog>
  )
}
