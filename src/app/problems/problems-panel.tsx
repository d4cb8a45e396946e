import { ChevronDown, ChevronRight, Copy, Download } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { ProblemView } from '../../worker/protocol.ts'
import { problemKey, ruleKey } from '../state/problem-key.ts'
import { countProblems, selectChosenFix, selectSource, selectView, targetTitle } from '../state/selectors.ts'
import { isOver } from '../state/reading.ts'
import { useStore } from '../state/store.ts'
import { useRowHeight } from '../state/use-row-height.ts'
import { Button } from '../ui/button.tsx'
import { number } from '../ui/numbers.ts'
import { MenuButton } from '../ui/menu.tsx'
import { PanelHead } from '../ui/panel-head.tsx'
import { SeverityGlyph } from '../ui/severity-glyph.tsx'
import { visibleText } from '../ui/visible-text.ts'
import { VirtualList } from '../ui/virtual-list/virtual-list.tsx'
import { words } from '../words.ts'
import { ProblemCard, type CardActions } from './problem-card.tsx'
import { problemsAsMarkdown } from './problem-markdown.ts'
import { IGNORED, problemRows, type ProblemRow } from './problem-rows.ts'
import cardStyle from './problem-card.module.css'
import style from './problems-panel.module.css'

const FILES = ['sarif', 'json'] as const

/** Every problem of the source; selecting one shows it in the timeline and in the text. */
export function ProblemsPanel() {
  const view = useStore(selectView)
  const source = useStore(selectSource)
  const grouping = useStore((store) => store.settings.grouping)
  const revealed = useStore((store) => store.revealed)
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set())
  // `null` until a row was gone to: the selected problem is where the list begins, not the heading above it.
  const [cursor, setCursor] = useState<number | null>(null)
  const height = useRowHeight()
  const { setSettings, downloadProblems } = useStore.getState()
  const problems = view?.opened.problems
  const ignored = source?.ignored
  const rows = useMemo(
    () => (problems && ignored ? problemRows(problems, ignored, grouping, toggled) : []),
    [problems, ignored, grouping, toggled],
  )
  const selected = view?.problem ?? null
  const at = rows.findIndex((row) => row.type === 'problem' && row.problem === selected)
  const reveal = useMemo(
    () => (revealed && at !== -1 ? { row: at, turn: revealed.turn, focus: false, align: 'nearest' as const } : null),
    [revealed, at],
  )
  const target = view ? targetTitle(view) : ''
  const title = source?.title ?? ''
  const actions = useMemo(() => cardActions(target, title), [target, title])
  if (!view || !source) return null

  const isOnHeading = cursor !== null && isHeading(rows[cursor])
  const active = at !== -1 && !isOnHeading ? at : Math.min(cursor ?? 0, Math.max(0, rows.length - 1))
  const toggle = (name: string) =>
    setToggled((old) => new Set(old.has(name) ? [...old].filter((other) => other !== name) : [...old, name]))
  const counts = countProblems(view, source.ignored)
  const { errors, warnings, infos } = view.opened.counts
  const all = errors + warnings + infos
  // What is written anew, or not yet read, is repaired as a whole.
  const canFixAll = view.opened.rewrittenAs === null && isOver(view.opened.read)

  return (
    <section className={style.panel} aria-label={words.problems.region} data-region="problems" tabIndex={-1}>
      <PanelHead title={words.problems.title}>
        <span className={style.counts}>
          {words.problems.counts(counts)}
          {!isOver(view.opened.read) && ` ${words.problems.soFar}`}
        </span>
        <span className={style.spacer} />
        <label className={style.grouping}>
          <span className={style.wide}>{words.problems.group}</span>
          <select
            aria-label={words.problems.group}
            value={grouping}
            onChange={(event) => setSettings({ grouping: event.target.value === 'order' ? 'order' : 'rule' })}
          >
            <option value="rule">{words.problems.byCause}</option>
            <option value="order">{words.problems.inOrder}</option>
          </select>
        </label>
        <Button look="quiet" aria-label={words.problems.copyAll} onClick={() => actions.copy(view.opened.problems)}>
          <Copy size={14} aria-hidden="true" /> <span className={style.wide}>{words.problems.copyAll}</span>
        </Button>
        <MenuButton
          label={words.problems.takeAway}
          sections={[
            {
              title: words.problems.takeAwayAs,
              mode: 'none',
              choices: FILES.map((id) => ({ id, label: words.problems.files[id], note: words.problems.fileNotes[id] })),
              chosen: [],
              onChoose: (id) => void downloadProblems(id === 'sarif' ? 'sarif' : 'json'),
            },
          ]}
        >
          <Download size={14} aria-hidden="true" />
        </MenuButton>
      </PanelHead>
      {isOver(view.opened.read) && problems !== undefined && problems.length < all && (
        <p className={style.listed}>{words.problems.listed(problems.length, all)}</p>
      )}
      <div className={style.list}>
        <VirtualList
          label={words.problems.title}
          count={rows.length}
          estimate={height + 1}
          active={active}
          version={`${source.id}:${view.revision}:${grouping}:${rows.length}`}
          reveal={reveal}
          onActive={(index) => {
            setCursor(index)
            const row = rows[index]
            if (row?.type === 'problem') actions.select(row.problem)
          }}
          onKey={(event, index) => {
            const row = rows[index]
            if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || isInControl(event.target)) return false
            if (row?.type === 'problem') actions.preview(row.problem)
            else if (row) toggle(row.type === 'group' ? row.key : IGNORED)
            return true
          }}
          rowLabel={(index) => rowLabel(rows[index], view.opened.problems)}
          rows={() => (index) => {
            const row = rows[index]
            if (!row) return null
            if (row.type !== 'problem')
              return <Heading row={row} onToggle={toggle} onFixAll={canFixAll ? actions.fixAll : null} />
            const problem = view.opened.problems[row.problem]
            return problem ? (
              <ProblemCard
                index={row.problem}
                problem={problem}
                isOpen={row.problem === selected}
                isIgnored={row.isIgnored}
                target={target}
                actions={actions}
              />
            ) : null
          }}
        />
      </div>
    </section>
  )
}

