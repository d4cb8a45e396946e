import { useEffect, useRef, useState } from 'react'
import { useStore } from '../state/store.ts'

/** At most one sentence a second: a reader that is interrupted all the time says nothing. */
const PAUSE_MS = 1000

/** What screen readers hear about changes elsewhere on the page. */
export function Announcer() {
  const said = useStore((store) => store.said)
  const [text, setText] = useState('')
  const last = useRef(0)
  useEffect(() => {
    if (said.text === '') return
    const wait = Math.max(0, last.current + PAUSE_MS - performance.now())
    const timer = setTimeout(() => {
      last.current = performance.now()
      setText((old) => (old === said.text ? `${said.text}\u00A0` : said.text)) // an equal text would not be read again
    }, wait)
    return () => clearTimeout(timer)
  }, [said])
  return (
    <output className="visually-hidden" aria-live="polite">
      {text}
    </output>
  )
}
