import type { RuleEntry } from '../../core/rule-entries.ts'

const plain = (text: string): string => text.toLowerCase().replace(/[`'"]/g, '')

/** Whether all words that were searched for stand in a rule, in its sentences or in the names of who holds it. */
export function fits({ id, about, heldBy, sentences }: RuleEntry, search: string): boolean {
  const text = plain(
    [
      id,
      about?.what,
      about?.why,
      ...heldBy.map(({ title }) => title),
      ...sentences.flatMap(({ api, title, text: said }) => [api, title, said]),
    ].join('\n'),
  )
  return plain(search)
    .split(/\s+/)
    .every((word) => text.includes(word))
}
