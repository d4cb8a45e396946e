import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { judgeSource, type Judged } from '../judge-source.ts'
import type { Repair, RepairOptions } from '../problem.ts'
import type { KnownProblem } from '../problems.ts'
import { proposeFix } from '../repair/propose.ts'
import { repair } from '../repair.ts'
import { rules } from '../rules/index.ts'
import type { Rule } from '../rules/rule.ts'
import { encode } from '../source/source.ts'
import type { Cases, Input, InvalidCase, ValidCase } from './cases-for.ts'

const RULES = new URL('../rules/', import.meta.url)
const files = readdirSync(RULES).filter((name) => name.endsWith('.cases.ts'))
const modules = await Promise.all(files.map((file) => import(new URL(file, RULES).href) as Promise<Record<string, Cases>>))
const tables = modules.flatMap((module) => Object.values(module))

test('every rule has a table, and no table speaks of another rule', () => {
  expect(tables.map(({ rule }) => rule.meta.id).sort()).toEqual(rules.map(({ meta }) => meta.id).sort())
})

describe.each(tables.map((table) => [table.rule.meta.id, table] as const))('%s', (_, { rule, valid, invalid }) => {
  describe('valid', () => {
    test.each(Object.entries(valid))('%s', (name, given) => {
      const asked: Omit<ValidCase, 'valid'> = isAsked(given) ? given : { input: given }
      const { judged, opened } = open(asked.input, asked)
      expect(wordsOf(judged, rule), name).toEqual([])
      expect(opened.bytes, 'inspecting changes nothing').toEqual(opened.copy)
    })
  })

  describe('invalid', () => {
    test.each(Object.entries(invalid))('%s', (_name, given) => {
      const { judged, opened } = open(given.input, given)
      expectProblems(judged, rule, given)
      const options = optionsOf(judged, given)
      const before = structuredClone(options)
      const repaired = repair(opened.bytes, Object.freeze(options))
      expect(options).toEqual(before)
      expect(opened.bytes, 'inspecting and repairing change nothing').toEqual(opened.copy)
      expectFixed(repaired, given)
      expectClean(repaired, rule, given)
      expectSettled(repaired, options)
    })
  })

  test.each(Object.entries(invalid))('each fix alone adds no error: %s', (_name, given) => {
    const { judged } = open(given.input, given)
    judged.known.forEach(({ found, problem }, index) => {
      if (found?.rule !== rule) return
      problem.fixes.forEach(({ title }, fix) => {
        const { edits, added, changes } = proposeFix(judged, index, fix)
        expect(added, title).toEqual([])
        expect(edits.length, `${title}: has an effect`).toBeGreaterThan(0)
        expect(changes.length, title).toBe(1)
      })
    })
  })

  test('each of its words is said in a case', () => {
    const said = new Set<string>()
    for (const given of Object.values(invalid)) {
      const { judged } = open(given.input, given)
      for (const known of ofRule(judged, rule)) {
        said.add(known.found!.finding.messageId)
        for (const { titleId } of known.fixes) said.add(titleId)
      }
    }
    expect([...said].sort()).toEqual(Object.keys(rule.meta.messages).sort())
  })
})

function isAsked(given: Input | ValidCase): given is ValidCase {
  return typeof given === 'object' && 'valid' in given && given.valid === true
}

function open(
  input: Input,
  { target, format }: { target?: string; format?: string },
): { judged: Judged; opened: { bytes: Uint8Array; copy: Uint8Array } } {
  const bytes = encode(textOf(input))
  const copy = bytes.slice()
  const judged = judgeSource(bytes, { ...(target && { target }), ...(format && { format }) })
  return { judged, opened: { bytes, copy } }
}

function textOf(input: Input): string {
  return typeof input === 'string' ? input : JSON.stringify(input)
}

function optionsOf({ target }: Judged, { format, options }: InvalidCase): RepairOptions {
  return { target: target.id, ...(format && { format }), ...options }
}

function ofRule({ known }: Judged, rule: Rule): KnownProblem[] {
  return known.filter(({ found }) => found?.rule === rule)
}

function wordsOf(judged: Judged, rule: Rule): string[] {
  return ofRule(judged, rule).map(({ problem }) => `${problem.path}: ${problem.message}`)
}

function expectProblems(judged: Judged, rule: Rule, { problems }: InvalidCase): void {
  const found = ofRule(judged, rule).map(({ problem, found: one }, i) => ({
    messageId: one!.finding.messageId,
    at: problem.path,
    ...(problems[i]?.severity !== undefined && { severity: problem.severity }),
    ...(problems[i]?.callId !== undefined && { callId: problem.callId }),
  }))
  expect(found).toEqual(problems)
  for (const { problem } of ofRule(judged, rule)) {
    for (const text of [problem.message, problem.providerError ?? '', ...problem.fixes.map(({ title }) => title)])
      expect(text, 'every placeholder has data').not.toMatch(/\{[a-zA-Z]+\}/)
    expect(problem.message).not.toMatch(/``|undefined|\[object/)
  }
}

function expectFixed({ output }: Repair, { fixed }: InvalidCase): void {
  if (fixed === undefined) return
  expect(typeof fixed === 'string' ? output : (JSON.parse(output) as unknown)).toEqual(fixed)
}

/** What could be mended was mended. */
function expectClean({ remaining }: Repair, rule: Rule, { stays }: InvalidCase): void {
  const left = remaining.filter((problem) => problem.rule === rule.meta.id && problem.fixes.length > 0)
  expect(left.length > 0, left.map(({ path, message }) => `${path}: ${message}`).join('\n')).toBe(stays === true)
}

/** Repairing twice is repairing once. */
function expectSettled({ output }: Repair, options: RepairOptions): void {
  const again = repair(output, options)
  expect(again.output).toBe(output)
  expect(again.changes).toEqual([])
}
