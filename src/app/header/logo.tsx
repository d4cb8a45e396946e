/** A call and its result, joined. */
export function Logo() {
  return (
    <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
      <path d="M3 4.5 12 10 3 15.5z" fill="var(--mark-tool)" />
      <path
        d="M19 6.5v7.2a3.8 3.8 0 0 1-3.8 3.8H9"
        fill="none"
        stroke="var(--mark-tool)"
        strokeWidth="1.75"
        strokeDasharray="0"
      />
      <path
        d="m11.5 14.5-3 3 3 3"
        fill="none"
        stroke="var(--mark-tool)"
        strokeWidth="1.75"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      <circle cx="19" cy="4.5" r="2" fill="none" stroke="var(--mark-assistant)" strokeWidth="1.5" />
    </svg>
  )
}
