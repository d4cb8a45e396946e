export interface Keys {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

/** Does this press mean `Ctrl+Shift+Z`? Ctrl is ⌘ on a Mac; for signs like `?` Shift is part of the sign. */
export function matchKeys(pressed: Keys, written: string): boolean {
  const parts = written.split('+')
  const key = parts.at(-1) ?? ''
  const wantsShift = parts.includes('Shift')
  const isSign = key.length === 1 && key.toLowerCase() === key.toUpperCase()
  return (
    pressed.key.toLowerCase() === key.toLowerCase() &&
    (pressed.ctrlKey || pressed.metaKey) === parts.includes('Ctrl') &&
    (isSign || pressed.shiftKey === wantsShift) &&
    !pressed.altKey
  )
}
