import { useEffect, useState } from 'react'
import { useStore } from '../state/store.ts'
import { Button } from '../ui/button.tsx'
import { ModalDialog } from '../ui/dialog.tsx'
import { words } from '../words.ts'
import { sortRequests } from './requests.ts'
import style from './status.module.css'
import { useRequests } from './use-requests.ts'

/** What backs the promise: both lists of requests, the policy in force, and how to check without trusting this page. */
export function VerifyDialog() {
  const page = useRequests()
  const [worker, setWorker] = useState<readonly string[]>([])
  const { openDialog, askWorkerRequests } = useStore.getState()
  useEffect(() => {
    void askWorkerRequests().then(setWorker)
  }, [askWorkerRequests])

  const ofWorker = sortRequests(worker, location.href)
  const program = [...new Set([...page.program, ...ofWorker.program])]
  const other = [...new Set([...page.other, ...ofWorker.other])]
  const policy = document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content')
  return (
    <ModalDialog
      isText
      title={words.privacy.title}
      onClose={() => openDialog(null)}
      footer={<Button onClick={() => openDialog(null)}>{words.close}</Button>}
    >
      <div className={style.verify}>
        <p>{words.privacy.promise}</p>
        <h3>{words.privacy.other(other.length)}</h3>
        {other.length > 0 && <List names={other} />}
        <h3>{words.privacy.program(program.length)}</h3>
        <List names={program} />
        <h3>{words.privacy.policy}</h3>
        <pre>{policy?.replaceAll('; ', ';\n') ?? words.privacy.noPolicy}</pre>
        <h3>{words.privacy.check}</h3>
        <p>{words.privacy.how}</p>
      </div>
    </ModalDialog>
  )
}

function List({ names }: { names: readonly string[] }) {
  return (
    <ul className={style.files}>
      {names.map((name) => (
        <li key={name}>
          <code>{name}</code>
        </li>
      ))}
    </ul>
  )
}
