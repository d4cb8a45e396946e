import { useEffect, useState } from 'react'
import { openPicker } from '../open/picker.ts'
import { isOver, percent, secondsLeft, type Progress } from '../state/reading.ts'
import { selectView } from '../state/selectors.ts'
import { useStore } from '../state/store.ts'
import type { View } from '../state/view-slice.ts'
import { Button } from '../ui/button.tsx'
import { words } from '../words.ts'
import style from './workspace.module.css'

/** Shorter than this nothing is shown: a bar that flashes by is only noise. */
const QUIET_MS = 300

/** How far reading is, and what can be done about it; when it ended early, where and why. */
export function ReadingBar() {
  const view = useStore(selectView)
  const progress = useStore((store) => (store.progress?.sourceId === store.activeId ? store.progress : null))
  const asked = useStore((store) => store.reading?.revision ?? null)
  const revision = progress && !isOver(progress.read) ? progress.revision : asked
  const isLate = useIsLate(revision)
  if (revision !== null) {
    if (!isLate) return null
    return progress ? <Running progress={progress} /> : <output className={style.reading}>{words.states.reading}</output>
  }
  return view ? <Ended view={view} /> : null
}

function useIsLate(revision: number | null): boolean {
  const [late, setLate] = useState<number | null>(null)
  useEffect(() => {
    if (revision === null) return
    const timer = setTimeout(() => setLate(revision), QUIET_MS)
    return () => clearTimeout(timer)
  }, [revision])
  return revision !== null && late === revision
}

function Running({ progress }: { progress: Progress }) {
  const { read } = progress
  const { pauseReading, resumeReading, stopReading } = useStore.getState()
  const at = percent(read)
  const left = secondsLeft(progress)
  const title =
    read.state === 'unpacking'
      ? words.reading.unpacking(at)
      : read.state === 'paused'
        ? words.reading.paused(at)
        : words.reading.bar(at)
  return (
    <section className={style.progress} aria-label={words.reading.label}>
      <b>{title}</b>
      <progress value={read.bytes} max={read.of} aria-label={title} />
      <span className={style.figures}>
        <span>{words.reading.bytes(read.bytes, read.of)}</span>
        {read.state !== 'unpacking' && <span>{words.reading.soFar(read.messages, read.problems)}</span>}
        {left !== null && read.state !== 'paused' && <span>{words.reading.left(left)}</span>}
      </span>
      {read.state === 'paused' ? (
        <Button onClick={resumeReading}>{words.reading.resume}</Button>
      ) : (
        read.state === 'reading' && <Button onClick={pauseReading}>{words.reading.pause}</Button>
      )}
      <Button onClick={stopReading}>{words.reading.stop}</Button>
    </section>
  )
}

function Ended({ view: { opened } }: { view: View }) {
  const { resumeReading, retry } = useStore.getState()
  const { read, unpacked, totals, source } = opened
  const at = percent(read)
  if (read.state === 'stopped') {
    return <Said text={words.reading.stopped(at, totals.messages)} action={words.reading.goOn} onAction={resumeReading} />
  }
  if (read.state === 'broken' && read.reason === 'memory') {
    return <Said isAlarm text={words.reading.memory(at, totals.messages)} action={words.retry} onAction={() => retry()} />
  }
  if (read.state === 'broken') {
    const text =
      read.bytes < read.of
        ? words.reading.gone(at, totals.messages, read.reason ?? '')
        : words.reading.goneLater(read.reason ?? '')
    return <Said isAlarm text={text} action={words.reading.openAgain} onAction={openPicker} />
  }
  if (!unpacked || unpacked.cut === null) return null
  if (unpacked.cut === 'stopped') {
    const text = words.reading.unpack.stopped(Math.floor((unpacked.packed / unpacked.of) * 100), source.bytes)
    return <Said text={text} action={words.reading.unpackAll} onAction={() => retry()} />
  }
  return (
    <Said
      isAlarm
      text={words.reading.unpack[unpacked.cut](source.bytes)}
      action={words.reading.openAnother}
      onAction={openPicker}
    />
  )
}

function Said({ text, action, onAction, isAlarm }: { text: string; action: string; onAction: () => void; isAlarm?: boolean }) {
  return (
    <section className={style.progress} aria-label={words.reading.label} data-alarm={isAlarm || undefined}>
      <span role={isAlarm ? 'alert' : undefined}>{text}</span>
      <Button onClick={onAction}>{action}</Button>
    </section>
  )
}
