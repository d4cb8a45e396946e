import { number } from '../ui/numbers.ts'
import { SeverityGlyph } from '../ui/severity-glyph.tsx'
import { words } from '../words.ts'
import style from './header.module.css'
import type { Counted } from './standing-of.ts'

/** The errors of a target, else its warnings, with a sign that says which. */
export function TargetCount({ errors, warnings }: Counted) {
  return (
    <span className={style.count}>
      {errors === null || warnings === null ? (
        <span title={words.targets.uncounted}>–</span>
      ) : (
        <>
          <SeverityGlyph severity={errors > 0 ? 'error' : warnings > 0 ? 'warning' : 'fixed'} size={13} />
          {number(errors > 0 ? errors : warnings)}
        </>
      )}
    </span>
  )
}
