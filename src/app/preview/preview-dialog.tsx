import { useEffect, useRef } from 'react'
import { addsNoError, mayApply, proposalOf, type PreviewOf } from '../state/repair-slice.ts'
import { editWords } from '../editing/edit-words.ts'
import { selectView, targetTitle } from '../state/selectors.ts'
import { useStore } from '../state/store.ts'
import { Button } from '../ui/button.tsx'
import { ModalDialog } from '../ui/dialog.tsx'
import { count, number } from '../ui/numbers.ts'
import { SeverityGlyph } from '../ui/severity-glyph.tsx'
import { MarkedText } from '../ui/marked-text.tsx'
import { visibleText } from '../ui/visible-text.ts'
import type { ProposalView } from '../../worker/protocol.ts'
import { words } from '../words.ts'
import { ChangeList, chosenIn } from './change-list.tsx'
import { DiffTabs } from './diff-tabs.tsx'
import { RepairForm } from './repair-form.tsx'
import style from './preview.module.css'

/** What a fix or a repair would do, before anybody says yes. */
export function PreviewDialog() {
  const preview = useStore((store) => store.preview)
  const target = useStore((store) => {
    const view = selectView(store)
    return view ? targetTitle(view) : ''
  })
  const { closePreview, applyPreview } = useStore.getState()
  const apply = useRef<HTMLButtonElement>(null)
  const proposal = preview && proposalOf(preview)
  const isRepair = preview?.of.type === 'repair'
  const canApply = preview?.state === 'ready' && mayApply(preview)
  const isForced = proposal !== null && !addsNoError(proposal)

  const isChoosing = preview !== null && chosenIn(preview.of) !== null

  // With a form above, typing goes on there; the button takes the focus only where it is the next thing to do.
  useEffect(() => {
    if (canApply && !isRepair && !isForced && !isChoosing) apply.current?.focus()
  }, [canApply, isRepair, isForced, isChoosing])

  if (!preview) return null
  const removes = proposal?.removes ?? false
  return (
    <ModalDialog
      width="large"
      title={proposal ? <MarkedText text={proposal.title} /> : words.preview.title}
      onClose={closePreview}
      footer={
        <>
          {proposal && <Summary proposal={proposal} />}
          <Button onClick={closePreview}>{words.cancel}</Button>
          <Button ref={apply} look={removes || isForced ? 'danger' : 'primary'} disabled={!canApply} onClick={applyPreview}>
            {applyName(preview.of, isForced, removes)}
          </Button>
        </>
      }
    >
      {isRepair && <RepairForm />}
      {preview.state === 'asking' && !proposal && <p aria-live="polite">{words.preview.asking(preview.percent)}</p>}
      {preview.state === 'failed' && <p role="alert">{words.failed.title(preview.message)}</p>}
      {proposal && <Effects proposal={proposal} target={target} of={preview.of} />}
    </ModalDialog>
  )
}

function applyName(of: PreviewOf, isForced: boolean, removes: boolean): string {
  if (of.type === 'edit') return (isForced ? editWords.anyway : editWords.does)[of.edit.type]
  return removes ? words.preview.applyAndRemove : words.preview.apply
}

function Effects({ proposal, target, of }: { proposal: ProposalView; target: string; of: PreviewOf }) {
  const { totals, added, losses } = proposal
  const isEdit = of.type === 'edit'
  const nothing = isEdit ? editWords.unchanged : words.preview.nothing(target)
  // With every tick taken off there is nothing left to do, and the list of ticks stays.
  if (totals.edits === 0 && chosenIn(of) === null) return <p className={style.nothing}>{nothing}</p>
  const addsErrors = isEdit ? editWords.adds : words.preview.addsErrors
  return (
    <>
      {added.length > 0 && (
        <div className={style.added} role="alert">
          <b>{addsNoError(proposal) ? words.preview.addsWarnings(totals.added) : addsErrors(totals.addedErrors)}</b>
          <ul>
            {added.slice(0, 5).map((problem) => (
              <li key={`${problem.rule}${problem.path}`}>
                <SeverityGlyph severity={problem.severity} size={14} /> <MarkedText text={problem.message} />{' '}
                <code>{visibleText(problem.path)}</code>
              </li>
            ))}
          </ul>
        </div>
      )}
      <DiffTabs
        title={words.preview.title}
        shown={proposal}
        more={{ title: words.preview.changes(totals.changes), content: <ChangeList proposal={proposal} of={of} /> }}
      />
      {totals.losses > 0 && (
        <details className={style.losses} open={totals.losses <= 3}>
          <summary>{words.preview.losses(totals.losses)}</summary>
          <ul>
            {losses.map((loss, i) => (
              // oxlint-disable-next-line react/no-array-index-key -- two losses of one place differ in nothing else
              <li key={i}>
                {visibleText(loss.what)} <code>{visibleText(loss.path)}</code>
                {loss.before !== '' && <pre>{visibleText(loss.before.slice(0, 400))}</pre>}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function Summary({ proposal }: { proposal: ProposalView }) {
  const { before, after, bytesIn, bytesOut, untouched, totals } = proposal
  if (totals.edits === 0) return <span className={style.summary} />
  return (
    <span className={style.summary}>
      {words.preview.summary({
        messages: count(totals.messages, 'message'),
        bytes: count(Math.max(bytesIn, bytesOut), 'byte'),
        before: number(before.errors + before.warnings),
        after: number(after.errors + after.warnings),
        adds: totals.added,
      })}{' '}
      <span className={style.untouched}>{words.preview.untouched(number(untouched.messages), number(untouched.of))}</span>
    </span>
  )
}
