/** Requests as JSON Lines, one call of each unanswered where the test says so. */
const tools = [{ type: 'function', function: { name: 'look_up', parameters: { type: 'object' } } }]

function requestLine(name: string, isAnswered: boolean, filler = 0): string {
  const call = { id: `call_${name}`, type: 'function', function: { name: 'look_up', arguments: `{"n":"${name}"}` } }
  const messages: object[] = [
    { role: 'user', content: `Question ${name} ${'x'.repeat(filler)}` },
    { role: 'assistant', content: null, tool_calls: [call] },
  ]
  if (isAnswered) {
    messages.push({ role: 'tool', tool_call_id: call.id, content: `Answer ${name}` }, { role: 'assistant', content: 'So it is.' })
  }
  return `${JSON.stringify({ model: 'gpt-4o', tools, messages: [...messages, { role: 'user', content: 'And?' }] })}\n`
}

/** So many requests, each `every`th of them with an open call: more than a source that is read at once. */
export function largeText(lines: number, every: number, filler = 4000): string {
  return Array.from({ length: lines }, (_, i) => requestLine(String(i), (i + 1) % every !== 0, filler)).join('')
}
