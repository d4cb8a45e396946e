import type { Inspection, Problem, RuleId, Severity, Span } from './problem.ts'
import { rules } from './rules/index.ts'

/**
 * Problems as SARIF 2.1.0, for code hosts and editors that show the findings of tools.
 * Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html (checked 2026-11)
 */
export interface SarifLog {
  readonly $schema: string
  readonly version: '2.1.0'
  readonly runs: readonly [SarifRun]
}

export interface SarifOptions {
  /** Version of Toolmend. */
  readonly version?: string
  /** Where the pages of the rules are: an address that ends in `/`, so that `orphaned-call.md` can follow. */
  readonly pages?: string
}

export interface SarifRun {
  readonly tool: {
    readonly driver: { readonly name: 'Toolmend'; readonly semanticVersion?: string; readonly rules: readonly SarifRule[] }
  }
  readonly columnKind: 'utf16CodeUnits'
  readonly artifacts: readonly SarifArtifact[]
  readonly results: readonly SarifResult[]
}

export interface SarifRule {
  readonly id: RuleId
  readonly shortDescription?: SarifText
  readonly fullDescription?: SarifText
  readonly help?: SarifText
  readonly helpUri?: string
  readonly defaultConfiguration?: { readonly level: SarifLevel }
}

interface SarifArtifact {
  readonly location: { readonly uri: string }
  readonly length: number
  readonly properties: { readonly format: string; readonly target: string; readonly container: readonly string[] }
}

interface SarifResult {
  readonly ruleId: RuleId
  readonly ruleIndex: number
  readonly level: SarifLevel
  readonly message: SarifText
  readonly locations: readonly [SarifLocation]
  readonly relatedLocations?: readonly SarifLocation[]
  readonly partialFingerprints: { readonly 'toolmendProblem/v1': string }
  readonly properties: {
    readonly callId: string | null
    readonly conversation: string | null
    readonly providerError: string | null
    readonly fixes: Problem['fixes']
  }
}

interface SarifLocation {
  readonly id?: number
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string; readonly index: number }
    readonly region: SarifRegion
  }
  readonly logicalLocations: readonly [{ readonly fullyQualifiedName: string; readonly kind: 'member' }]
}

interface SarifRegion {
  readonly startLine?: number
  readonly startColumn?: number
  readonly byteOffset: number
  readonly byteLength: number
}

interface SarifText {
  readonly text: string
}

type SarifLevel = 'error' | 'warning' | 'note'

/** One run over all sources, each with its own inspection. */
export function toSarif(inspections: readonly Inspection[], options: SarifOptions = {}): SarifLog {
  const used = new Set(inspections.flatMap(({ problems }) => problems.map(({ rule }) => rule)))
  const ids = [...used].sort()
  const indexOf = new Map(ids.map((id, index) => [id, index]))
  const { version } = options
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Toolmend',
            ...(version === undefined ? {} : { semanticVersion: version }),
            rules: ids.map((id) => describeRule(id, options)),
          },
        },
        columnKind: 'utf16CodeUnits',
        artifacts: inspections.map(({ source, format, target }) => ({
          location: { uri: uriOf(source.name) },
          length: source.bytes,
          properties: { format, target, container: source.container },
        })),
        results: inspections.flatMap((inspection, index) => resultsOf(inspection, index, indexOf)),
      },
    ],
  }
}

function describeRule(id: RuleId, { pages }: SarifOptions): SarifRule {
  const meta = rules.find((rule) => rule.meta.id === id)?.meta
  if (!meta) return { id } // told by a reader of the source, not by a rule
  return {
    id,
    shortDescription: { text: meta.what },
    fullDescription: { text: meta.why },
    help: { text: `${meta.what} ${meta.why} See ${pageOf(id)}.` },
    ...(pages === undefined ? {} : { helpUri: `${pages}${id}.md` }),
    defaultConfiguration: { level: levelOf(meta.severity) },
  }
}

/** The page of a rule, as a path in this repository. */
export function pageOf(id: RuleId): string {
  return `docs/rules/${id}.md`
}

function resultsOf(inspection: Inspection, index: number, ruleIndex: ReadonlyMap<RuleId, number>): SarifResult[] {
  const uri = uriOf(inspection.source.name)
  const locate = (path: string, span: Span): SarifLocation => ({
    physicalLocation: {
      artifactLocation: { uri, index },
      region: { byteOffset: span.start, byteLength: span.end - span.start },
    },
    logicalLocations: [{ fullyQualifiedName: path, kind: 'member' }],
  })
  const seen = new Map<string, number>()
  return inspection.problems.map((problem) => {
    const { rule, path, span, line, column, related, callId, providerError, fixes } = problem
    const { physicalLocation, logicalLocations } = locate(path, span)
    const region = { startLine: line, startColumn: column, ...physicalLocation.region }
    return {
      ruleId: rule,
      ruleIndex: ruleIndex.get(rule) ?? -1,
      level: levelOf(problem.severity),
      message: { text: problem.message },
      locations: [{ physicalLocation: { ...physicalLocation, region }, logicalLocations }],
      ...(related.length === 0
        ? {}
        : { relatedLocations: related.map((other, i) => ({ id: i + 1, ...locate(other.path, other.span) })) }),
      partialFingerprints: { 'toolmendProblem/v1': fingerprintOf(problem, seen) },
      properties: { callId, conversation: inspection.conversations[problem.conversation]?.id ?? null, providerError, fixes },
    }
  })
}

/** By the id of the call where there is one: it stays when messages are put before it, and a path does not. */
function fingerprintOf({ rule, callId, path }: Problem, seen: Map<string, number>): string {
  const key = `${rule}:${callId ?? path}`
  const before = seen.get(key) ?? 0
  seen.set(key, before + 1)
  return before === 0 ? key : `${key}:${before + 1}`
}

function levelOf(severity: Severity): SarifLevel {
  return severity === 'info' ? 'note' : severity
}

/** A relative or absolute path as a URI reference; a source without a name is the standard input. */
function uriOf(name = '<stdin>'): string {
  return name.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/')
}