interface HeadingProps {
  readonly row: Exclude<ProblemRow, { type: 'problem' }>
  readonly onToggle: (name: string) => void
  /** `null`: not offered. */
  readonly onFixAll: ((rule: string, title: string) => void) | null
}

function Heading({ row, onToggle, onFixAll }: HeadingProps) {
  const isGroup = row.type === 'group'
  const name = isGroup ? row.key : IGNORED
  return (
    <div className={cardStyle.group}>
      <button type="button" aria-expanded={row.isOpen} tabIndex={-1} onClick={() => onToggle(name)}>
        {row.isOpen ? <ChevronDown size={14} aria-hidden="true" /> : <ChevronRight size={14} aria-hidden="true" />}
        {isGroup && <SeverityGlyph severity={row.severity} />}
        <b>{isGroup ? words.problems.ruleTitle(row.rule) : words.problems.ignored}</b>
        <span>{number(row.count)}</span>
      </button>
      {isGroup && row.fix !== null && row.isWholeRule && onFixAll && (
        <Button
          className={cardStyle.fix ?? ''}
          title={row.fix}
          onClick={() => onFixAll(row.rule, words.problems.fixAllTitle(row.fix ?? '', row.count))}
        >
          {words.problems.fixAll(row.count)}
        </Button>
      )}
    </div>
  )
}

function rowLabel(row: ProblemRow | undefined, problems: readonly { severity: 'error' | 'warning' | 'info'; message: string }[]) {
  if (!row) return undefined
  switch (row.type) {
    case 'problem': {
      const problem = problems[row.problem]
      return problem && `${words.problems.severity[problem.severity]}. ${visibleText(problem.message)}`
    }
    case 'group':
      return words.problems.groupLabel(words.problems.ruleTitle(row.rule), row.count)
    case 'ignored':
      return words.problems.groupLabel(words.problems.ignored, row.count)
  }
}

function isHeading(row: ProblemRow | undefined): boolean {
  return row !== undefined && row.type !== 'problem'
}

function isInControl(target: EventTarget): boolean {
  return target instanceof HTMLElement && target.closest('button') !== null
}

interface PanelActions extends CardActions {
  preview: (problem: number) => void
  fixAll: (rule: string, title: string) => void
}

function cardActions(target: string, title: string): PanelActions {
  const { selectProblem, showFixes, setIgnored, openRules, previewOf, say, notify } = useStore.getState()
  const copy = (problems: readonly ProblemView[]) => {
    navigator.clipboard.writeText(problemsAsMarkdown(problems, title, target)).then(
      () => say(words.copied),
      () => notify(words.copyRefused),
    )
  }
  return {
    select: (problem) => selectProblem(problem, 'problems'),
    fix: (problem) => {
      selectProblem(problem, 'problems')
      showFixes(problem)
    },
    preview: (problem) => {
      selectProblem(problem, 'problems')
      const chosen = selectChosenFix(useStore.getState())
      if (chosen) void previewOf({ type: 'fix', ...chosen })
      else say(words.fixes.none)
    },
    fixAll: (rule, fixTitle) => void previewOf({ type: 'rule', rule, title: fixTitle }),
    ignore: (problem, isIgnored) => setIgnored(problemKey(problem), isIgnored),
    ignoreRule: (rule, isIgnored) => setIgnored(ruleKey(rule), isIgnored),
    explainRule: openRules,
    copy,
  }
}
