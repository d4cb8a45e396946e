import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useStore } from '../state/store.ts'
import { words } from '../words.ts'
import { Button } from '../ui/button.tsx'

/** Copies one short text and says so. */
export function CopyButton({ label, text }: { label: string; text: string }) {
  const [isCopied, setCopied] = useState(false)
  const { say, notify } = useStore.getState()
  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setCopied(false), 1500)
    return () => clearTimeout(timer)
  }, [isCopied])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
      say(words.copied)
    } catch {
      notify(words.copyRefused)
    }
  }
  return (
    <Button look="quiet" aria-label={label} title={label} onClick={() => void copy()}>
      {isCopied ? <Check size={14} aria-hidden="true" /> : <Copy size={14} aria-hidden="true" />}
    </Button>
  )
}
