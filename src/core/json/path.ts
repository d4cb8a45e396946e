/** Steps from a value to one inside it: keys of objects, indexes of lists. */
export type Steps = readonly (string | number)[]

const PLAIN_KEY = /^[A-Za-z_$][\w$-]*$/

/** `['messages', 6, 'tool_calls', 0]` → `messages[6].tool_calls[0]`; keys that would not read back are quoted. */
export function formatPath(steps: Steps): string {
  let path = ''
  for (const step of steps) {
    if (typeof step === 'number') path += `[${step}]`
    else if (PLAIN_KEY.test(step) && step !== '$') path += path ? `.${step}` : step
    else path += `[${JSON.stringify(step)}]`
  }
  return path
}

const STEP = /\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|\.?([^.[\]]+)/g

/** Reads `messages[6].x`, `messages.[6].x`, `messages.6.x` and `$.messages[6]` alike; all digits are an index. */
export function parsePath(path: string): Steps {
  const steps: (string | number)[] = []
  for (const [, index, quoted, key] of path.replace(/^\$(?:\.|(?=\[|$))/, '').matchAll(STEP)) {
    if (index !== undefined) steps.push(Number(index))
    else if (quoted !== undefined) steps.push(unquote(quoted))
    else if (key !== undefined) steps.push(/^\d+$/.test(key) ? Number(key) : key)
  }
  return steps
}

function unquote(quoted: string): string {
  try {
    return JSON.parse(`"${quoted}"`) as string
  } catch {
    return quoted
  }
}
