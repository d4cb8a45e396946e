import { expect, test } from 'vitest'
import { inspect } from './inspect.ts'
import { rules } from './rules/index.ts'
import { toSarif } from './sarif.ts'
import { body, call, result, user } from './testing/builders.ts'

const REFUSED = JSON.stringify(body([user('héllo'), call('c1'), user(), result('c2'), result('c2')]), null, 2)
const inspection = inspect(REFUSED, { name: 'logs/a b.json' })
const log = toSarif([inspect('{"messages":', { name: '/tmp/cut.json' }), inspection], {
  version: '1.2.3',
  pages: 'https://example.com/docs/rules/',
})
const [run] = log.runs
const own = run.results.filter(({ locations: [{ physicalLocation }] }) => physicalLocation.artifactLocation.index === 1)

test('it is one run of this tool, in the version of the standard that readers ask for', () => {
  expect(log).toMatchObject({ version: '2.1.0', $schema: expect.stringMatching(/^https:.*sarif.*2\.1\.0/) as unknown })
  expect(run.tool.driver).toMatchObject({ name: 'Toolmend', semanticVersion: '1.2.3' })
  expect(run.columnKind).toBe('utf16CodeUnits')
})

test('every problem is a result, in its order, with its rule', () => {
  expect(own.map(({ ruleId, message }) => [ruleId, message.text])).toEqual(
    inspection.problems.map(({ rule, message }) => [rule, message]),
  )
  for (const { ruleId, ruleIndex, level } of run.results) {
    expect(run.tool.driver.rules[ruleIndex]?.id).toBe(ruleId)
    expect(['error', 'warning', 'note']).toContain(level)
  }
})

test('a rule says what and why, and where its page is', () => {
  const rule = run.tool.driver.rules.find(({ id }) => id === 'orphaned-call')!
  const { meta } = rules.find(({ meta: { id } }) => id === 'orphaned-call')!
  expect(rule.shortDescription?.text).toBe(meta.what)
  expect(rule.fullDescription?.text).toBe(meta.why)
  expect(rule.helpUri).toBe('https://example.com/docs/rules/orphaned-call.md')
  expect(toSarif([inspection]).runs[0].tool.driver.rules.every((one) => !('helpUri' in one))).toBe(true)
})

test('places are lines and columns, bytes, and the path', () => {
  for (const [i, { locations }] of own.entries()) {
    const problem = inspection.problems[i]!
    const [{ physicalLocation, logicalLocations }] = locations
    expect(physicalLocation.region).toEqual({
      startLine: problem.line,
      startColumn: problem.column,
      byteOffset: problem.span.start,
      byteLength: problem.span.end - problem.span.start,
    })
    expect(logicalLocations[0].fullyQualifiedName).toBe(problem.path)
  }
})

test('names are written as addresses', () => {
  expect(run.artifacts.map(({ location }) => location.uri)).toEqual(['/tmp/cut.json', 'logs/a%20b.json'])
  expect(toSarif([inspect(REFUSED)]).runs[0].artifacts[0]?.location.uri).toBe('%3Cstdin%3E')
})

test('a fingerprint stays when messages are put before its place, and two problems never share one', () => {
  const later = inspect(JSON.stringify(body([user(), user(), call('c1'), user()])), { name: 'logs/a b.json' })
  const fingerprints = own.map(({ partialFingerprints }) => partialFingerprints['toolmendProblem/v1'])
  expect(new Set(fingerprints).size).toBe(fingerprints.length)
  const moved = toSarif([later]).runs[0].results.map(({ partialFingerprints }) => partialFingerprints['toolmendProblem/v1'])
  expect(moved).toContain('orphaned-call:c1')
  expect(fingerprints).toContain('orphaned-call:c1')
})

test('nothing to say is a log too', () => {
  const clean = toSarif([inspect(JSON.stringify(body([user()])))])
  expect(clean.runs[0]).toMatchObject({ results: [], tool: { driver: { rules: [] } } })
})
