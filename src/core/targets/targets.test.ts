import { describe, expect, test } from 'vitest'
import { fillWording } from './fill-wording.ts'
import { targets } from './index.ts'

describe.each(targets)('$id', (target) => {
  const rules = Object.keys(target.rules)

  test('checks in an order that names known rules, each once', () => {
    expect(target.order.filter((rule) => !rules.includes(rule))).toEqual([])
    expect(new Set(target.order).size).toBe(target.order.length)
  })

  test('has every error in its order, with a sentence to answer it', () => {
    const errors = rules.filter((rule) => target.rules[rule] === 'error')
    expect(errors.filter((rule) => !target.order.includes(rule))).toEqual([])
    expect(errors.filter((rule) => fillWording(target, rule, {}) === null)).toEqual([])
  })

  test('words only rules it has, and says why it believes each wording', () => {
    for (const { rule, alsoFor = [], text, evidence } of target.wordings) {
      expect([rule, ...alsoFor].filter((key) => !rules.includes(key))).toEqual([])
      expect(evidence, text).toBeTruthy()
    }
  })

  test('names no wording twice', () => {
    const keys = target.wordings.map(({ rule, text, place }) => `${rule} ${text} ${place}`)
    expect(new Set(keys).size).toBe(keys.length)
  })
})
