import { Search } from 'lucide-react'
import type { ExplainAnswer } from '../../worker/protocol.ts'
import type { Clue } from '../state/explain-slice.ts'
import { selectView, targetTitle } from '../state/selectors.ts'
import { useStore } from '../state/store.ts'
import { Button } from '../ui/button.tsx'
import { MarkedText } from '../ui/marked-text.tsx'
import { visibleText } from '../ui/visible-text.ts'
import { words } from '../words.ts'
import style from './error-box.module.css'

/** What an error means and where it points: who says so, in which words, and whether the source shows it. */
export function ErrorAnswer({ answer }: { readonly answer: ExplainAnswer }) {
  const { explanation, clues, row } = answer
  const { recognised, rule, message, paths } = explanation
  const { openRules } = useStore.getState()
  const hasSource = useStore((store) => selectView(store) !== undefined)
  const isNextStep = explanation.answer === 'not-violated' && row === null // then the button below says so
  return (
    <div className={style.answer} data-answer={recognised ? explanation.answer : 'unknown'}>
      <b>{words.explain.answers[recognised ? explanation.answer : paths.length > 0 ? 'named' : 'unknown']}</b>
      <p>
        <MarkedText text={message} />
      </p>
      {paths.length > 0 && (
        <p className={style.paths}>
          {paths.slice(0, 5).map((path) => (
            <code key={path}>{visibleText(path)}</code>
          ))}
        </p>
      )}
      {recognised && (
        <dl>
          {clues.api !== null && (
            <>
              <dt>{words.explain.saidBy}</dt>
              <dd>
                {clues.api}
                {clues.status !== null && <b className={style.status}> {clues.status}</b>}
              </dd>
            </>
          )}
          {clues.sentence !== null && (
            <>
              <dt>{words.explain.sentence}</dt>
              <dd>
                <q>{visibleText(clues.sentence)}</q>
              </dd>
            </>
          )}
          {rule !== null && (
            <>
              <dt>{words.explain.rule}</dt>
              <dd className={style.rule}>
                <code>{rule}</code>
                {!isNextStep && (
                  <Button look="quiet" onClick={() => openRules(rule)}>
                    {words.rules.about}
                  </Button>
                )}
              </dd>
            </>
          )}
        </dl>
      )}
      <OtherTarget answer={answer} />
      {hasSource && (!recognised || isNextStep) && <Clues answer={answer} />}
    </div>
  )
}

/** The problems on screen are those of another API than the one that spoke. */
function OtherTarget({ answer: { clues } }: { readonly answer: ExplainAnswer }) {
  const view = useStore(selectView)
  const { explainAgainst } = useStore.getState()
  const other = view?.opened.targets.find(({ id }) => id === clues.target)
  if (!view || !other || other.id === view.opened.target) return null
  return (
    <p className={style.other}>
      <span>{words.explain.otherTarget(targetTitle(view))}</span>
      <Button onClick={() => void explainAgainst(other.id)}>{words.explain.checkAgainst(other.title)}</Button>
    </p>
  )
}

/** What the text names, to be looked for. */
function Clues({ answer: { clues } }: { readonly answer: ExplainAnswer }) {
  const absent = useStore((store) => store.errorBox?.absent)
  const { searchClue } = useStore.getState()
  const all: readonly Clue[] = [
    ...clues.ids.map((id) => ({ type: 'id' as const, id })),
    ...clues.messages.map((number) => ({ type: 'message' as const, number })),
  ]
  if (all.length === 0) return null
  return (
    <div className={style.clues}>
      <span id="error-clues">{words.explain.clues}</span>
      <ul aria-labelledby="error-clues">
        {all.map((clue) => {
          const name = clue.type === 'id' ? visibleText(clue.id) : words.explain.messageClue(clue.number)
          const isAbsent = absent?.some((other) => isSame(other, clue)) ?? false
          return (
            <li key={name}>
              <Button
                aria-disabled={isAbsent}
                aria-label={isAbsent ? words.explain.notHere(name) : words.explain.search(name)}
                onClick={() => {
                  if (!isAbsent) void searchClue(clue)
                }}
              >
                <Search size={13} aria-hidden="true" /> {clue.type === 'id' ? <code>{name}</code> : name}
                {isAbsent && ` · ${words.explain.absent}`}
              </Button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

function isSame(a: Clue, b: Clue): boolean {
  return a.type === 'id' ? b.type === 'id' && a.id === b.id : b.type === 'message' && a.number === b.number
}
