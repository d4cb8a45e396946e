import type { ReactNode } from 'react'
import style from './panel-head.module.css'

/** The heading line of a region, with what belongs to all of it. */
export function PanelHead({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={style.head}>
      <h2>{title}</h2>
      {children}
    </div>
  )
}
