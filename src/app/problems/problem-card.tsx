import { Copy, EyeOff, Undo2 } from 'lucide-react'
import { FixList } from '../fixes/fix-list.tsx'
import { number } from '../ui/numbers.ts'
import { SeverityGlyph } from '../ui/severity-glyph.tsx'
import { Button } from '../ui/button.tsx'
import { MarkedText } from '../ui/marked-text.tsx'
import { visibleText } from '../ui/visible-text.ts'
import type { ProblemView } from '../../worker/protocol.ts'
import { words } from '../words.ts'
import style from './problem-card.module.css'

export interface CardActions {
  select: (problem: number) => void
  fix: (problem: number) => void
  ignore: (problem: ProblemView, isIgnored: boolean) => void
  ignoreRule: (rule: string, isIgnored: boolean) => void
  explainRule: (rule: string) => void
  copy: (problems: readonly ProblemView[]) => void
}

interface Props {
  readonly index: number
  readonly problem: ProblemView
  readonly isOpen: boolean
  readonly isIgnored: boolean
  readonly target: string
  readonly actions: CardActions
}

/** One problem: a line, and when it is selected its four parts: what, where, what the provider says, what to do. */
export function ProblemCard({ index, problem, isOpen, isIgnored, target, actions }: Props) {
  const { severity, message, path, line, column, fixes } = problem
  const [fix] = fixes
  return (
    <div className={style.card} data-severity={severity} data-open={isOpen || undefined} data-ignored={isIgnored || undefined}>
      {/* The item around it has the keyboard; the mouse may click anywhere on the line. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
      <div className={style.line} onClick={() => actions.select(index)}>
        <SeverityGlyph severity={severity} />
        <span className="visually-hidden">{words.problems.severity[severity]}.</span>
        <span className={style.message}>
          <MarkedText text={message} />
        </span>
        <span className={style.where}>
          {path !== '' && <code>{visibleText(path)}</code>} {words.problems.place(number(line), number(column))}
        </span>
        {!isOpen && fix && !isIgnored && (
          <Button
            className={style.fix ?? ''}
            tabIndex={-1}
            title={fix.title}
            onClick={(event) => {
              event.stopPropagation()
              actions.fix(index)
            }}
          >
            {words.problems.fixMenu}
          </Button>
        )}
      </div>
      {isOpen && <Parts index={index} problem={problem} isIgnored={isIgnored} target={target} actions={actions} />}
    </div>
  )
}

function Parts({ index, problem, isIgnored, target, actions }: Omit<Props, 'isOpen'>) {
  const { path, line, column, span, rule, providerError, related, fixes } = problem
  return (
    <div className={style.parts}>
      <dl>
        <dt>{words.problems.where}</dt>
        <dd>
          {path !== '' && (
            <>
              <code>{visibleText(path)}</code> ·{' '}
            </>
          )}
          {words.problems.place(number(line), number(column))} · {words.problems.bytes(number(span.start), number(span.end))}
          {related.length > 0 && (
            <>
              {' '}
              · {words.problems.related}{' '}
              {related
                .slice(0, 5)
                .map((other) => visibleText(other.path))
                .join(', ')}
              {related.length > 5 && ` +${number(related.length - 5)}`}
            </>
          )}
        </dd>
        <dt>{words.problems.wouldSay(target)}</dt>
        <dd>
          {providerError === null ? (
            <span className={style.muted}>
              {problem.severity === 'error' ? words.problems.saysUnknown : words.problems.saysNothing}
            </span>
          ) : (
            <q className={style.sentence}>{visibleText(providerError)}</q>
          )}
        </dd>
        <dt>{words.problems.whatToDo}</dt>
        <dd>
          <FixList problem={index} fixes={fixes} />
        </dd>
      </dl>
      <div className={style.more}>
        <Button look="quiet" onClick={() => actions.copy([problem])}>
          <Copy size={14} aria-hidden="true" /> {words.problems.copyOne}
        </Button>
        <Button look="quiet" onClick={() => actions.ignore(problem, !isIgnored)}>
          {isIgnored ? <Undo2 size={14} aria-hidden="true" /> : <EyeOff size={14} aria-hidden="true" />}
          {isIgnored ? words.problems.unignore : words.problems.ignore}
        </Button>
        <Button look="quiet" onClick={() => actions.ignoreRule(rule, !isIgnored)}>
          {isIgnored ? words.problems.unignoreRule : words.problems.ignoreRule}
        </Button>
        <Button look="quiet" onClick={() => actions.explainRule(rule)}>
          {words.rules.about}
        </Button>
      </div>
    </div>
  )
}
