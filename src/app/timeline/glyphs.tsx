import type { ReactNode } from 'react'
import type { TimelineRow } from '../../core/timeline/row.ts'

/** The shapes of experience.md §24.2: every kind of row can be told without colour. Decorative; the words carry the meaning. */
export type Shape =
  | 'user'
  | 'assistant'
  | 'system'
  | 'tool'
  | 'unknown'
  | 'call'
  | 'result'
  | 'missing'
  | 'pending'
  | 'unparsed'
  | 'lane'

export function shapeOf(row: TimelineRow): Shape {
  switch (row.type) {
    case 'message':
      return row.role
    case 'call':
      return row.situation === 'pending-call' ? 'pending' : 'call'
    case 'result':
      return 'result'
    case 'slot':
      return row.severity === 'error' ? 'missing' : 'pending'
    case 'unparsed':
      return 'unparsed'
    case 'lane':
      return 'lane'
  }
}

export function Glyph({ shape }: { shape: Shape }) {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" style={{ color: colours[shape], flex: 'none' }}>
      {shapes[shape]}
    </svg>
  )
}

const colours: Record<Shape, string> = {
  user: 'var(--mark-user)',
  assistant: 'var(--mark-assistant)',
  system: 'var(--mark-system)',
  tool: 'var(--mark-tool)',
  unknown: 'var(--role-unknown)',
  call: 'var(--mark-tool)',
  result: 'var(--mark-tool)',
  missing: 'var(--mark-error)',
  pending: 'var(--text-muted)',
  unparsed: 'var(--role-unknown)',
  lane: 'var(--text-muted)',
}

const outline = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.75 } as const

const shapes: Record<Shape, ReactNode> = {
  user: <circle cx="8" cy="8" r="4.75" {...outline} />,
  assistant: <path d="M8 2 14 8l-6 6-6-6z" fill="currentColor" />,
  system: <rect x="2" y="6" width="12" height="4" rx="1" fill="currentColor" />,
  tool: <rect x="3.25" y="3.25" width="9.5" height="9.5" rx="1.5" {...outline} />,
  unknown: <path d="M8 1.75 12.5 8 8 14.25 3.5 8z" {...outline} strokeLinejoin="round" />,
  call: <path d="M3.5 2.5 13.5 8l-10 5.5z" fill="currentColor" />,
  result: <path d="M12.5 3.2 3.9 8l8.6 4.8z" {...outline} strokeLinejoin="round" />,
  missing: <circle cx="8" cy="8" r="4.75" {...outline} strokeDasharray="3 2.2" />,
  pending: (
    <path
      d="M4 2.5h8M4 13.5h8M5 3c0 3 2.2 3.6 3 5 .8-1.4 3-2 3-5M5 13c0-3 2.2-3.6 3-5 .8 1.4 3 2 3 5"
      {...outline}
      strokeWidth={1.4}
    />
  ),
  unparsed: (
    <>
      <rect x="2.75" y="2.75" width="10.5" height="10.5" rx="1" {...outline} strokeWidth={1.4} />
      <path d="m3 9 6-6m-6 9.5L12.5 3M7 13l6-6" stroke="currentColor" strokeWidth="1.2" />
    </>
  ),
  lane: <path d="M2 4h12M2 8h12M2 12h12" stroke="currentColor" strokeWidth="1.6" />,
}
