import { useCallback, useEffect, useRef } from 'react'
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
  /** The map of what was recorded last: for places in the text while somebody types. */
  readonly recorded: () => TextMap
}

/** Turns what is typed into steps, and knows which text the worker has been told of. */
export function useDraft(): Draft | null {
  const text = useStore((store) => store.text)
  const { change, registerTyping } = useStore.getState()
  const recorded = useRef<{ map: TextMap; of: unknown } | null>(null)
  const pending = useRef<{ shown: string; timer: number } | null>(null)

  if (text && recorded.current?.of !== text) {
    recorded.current = { map: createTextMap(text.window.text, text.window.start), of: text }
  }

  const flush = useCallback(() => {
    const now = pending.current
    pending.current = null
    if (!now || !recorded.current) return
    window.clearTimeout(now.timer)
    const result = recorded.current.map.editTo(now.shown)
    if (!result) return
    const line = (useStore.getState().text?.window.line ?? 1) + lineOf(recorded.current.map, result.edit.start)
    recorded.current = { ...recorded.current, map: result.map }
    change('typing', words.source.typed(number(line)), [result.edit])
  }, [change])

  const typed = useCallback(
    (shown: string) => {
      if (pending.current) window.clearTimeout(pending.current.timer)
      pending.current = { shown, timer: window.setTimeout(flush, PAUSE_MS) }
    },
    [flush],
  )

  useEffect(() => {
    registerTyping(flush)
    return () => {
      flush()
      registerTyping(null)
    }
  }, [flush, registerTyping])

  if (!recorded.current) return null
  const { map } = recorded.current
  return { map, typed, isAhead: () => pending.current !== null, recorded: () => recorded.current?.map ?? map }
}

function lineOf(map: TextMap, byte: number): number {
  return map.shown.slice(0, map.indexAt(byte)).split('\n').length - 1
}
