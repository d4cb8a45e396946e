/** The pages of docs/formats and docs/rules, made from what the library says about itself. */

/** @typedef {typeof import('../dist/lib/index.js')} Library */

/**
 * @param {any} library
 * @returns {Map<string, string>}
 */
export function rulePages(library) {
  const rules = [...(library.rules ?? [])]
  if (rules.length === 0) return new Map()
  return new Map(rules.map((rule) => [`docs/rules/${rule.meta.id}.md`, `# ${rule.meta.id}\n`]))
}

/**
 * @param {any} library
 * @returns {Map<string, string>}
 */
export function formatPages(library) {
  const formats = [...(library.formats ?? [])]
  if (formats.length === 0) return new Map()
  return new Map(formats.map((format) => [`docs/formats/${format.id}.md`, `# ${format.title}\n`]))
}
