import type { ProposalView } from '../../worker/protocol.ts'
import { number } from '../ui/numbers.ts'
import { visibleText } from '../ui/visible-text.ts'
import { words } from '../words.ts'
import { scrollTo } from './difference-steps.tsx'
import { diffLines, type DiffLine } from './diff-lines.ts'
import style from './preview.module.css'

const signs = { added: '+', removed: '−', same: ' ' } as const

interface Props {
  readonly proposal: Pick<ProposalView, 'hunks' | 'hunksLeftOut'>
  /** The hunk that was gone to. */
  readonly current: number | null
}

/** The lines of the source a proposal touches, before and after. */
export function TextDiff({ proposal, current }: Props) {
  return (
    <div className={style.diff}>
      {proposal.hunks.map((hunk, at) => (
        <table
          key={`${hunk.line}:${hunk.before.length}:${hunk.after.length}`}
          className={style.hunk}
          data-current={at === current || undefined}
          ref={at === current ? scrollTo : null}
        >
          <caption>{hunk.clipped ? words.preview.partOfLine(number(hunk.line)) : words.preview.line(number(hunk.line))}</caption>
          <tbody>
            {diffLines(hunk.before, hunk.after, hunk.line).map((line, i) => (
              // oxlint-disable-next-line react/no-array-index-key -- lines of a hunk have no other name
              <Line key={i} line={line} />
            ))}
          </tbody>
        </table>
      ))}
      {proposal.hunksLeftOut > 0 && <p className={style.rest}>{words.preview.moreHunks(proposal.hunksLeftOut)}</p>}
    </div>
  )
}

function Line({ line }: { line: DiffLine }) {
  const { type, number: lineNumber, text, changed } = line
  const [from, to] = changed ?? [0, 0]
  return (
    <tr data-type={type}>
      <td className={style.lineNumber}>{lineNumber}</td>
      <td className={style.sign}>
        <span aria-hidden="true">{signs[type]}</span>
        <span className="visually-hidden">{words.preview.marks[type]}</span>
      </td>
      <td>
        {changed ? (
          <>
            {visibleText(text.slice(0, from))}
            <mark>{visibleText(text.slice(from, to))}</mark>
            {visibleText(text.slice(to))}
          </>
        ) : (
          visibleText(text)
        )}
      </td>
    </tr>
  )
}
