import { useEffect, useLayoutEffect, useMemo, useState } from 'react'
import { useStore } from '../state/store.ts'
import { number } from '../ui/numbers.ts'
import { words } from '../words.ts'
import { createTextMap, type TextMap } from './text-map.ts'

/** Typing is checked again when it pauses this long, and becomes one step of the undo list. */
const PAUSE_MS = 250

export interface Draft {
  /** The map of the text the editor should show now. */
  readonly map: TextMap
  /** The editor holds this text now. */
  readonly typed: (shown: string) => void
  /** Something was typed that is not recorded yet, so the editor is ahead of `map`. */
  readonly isAhead: () => boolean
}

/** Turns what is typed into steps, and knows which text the worker has been told of. */
export function useDraft(): Draft | null {
  const text = useStore((store) => store.text)
  const given = useMemo(() => (text ? createTextMap(text.window.text, text.window.start) : null), [text])
  /** The text after what was typed last, until the worker gives it back. */
  const [recorded, setRecorded] = useState<{ map: TextMap; since: TextMap } | null>(null)
  const map = recorded && recorded.since === given ? recorded.map : given

  const controls = useMemo(() => createControls(setRecorded), [])
  useLayoutEffect(() => controls.follow(map, given), [controls, map, given])
  useEffect(() => {
    const { registerTyping } = useStore.getState()
    registerTyping(controls.flush)
    return () => {
      controls.flush()
      registerTyping(null)
    }
  }, [controls])

  return useMemo(() => map && { map, typed: controls.typed, isAhead: controls.isAhead }, [map, controls])
}

interface Controls {
  readonly flush: () => void
  readonly follow: (map: TextMap | null, given: TextMap | null) => void
  readonly typed: (shown: string) => void
  readonly isAhead: () => boolean
}

/** What outlives a single drawing: the text typed since, and the timer that waits for a pause. */
function createControls(setRecorded: (recorded: { map: TextMap; since: TextMap }) => void): Controls {
  let map: TextMap | null = null
  let given: TextMap | null = null
  let pending: { shown: string; timer: number } | null = null

  function flush(): void {
    const now = pending
    pending = null
    if (!now || !map || !given) return
    window.clearTimeout(now.timer)
    const result = map.editTo(now.shown)
    if (!result) return
    const { text, change } = useStore.getState()
    const line = (text?.window.line ?? 1) + lineOf(map, result.edit.start)
    map = result.map
    setRecorded({ map, since: given })
    change('typing', words.source.typed(number(line)), [result.edit])
  }

  return {
    flush,
    follow: (nextMap, nextGiven) => {
      map = nextMap
      given = nextGiven
    },
    typed: (shown) => {
      if (pending) window.clearTimeout(pending.timer)
      pending = { shown, timer: window.setTimeout(flush, PAUSE_MS) }
    },
    isAhead: () => pending !== null,
  }
}

function lineOf(map: TextMap, byte: number): number {
  return map.shown.slice(0, map.indexAt(byte)).split('\n').length - 1
}
