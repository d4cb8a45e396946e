import type { ReactNode } from 'react'
import { visibleText } from './visible-text.ts'
import style from './marked-text.module.css'

/** A sentence of ours with names from outside between backticks: those are set as code, and nothing else is. */
export function MarkedText({ text }: { text: string }): ReactNode {
  const pieces = visibleText(text).split('`')
  if (pieces.length % 2 === 0) return pieces.join('`') // a backtick that is part of a name
  // oxlint-disable-next-line react/no-array-index-key -- pieces of a sentence have no other name
  return pieces.map((piece, i) =>
    i % 2 === 1 ? (
      <code key={i} className={style.name}>
        {piece}
      </code>
    ) : (
      piece
    ),
  )
}
