import { ChangesDialog } from './changes/changes-dialog.tsx'
import { CompareDialog } from './changes/compare-dialog.tsx'
import { ErrorBox } from './explain/error-box.tsx'
import { RulesDialog } from './rules/rules-dialog.tsx'
import { GoToDialog } from './shortcuts/go-to-dialog.tsx'
import { ShortcutsDialog } from './shortcuts/shortcuts-dialog.tsx'
import { useStore } from './state/store.ts'
import { VerifyDialog } from './status/verify-dialog.tsx'

/** Dialogs of the whole page; those of an opened source are in the workspace. */
export default function Dialogs() {
  const dialog = useStore((store) => store.dialog)
  return (
    <>
      <ErrorBox />
      {dialog === 'shortcuts' && <ShortcutsDialog />}
      {dialog === 'verify' && <VerifyDialog />}
      {dialog === 'changes' && <ChangesDialog />}
      {dialog === 'compare' && <CompareDialog />}
      {dialog === 'go-to' && <GoToDialog />}
      {dialog === 'rules' && <RulesDialog />}
    </>
  )
}
