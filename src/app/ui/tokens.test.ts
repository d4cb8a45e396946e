import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { colourBlindnesses, contrast, difference, simulate } from './testing/colour.ts'

/** Recomputes the table of experience.md §24.1 from the file the page uses. */
const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
const tokens = new Map(
  [...css.matchAll(/--([\w-]+):\s*light-dark\((#\w{6}),\s*(#\w{6})\)/g)].map(([, name = '', light = '', dark = '']) => [
    name,
    { light, dark },
  ]),
)
const themes = ['light', 'dark'] as const
const surfaces = ['bg', 'surface', 'raised']

function colour(name: string, theme: 'light' | 'dark'): string {
  const token = tokens.get(name)
  if (!token) throw new Error(`tokens.css has no --${name}`)
  return token[theme]
}

const inks = [...tokens.keys()].filter((name) => tokens.has(`${name}-tint`))
const text = [...inks, 'text', 'text-muted', 'link']
const marks = [...tokens.keys()].filter((name) => name.startsWith('mark-'))

test('the file has the tokens the specification names', () => {
  expect(inks).toHaveLength(10)
  expect(marks).toHaveLength(8)
})

describe.each(themes)('%s', (theme) => {
  test.each(text)('text in --%s on every surface', (ink) => {
    for (const ground of surfaces) expect(contrast(colour(ink, theme), colour(ground, theme)), ground).toBeGreaterThanOrEqual(4.5)
  })

  test.each(inks)('text and --%s on its own tint', (ink) => {
    for (const name of [ink, 'text']) {
      expect(contrast(colour(name, theme), colour(`${ink}-tint`, theme)), name).toBeGreaterThanOrEqual(4.5)
    }
  })

  test.each([
    ['text', 'match'],
    ['added', 'added-ground'],
    ['removed', 'removed-ground'],
    ['text', 'added-ground'],
    ['text', 'removed-ground'],
    ['text-muted', 'bg'],
    ['on-primary', 'primary'],
    ['on-primary', 'primary-hover'],
  ])('--%s on --%s', (ink, ground) => {
    expect(contrast(colour(ink, theme), colour(ground, theme))).toBeGreaterThanOrEqual(4.5)
  })

  test.each([...marks, 'border-control', 'focus', 'primary'])('--%s as a mark on every surface', (mark) => {
    for (const ground of surfaces) expect(contrast(colour(mark, theme), colour(ground, theme)), ground).toBeGreaterThanOrEqual(3)
  })

  test.each([
    ['roles', ['mark-user', 'mark-assistant', 'mark-tool', 'mark-system']],
    ['severities', ['mark-error', 'mark-warning', 'mark-info', 'mark-fixed']],
  ])('marks of %s differ for every kind of eye', (_name, names) => {
    for (const [i, a] of names.entries()) {
      for (const b of names.slice(i + 1)) {
        for (const eye of colourBlindnesses) {
          const seen = [a, b].map((name) => simulate(colour(name, theme), eye)) as [string, string]
          expect(difference(...seen), `${a} and ${b}, ${eye}`).toBeGreaterThanOrEqual(12)
        }
      }
    }
  })
})
