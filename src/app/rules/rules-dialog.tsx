import { Download } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { RuleEntry } from '../../core/rule-entries.ts'
import { saveBlob } from '../export/save-blob.ts'
import { useStore } from '../state/store.ts'
import { Button } from '../ui/button.tsx'
import { ModalDialog } from '../ui/dialog.tsx'
import { words } from '../words.ts'
import { fits } from './fits.ts'
import style from './rules-dialog.module.css'
import { RuleText } from './rule-text.tsx'

/** Every rule and every sentence of a provider we know, to be searched and taken away. */
export function RulesDialog() {
  const shown = useStore((store) => store.ruleShown)
  const { openDialog, askRules } = useStore.getState()
  const [entries, setEntries] = useState<readonly RuleEntry[]>([])
  const [search, setSearch] = useState(shown ?? '')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  useEffect(() => {
    let isGone = false
    void askRules().then((all) => {
      if (!isGone) setEntries(all)
    })
    return () => {
      isGone = true
    }
  }, [askRules])
  const found = entries.filter((entry) => fits(entry, search))
  const sentences = found.reduce((sum, entry) => sum + entry.sentences.length, 0)
  return (
    <ModalDialog
      title={words.rules.title}
      width="large"
      onClose={() => openDialog(null)}
      footer={
        <>
          <Button
            onClick={() =>
              saveBlob(new Blob([JSON.stringify(found, null, 2)], { type: 'application/json' }), words.rules.fileName)
            }
          >
            <Download size={14} aria-hidden="true" /> {words.rules.download}
          </Button>
          <Button look="primary" onClick={() => openDialog(null)}>
            {words.close}
          </Button>
        </>
      }
    >
      <div className={style.search}>
        <label>
          {words.rules.search}
          <input ref={field} type="search" value={search} onChange={(event) => setSearch(event.target.value)} />
        </label>
        <output>{words.rules.found(found.length, sentences)}</output>
      </div>
      <ul className={style.list}>
        {found.map((entry) => (
          <li key={entry.id}>
            <RuleText entry={entry} isOpen={entry.id === search || found.length === 1} />
          </li>
        ))}
      </ul>
    </ModalDialog>
  )
}
