import { useEffect, useRef, useState } from 'react'
import { useStore } from '../state/store.ts'

/** At most one sentence a second: a reader that is interrupted all the time says nothing. */
const PAUSE_MS = 1000
const MOST_WAITING = 3

/** What screen readers hear about changes elsewhere on the page; what is said faster than that waits its turn. */
export function Announcer() {
  const said = useStore((store) => store.said)
  const [text, setText] = useState('')
  const queue = useRef<string[]>([])
  const timer = useRef<number | null>(null)
  useEffect(() => {
    if (said.text === '') return
    queue.current = [...queue.current.filter((waiting) => waiting !== said.text), said.text].slice(-MOST_WAITING)
    const next = () => {
      const sentence = queue.current.shift()
      timer.current = sentence === undefined ? null : window.setTimeout(next, PAUSE_MS)
      // An equal text would not be read again.
      if (sentence !== undefined) setText((old) => (old === sentence ? `${sentence}\u00A0` : sentence))
    }
    if (timer.current === null) next()
  }, [said])
  return (
    <output className="visually-hidden" aria-live="polite">
      {text}
    </output>
  )
}
