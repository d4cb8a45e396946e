/** The HTTP status a text tells, whatever its dress: `Error code: 400`, `HTTP 400`, `[400]`, `"status": 400`, `<400>`. */
export function readStatus(text: string): number | null {
  for (const form of FORMS) {
    const status = form.exec(text)?.[1]
    if (status !== undefined) return Number(status)
  }
  return null
}

const FORMS = [
  /(?:error code|status(?: ?code|_code)?|http(?:\/\d(?:\.\d)?)?|api error|code)['"]?\s{0,3}[:=( ]\s{0,3}['"]?([45]\d\d)\b/i,
  /[[(<]([45]\d\d)[\])>]/,
  /(?:^|[\n:"'`>(-])\s{0,4}([45]\d\d)[: ]\s{0,3}[{'"[A-Za-z]/,
]
