/** The pages of docs/formats and docs/rules, made from what the library says about itself. */

/** @typedef {typeof import('../dist/lib/index.js')} Library */
/** @typedef {Library['rules'][number]} Rule */
/** @typedef {Library['formats'][number]} Format */
/** @typedef {Library['targets'][number]} Target */

const WRITTEN = '<!-- Written by `npm run generate`. -->'

/**
 * @param {Library} library
 * @returns {Map<string, string>} texts by path
 */
export function rulePages({ rules, targets }) {
  const sorted = rules.toSorted((a, b) => (a.meta.id < b.meta.id ? -1 : 1))
  const rows = sorted.map(({ meta }) => [`[${meta.id}](${meta.id}.md)`, meta.severity, meta.what])
  const overview = page('Rules', 'What Toolmend looks for. The severity is that of targets which do not say otherwise.', [
    table(['rule', 'severity', 'what it finds'], rows),
  ])
  return new Map([
    ['docs/rules/README.md', overview],
    ...sorted.map((rule) => /** @type {const} */ ([`docs/rules/${rule.meta.id}.md`, rulePage(rule, targets)])),
  ])
}

/**
 * @param {Library & { familyOf: (format: string) => string }} library
 * @returns {Map<string, string>} texts by path
 */
export function formatPages({ formats, familyOf, inspect }) {
  const families = [...new Set(formats.map(({ id }) => familyOf(id)))]
  const told = (/** @type {string} */ family) =>
    formats.filter(({ id }) => familyOf(id) === family).map(({ id, title, target }) => [`[${id}](${id}.md)`, title, target])
  const overview = page(
    'Formats',
    `The ${formats.length} ways to write a conversation down that Toolmend reads, found by their content.`,
    [CONTAINERS, ...families.map((family) => `## ${family}\n\n${table(['format', 'title', 'its own target'], told(family))}`)],
  )
  return new Map([
    ['docs/formats/README.md', overview],
    ...formats.map((format) => /** @type {const} */ ([`docs/formats/${format.id}.md`, formatPage(format, inspect)])),
  ])
}

const CONTAINERS =
  'Each may be wrapped, also several times: in JSON Lines, server-sent events, HAR and other HTTP recordings, curl commands, log lines, ' +
  'Python and JavaScript prints, YAML, CSV, Markdown fences, JSON strings, gzip and ZIP archives. What no format knows can be read by ' +
  'the fields a user names: `--format fields:role=who,content=text,id=call,name=tool,arguments=input,result=output`.'

/**
 * @param {Rule} rule
 * @param {readonly Target[]} targets
 */
function rulePage({ meta }, targets) {
  const holding = targets.filter(({ rules }) => Object.hasOwn(rules, meta.id))
  const said = targets.flatMap((target) => sentencesOf(target, meta.id).map((wording) => answer(target, wording)))
  return page(`\`${meta.id}\``, meta.what, [
    meta.why,
    holding.length > 0
      ? table(
          ['target', 'severity'],
          holding.map(({ title, rules }) => [title, rules[meta.id] ?? '']),
        )
      : '',
    said.length > 0 ? `## What the target answers\n\n${said.join('\n\n')}` : '',
    `## What Toolmend says\n\n${list(Object.values(meta.messages))}`,
  ])
}

/**
 * @param {Target} target
 * @param {Target['wordings'][number]} wording
 */
function answer({ title }, { text, evidence, historic }) {
  const remarks = [title, ...(historic ? ['not said any more'] : []), ...(evidence ? [`evidence: ${evidence}`] : [])]
  return `${code(text, 'text')}\n\n${remarks.join('; ')}`
}

/**
 * What a target says about a rule; the same sentence about several places counts once.
 * @param {Target} target
 * @param {string} rule
 */
function sentencesOf({ wordings }, rule) {
  const about = wordings.filter((wording) => wording.rule === rule || wording.alsoFor?.includes(rule))
  return about.filter(({ text }, index) => about.findIndex((other) => other.text === text) === index)
}

/**
 * @param {Format} format
 * @param {Library['inspect']} inspect
 */
function formatPage({ id, title, source, target, notes }, inspect) {
  const { because, confidence, totals } = inspect(notes.example)
  const counted = `${totals.calls} ${totals.calls === 1 ? 'call' : 'calls'}, ${totals.results} ${totals.results === 1 ? 'result' : 'results'}`
  return page(title, `Format \`${id}\`, the way \`${target}\` takes it. Reference: ${source}`, [
    `## Recognised\n\nIn the example below: ${because[0]} (${confidence}).`,
    `## Read\n\n${list(notes.reads)}`,
    `## Lost when written\n\n${list(notes.loses)}`,
    `## Example\n\n${code(pretty(notes.example), 'json')}\n\n${counted}.`,
  ])
}

/**
 * @param {string} title
 * @param {string} summary
 * @param {string[]} sections
 */
function page(title, summary, sections) {
  return `${[WRITTEN, `# ${title}`, summary, ...sections].filter(Boolean).join('\n\n')}\n`
}

/**
 * @param {string[]} header
 * @param {string[][]} rows
 */
function table(header, rows) {
  /** @param {string[]} cells */
  const line = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(header), `|${' --- |'.repeat(header.length)}`, ...rows.map(line)].join('\n')
}

/** @param {readonly string[]} items */
function list(items) {
  return items.map((item) => `- ${item}`).join('\n')
}

/**
 * @param {string} text
 * @param {string} language
 */
function code(text, language) {
  return `\`\`\`${language}\n${text}\n\`\`\``
}

/** @param {string} json */
function pretty(json) {
  try {
    return JSON.stringify(JSON.parse(json), null, 2)
  } catch {
    return json // some formats are more than one value
  }
}
