import { useState } from 'react'
import type { RuleEntry } from '../../core/rule-entries.ts'
import { MarkedText } from '../ui/marked-text.tsx'
import { SeverityGlyph } from '../ui/severity-glyph.tsx'
import { words } from '../words.ts'
import style from './rules-dialog.module.css'

interface Props {
  readonly entry: RuleEntry
  readonly isOpen: boolean
}

const WEIGHTS = ['error', 'warning', 'info'] as const

/** One rule: its name at first, everything once it is opened. */
export function RuleText({ entry, isOpen }: Props) {
  const [toggled, setToggled] = useState(false)
  const open = isOpen !== toggled
  const { id, about, heldBy, sentences } = entry
  return (
    <details open={open} onToggle={(event) => setToggled(event.currentTarget.open !== isOpen)}>
      <summary>
        <code>{id}</code> <span>{about === null ? words.rules.onlyTold : <MarkedText text={about.what} />}</span>
      </summary>
      {open && (
        <div className={style.text}>
          {about !== null && (
            <p>
              <MarkedText text={about.why} />
            </p>
          )}
          {WEIGHTS.map((severity) => {
            const own = heldBy.filter((held) => held.severity === severity)
            return own.length === 0 ? null : (
              <p key={severity} className={style.held}>
                <SeverityGlyph severity={severity} size={13} /> <b>{words.rules.weight[severity]}</b>{' '}
                {own.map(({ title }) => title).join(', ')}
              </p>
            )
          })}
          {sentences.length > 0 && (
            <ul className={style.sentences}>
              {sentences.map(({ api, title, text, status, code, historic, evidence }) => (
                <li key={`${api} ${text} ${evidence}`}>
                  <q>{text}</q>
                  <p className={style.source}>
                    <b>{title}</b> · {status}
                    {code !== null && ` · ${code}`}
                    {historic && ` · ${words.rules.historic}`}
                    {evidence !== null && ` · ${evidence}`}
                  </p>
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </details>
  )
}
