/**
 * The name of a repaired file: `run-0412.jsonl` becomes `run-0412.repaired.jsonl`, pasted text `conversation.repaired.json`.
 * Never the name of the original, so that no download can replace it.
 */
export function exportName(name: string | null, container: readonly string[]): string {
  const innermost = container.at(-1) ?? 'json'
  if (name === null || name.trim() === '') return `conversation.repaired.${innermost === 'jsonl' ? 'jsonl' : 'json'}`
  // What came packed leaves unpacked.
  const plain = container.includes('gzip') ? name.replace(/\.gz(ip)?$/i, '') : name
  const dot = plain.lastIndexOf('.')
  return dot <= 0 ? `${plain}.repaired` : `${plain.slice(0, dot)}.repaired${plain.slice(dot)}`
}

/** `run-0412.patch.json`: what was changed, beside the file. */
export function patchName(name: string | null): string {
  return exportName(name, ['json', 'gzip']).replace(/\.repaired(\.[^.]*)?$/, '.patch.json')
}

/** `run-0412.json.sarif`: a log of the problems of a file stands beside it. */
export function problemsName(name: string | null, as: 'json' | 'sarif'): string {
  const plain = name === null || name.trim() === '' ? 'conversation' : name
  return as === 'sarif' ? `${plain}.sarif` : `${plain}.problems.json`
}
