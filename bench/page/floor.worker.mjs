/** What no page can avoid: read the file piece by piece, decode it, split it at line ends and parse each line. Nothing is kept. */

/** @param {MessageEvent<File>} event */
onmessage = async ({ data: file }) => {
  const reader = file.stream().getReader()
  const decoder = new TextDecoder()
  let rest = ''
  let records = 0
  for (;;) {
    const { done, value } = await reader.read()
    const lines = (rest + decoder.decode(value, { stream: !done })).split('\n')
    rest = done ? '' : (lines.pop() ?? '')
    for (const line of lines) {
      if (line.length < 2) continue // the brackets around a list stand alone on their lines
      JSON.parse(line.endsWith(',') ? line.slice(0, -1) : line)
      records += 1
    }
    postMessage({ records, done })
    if (done) return
  }
}
