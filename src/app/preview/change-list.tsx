import type { Change } from '../../core/problem.ts'
import type { ProposalView } from '../../worker/protocol.ts'
import { SafetyWord } from '../fixes/safety-word.tsx'
import type { ChosenChange, PreviewOf } from '../state/repair-slice.ts'
import { useStore } from '../state/store.ts'
import { MarkedText } from '../ui/marked-text.tsx'
import { visibleText } from '../ui/visible-text.ts'
import { words } from '../words.ts'
import style from './preview.module.css'

interface Props {
  readonly proposal: ProposalView
  readonly of: PreviewOf
}

type Named = Pick<Change, 'rule' | 'path' | 'span' | 'title' | 'safety'>

/** Everything a proposal does, one by one; what a repair does in place can be left out change by change. */
export function ChangeList({ proposal, of }: Props) {
  const { changes, totals, choosable } = proposal
  const isFlat = useStore(({ choices }) => of.type === 'repair' && choices.strategy === 'flatten')
  if (choosable && !isFlat && (of.type === 'repair' || of.type === 'rule')) return <ChoiceList proposal={proposal} of={of} />
  return (
    <>
      <ul className={style.changes}>
        {keyed(changes).map(([key, change]) => (
          <li key={key}>
            <Name change={change} />
          </li>
        ))}
      </ul>
      {totals.changes > changes.length && (
        <p className={style.rest}>{words.preview.moreChanges(totals.changes - changes.length)}</p>
      )}
    </>
  )
}

/** In the order of the source, so that nothing moves when a tick is taken off. */
function ChoiceList({ proposal: { changes }, of }: Props) {
  const isAsking = useStore(({ preview }) => preview?.state === 'asking')
  const { previewOf } = useStore.getState()
  const chosen = chosenIn(of) ?? []
  const choose = (change: Named, isWanted: boolean): void => {
    const { rule, path, span, title, safety } = change
    const others = chosen.filter((other) => !isSame(other, change))
    if (of.type === 'repair' || of.type === 'rule')
      void previewOf({ ...of, chosen: [...others, { rule, path, span, title, safety, isWanted }] })
  }
  // One that is wanted again stands in the next answer, if it is still one.
  const left = chosen.filter((one) => (isAsking || !one.isWanted) && !changes.some((made) => isSame(made, one)))
  const all = [...changes, ...left].toSorted((a, b) => a.span.start - b.span.start)
  return (
    <ul className={style.changes} aria-label={words.preview.choose}>
      {keyed(all).map(([key, change]) => (
        <li key={key}>
          <label className={style.choice}>
            <input
              type="checkbox"
              checked={chosen.find((one) => isSame(one, change))?.isWanted ?? true}
              disabled={isWrapping(change)}
              onChange={(event) => choose(change, event.target.checked)}
            />
            <span>
              <Name change={change} /> <SafetyWord safety={change.safety} />
            </span>
          </label>
        </li>
      ))}
    </ul>
  )
}

function Name({ change: { title, path } }: { change: Named }) {
  return (
    <>
      <MarkedText text={title} /> <code>{visibleText(path)}</code>
    </>
  )
}

/** What the user has said yes or no to; `null`: nothing yet. */
export function chosenIn(of: PreviewOf): readonly ChosenChange[] | null {
  return of.type === 'repair' || of.type === 'rule' ? (of.chosen ?? null) : null
}

const isSame = (a: Pick<Change, 'rule' | 'path'>, b: Pick<Change, 'rule' | 'path'>): boolean =>
  a.rule === b.rule && a.path === b.path

/** Without it there is nothing that anything else could be done to. */
const isWrapping = ({ rule, path }: Named): boolean => rule === 'invalid-json' && path === ''

/** A name for each: several of one rule may stand at one place. */
function keyed<T extends Named>(changes: readonly T[]): [key: string, change: T][] {
  const seen = new Map<string, number>()
  return changes.map((change) => {
    const name = `${change.rule} ${change.path}`
    const count = seen.get(name) ?? 0
    seen.set(name, count + 1)
    return [`${name} ${count}`, change]
  })
}
