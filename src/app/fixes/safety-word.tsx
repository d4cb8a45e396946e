import type { Safety } from '../../core/problem.ts'
import { words } from '../words.ts'
import style from './fix-list.module.css'

/** How far a fix may be trusted, as a word with its promise. */
export function SafetyWord({ safety }: { safety: Safety }) {
  return (
    <span className={style.safety} data-safety={safety} title={words.fixes.promises[safety]}>
      {words.fixes.safety[safety]}
    </span>
  )
}
