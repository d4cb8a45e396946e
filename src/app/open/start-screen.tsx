import { useState } from 'react'
import { useStore } from '../state/store.ts'
import { Button } from '../ui/button.tsx'
import { words } from '../words.ts'
import { pasteFromClipboard } from './paste.ts'
import { openPicker } from './picker.ts'
import { formatSamples, samples, type Sample } from './samples.ts'
import style from './open.module.css'

/** The first ten seconds: one sentence, one place to put something, samples to try. Needs nothing that loads later. */
export function StartScreen() {
  const { receiveText, openSample, openErrorBox } = useStore.getState()
  const [making, setMaking] = useState<string | null>(null)
  const open = async ({ file, content, lesson }: Sample): Promise<void> => {
    if (typeof content === 'string') return openSample(file, content, lesson)
    if (making !== null) return
    setMaking(file)
    const made = await content()
    setMaking(null)
    openSample(file, made, lesson)
  }
  return (
    <main className={style.start} id="main">
      <section className={style.intro} aria-labelledby="start-title">
        <h2 id="start-title">{words.open.title}</h2>
        <p>{words.open.what}</p>
        <textarea
          className={style.area}
          data-paste-area
          aria-label={words.open.areaLabel}
          placeholder={words.open.placeholder}
          spellCheck={false}
          autoComplete="off"
          rows={6}
          onPaste={(event) => {
            const text = event.clipboardData.getData('text/plain')
            if (event.clipboardData.files.length > 0) {
              event.preventDefault()
              return useStore.getState().openFiles([...event.clipboardData.files], 'paste')
            }
            if (text === '') return
            event.preventDefault()
            event.currentTarget.value = ''
            void receiveText(text)
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.currentTarget.value.trim() === '') return
            event.preventDefault()
            void receiveText(event.currentTarget.value)
          }}
        />
        <div className={style.buttons}>
          <Button look="primary" onClick={openPicker} title="Ctrl+O">
            {words.open.openFile}
          </Button>
          <Button onClick={() => void pasteFromClipboard()}>{words.toolbar.paste}</Button>
          <Button look="quiet" onClick={() => openErrorBox()}>
            {words.explain.title}
          </Button>
        </div>
        <p className={style.privacy}>{words.privacy.promise}</p>
      </section>
      <section className={style.samples} aria-labelledby="samples-title">
        <h2 id="samples-title">{words.open.samples}</h2>
        <SampleList samples={samples} making={making} onOpen={open} />
        <h2 id="format-samples-title">{words.open.sampleFormats}</h2>
        <SampleList samples={formatSamples} making={making} onOpen={open} />
      </section>
    </main>
  )
}

interface SampleListProps {
  readonly samples: readonly Sample[]
  /** File of the one that is being made. */
  readonly making: string | null
  readonly onOpen: (sample: Sample) => Promise<void>
}

function SampleList({ samples: shown, making, onOpen }: SampleListProps) {
  return (
    <ul>
      {shown.map((sample) => (
        <li key={sample.file}>
          <button type="button" onClick={() => void onOpen(sample)} aria-busy={making === sample.file}>
            <b>{sample.title}</b>
            <span>{making === sample.file ? words.open.making : sample.lesson}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
