/**
 * Positions of the longest run of numbers that only go up: what may stay where it is when a list is put in a new order.
 * Entries that are `null` are passed over.
 */
export function longestRising(values: readonly (number | null)[]): number[] {
  const tails: number[] = []
  const before = new Int32Array(values.length).fill(-1)
  values.forEach((value, position) => {
    if (value === null) return
    let low = 0
    let high = tails.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (values[tails[middle]!]! < value) low = middle + 1
      else high = middle
    }
    before[position] = low > 0 ? tails[low - 1]! : -1
    tails[low] = position
  })
  const run: number[] = []
  for (let position = tails.at(-1) ?? -1; position >= 0; position = before[position]!) run.push(position)
  return run.reverse()
}
