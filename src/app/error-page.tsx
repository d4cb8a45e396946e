import { useStore } from './state/store.ts'
import { Button } from './ui/button.tsx'
import { words } from './words.ts'
import style from './app.module.css'

/** A mistake of ours stopped the page from being drawn. The sources and all changes are still in the store. */
export function ErrorPage({ error, onAgain }: { error: Error; onAgain: () => void }) {
  const { download } = useStore.getState()
  const places = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at |@/.test(line))
    .slice(0, 8)
  // The message may quote the transcript; kind and places cannot.
  const details = [`Toolmend: ${error.name}`, ...places].join('\n')
  return (
    <main className={style.error} id="main">
      <h1>{words.failed.heading}</h1>
      <p>{words.failed.page}</p>
      <div>
        <Button look="primary" onClick={onAgain}>
          {words.retry}
        </Button>
        <Button onClick={() => void download()}>{words.toolbar.download}</Button>
        <Button onClick={() => void navigator.clipboard.writeText(details)}>{words.failed.copyDetails}</Button>
      </div>
    </main>
  )
}
