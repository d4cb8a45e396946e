import type { Segment } from './pair-lines.ts'
import style from './gutter.module.css'

/** The pieces of pair lines that pass one row. Decorative: the row says in words, and has buttons, for what they show. */
export function Gutter({ segments, tracks }: { segments: readonly Segment[]; tracks: number }) {
  return (
    <div className={style.gutter} aria-hidden="true" style={{ width: `calc(${tracks} * var(--track) + 4px)` }}>
      {segments.map(({ line, part }) => (
        <div
          key={`${line.from}-${line.to}`}
          className={style.segment}
          data-part={part}
          data-style={line.style}
          data-selected={line.isSelected || undefined}
          style={{ right: 0, left: `calc(${tracks - line.track - 1} * var(--track) + 4px)` }}
        >
          {line.pointsUp && part === 'begin' && (
            <svg className={style.arrow} width="8" height="6" viewBox="0 0 8 6">
              <path d="M4 0 8 6H0z" fill="currentColor" />
            </svg>
          )}
        </div>
      ))}
    </div>
  )
}
