/** How many of something were left out, as a change that a repair lists: `one line was left out`, `3 lines were left out`. */
export function counted(count: number, singular: string, plural: string): string {
  return count === 1 ? `one ${singular}` : `${count} ${plural}`
}
