/** Marks of the visual language; severities of problems are three of them. */
export type Mark = 'error' | 'warning' | 'info' | 'fixed'

/** Octagon, triangle, circle: the shape says it without colour. Decorative; the word stands beside it or is spoken. */
export function SeverityGlyph({ severity, size = 16 }: { severity: Mark; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
      style={{ color: `var(--mark-${severity})`, flex: 'none' }}
    >
      {shapes[severity]}
    </svg>
  )
}

const cut = { stroke: 'var(--bg)', strokeWidth: 1.6, strokeLinecap: 'round', fill: 'none' } as const

const shapes = {
  error: (
    <>
      <path d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z" fill="currentColor" />
      <path d="m5.6 5.6 4.8 4.8m0-4.8-4.8 4.8" {...cut} />
    </>
  ),
  warning: (
    <>
      <path d="M8 1.2 15.4 14.6H.6z" fill="currentColor" />
      <path d="M8 6v4.2m0 2.1v.1" {...cut} />
    </>
  ),
  info: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <path d="M8 7.4v4m0-6.6v.1" {...cut} />
    </>
  ),
  fixed: (
    <>
      <rect x="1.5" y="1.5" width="13" height="13" rx="2" fill="currentColor" />
      <path d="m4.8 8.2 2.3 2.3 4.3-4.8" {...cut} />
    </>
  ),
}
